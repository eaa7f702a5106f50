//! The findings, a block each, for people; what `grep` looks for stands in its first line.

use std::io::{self, Write};

use reify_lib::{Finding, Place, Trace};

use crate::text::{Duration, visible};

/// Of a longer path the middle is left out.
const LONGEST_PATH: usize = 12;
/// The longest word is `threshold`.
const WORD: usize = 9;

pub(super) fn print(
    trace: &Trace,
    found: &[Finding],
    ascii: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    if found.is_empty() {
        return writeln!(out, "no findings");
    }
    for (index, finding) in found.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let block = Block { ascii, out };
        block.print(trace, finding)?;
    }
    Ok(())
}

struct Block<'a, W> {
    ascii: bool,
    out: &'a mut W,
}

impl<W: Write> Block<'_, W> {
    fn print(mut self, trace: &Trace, finding: &Finding) -> io::Result<()> {
        let title = self.shown(&finding.to_string());
        writeln!(self.out, "{title}")?;
        self.entry("place", &place(&finding.place))?;
        self.entry("step", &finding.place.id.to_string())?;
        if finding.count > 1 {
            self.entry("count", &finding.count.to_string())?;
        }
        self.entry("path", &path(&finding.path))?;
        let (since, lasted) = (Duration(finding.since), Duration(finding.lasted));
        self.entry("since", &format!("{since}, for {lasted}"))?;
        for related in &finding.related {
            self.entry("related", &format!("{}: {}", related.role, related.place))?;
        }
        self.entry("evidence", &evidence(trace, &finding.evidence))?;
        self.entry("threshold", &finding.threshold)?;
        self.entry("next", &finding.next)
    }

    /// A word and what there is to say of it, if there is anything.
    fn entry(&mut self, word: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let text = self.shown(text);
        writeln!(self.out, "  {word:WORD$}  {text}")
    }

    fn shown(&self, text: &str) -> String {
        let text = visible(text);
        if self.ascii {
            text.replace('µ', "u")
        } else {
            text.into_owned()
        }
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
