//! What there is to say of a finding beside its sentence, word by word: for the page, the pane and the print.

use reify_lib::{Finding, Place, Trace};

use crate::text::{Duration, grouped};

/// Of a longer path the middle is left out.
const LONGEST_PATH: usize = 12;

/// The words and what there is to say of each, as the recording has it; what there is nothing to say of is left out.
pub fn entries(trace: &Trace, finding: &Finding) -> Vec<(&'static str, String)> {
    let (since, lasted) = (Duration(finding.since), Duration(finding.lasted));
    let related = finding.related.iter();
    let related = related.map(|related| format!("{}: {}", related.role, related.place));
    let mut entries = vec![
        ("next", finding.next.clone()),
        ("place", place(&finding.place)),
        ("step", finding.place.id.to_string()),
        ("count", times(finding.count)),
        ("since", format!("{since}, for {lasted}")),
    ];
    entries.extend(related.map(|text| ("related", text)));
    entries.extend([
        ("path", path(&finding.path)),
        ("evidence", evidence(trace, &finding.evidence)),
        ("threshold", finding.threshold.clone()),
    ]);
    entries.retain(|(_, text)| !text.is_empty());
    entries
}

/// Where there are several of a kind at a place, one stands for all.
fn times(count: u64) -> String {
    match count {
        0 | 1 => String::new(),
        _ => grouped(count),
    }
}

fn place(place: &Place) -> String {
    match place {
        Place { file, .. } if file.is_empty() => String::new(),
        Place { file, line: 0, .. } => file.clone(),
        Place {
            file,
            line,
            column: 0,
            ..
        } => format!("{file}:{line}"),
        Place {
            file, line, column, ..
        } => format!("{file}:{line}:{column}"),
    }
}

fn path(path: &[Place]) -> String {
    joined(path.iter().map(|place| place.expr.as_str()).collect())
}

fn joined(mut names: Vec<&str>) -> String {
    if names.len() > LONGEST_PATH {
        let left_out = 1..names.len() - LONGEST_PATH + 2;
        names.splice(left_out, [".."]);
    }
    names.join(" > ")
}

/// Events as they are counted everywhere here, from 1, and by their numbers in the file.
fn evidence(trace: &Trace, seqs: &[u64]) -> String {
    if seqs.is_empty() {
        return String::new();
    }
    let events = trace.events();
    let numbers = seqs.iter().map(|seq| events.position_of_seq(*seq) + 1);
    let word = if seqs.len() == 1 { "event" } else { "events" };
    format!("{word} {} (seq {})", list(numbers), list(seqs))
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_path_both_ends_are_shown() {
        assert_eq!(joined(vec!["a", "b"]), "a > b");
        let names: Vec<String> = (0..20).map(|index| index.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(joined(names[..12].to_vec()), names[..12].join(" > "));
        assert_eq!(
            joined(names),
            "0 > .. > 10 > 11 > 12 > 13 > 14 > 15 > 16 > 17 > 18 > 19"
        );
    }
}
