//! [`complete`]: how the last word of a filter may go on.

use std::collections::BTreeSet;

use reify_lib::{StepOutcome, Trace};

use super::term::KEYS;
use crate::model::{Query, Returned};

/// So many names are looked through, of a recording that may have millions of tasks.
const MOST_LOOKED_AT: usize = 100_000;
/// So many are offered.
const MOST: usize = 100;

/// How the last word of a filter may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where in the text the part begins that is replaced, in bytes.
    pub start: usize,
    /// What it may be replaced by.
    pub choices: Vec<String>,
}

/// How a filter may go on that is typed so far: a key by its beginning, a value by any part of a name in the recording.
///
/// ```
/// use reify_lib::Trace;
/// use reify_tui::filter::complete;
///
/// let completion = complete("cart !res", &Trace::default());
/// assert_eq!((completion.start, completion.choices), (6, vec!["result:".to_owned()]));
/// ```
pub fn complete(text: &str, trace: &Trace) -> Completion {
    let word = last_word(text);
    let start = word + usize::from(text[word..].starts_with(['!', '-']));
    let Some((key, value)) = text[start..].split_once(':') else {
        let keys = KEYS.iter().filter(|key| key.starts_with(&text[start..]));
        return Completion {
            start,
            choices: keys.map(|key| format!("{key}:")).collect(),
        };
    };
    Completion {
        start: start + key.len() + 1,
        choices: values(key, &value.replace('"', ""), trace),
    }
}

/// Where the last word begins, in bytes; spaces in quotes are part of it.
fn last_word(text: &str) -> usize {
    let (mut start, mut in_quotes) = (0, false);
    for (index, c) in text.char_indices() {
        if c == '"' {
            in_quotes = !in_quotes;
        } else if c.is_whitespace() && !in_quotes {
            start = index + c.len_utf8();
        }
    }
    start
}

fn values(key: &str, typed: &str, trace: &Trace) -> Vec<String> {
    let words = |words: &[&str]| {
        let fit = words.iter().filter(|word| word.starts_with(typed));
        fit.map(|word| (*word).to_owned()).collect()
    };
    let sites = trace.sites().iter().take(MOST_LOOKED_AT);
    let tasks = trace.tasks().iter().take(MOST_LOOKED_AT);
    match key {
        "result" => words(&Returned::ALL.map(Returned::as_str)),
        "outcome" => words(&StepOutcome::ALL.map(StepOutcome::as_str)),
        "file" => names(typed, sites.map(|site| site.file.as_str())),
        "fn" => names(typed, sites.map(|site| site.function.as_str())),
        "task" => names(typed, tasks.filter_map(|task| task.name.as_deref())),
        _ => Vec::new(),
    }
}

/// The names that have a text, in the alphabet, in quotes where they have spaces in them.
fn names<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let query = Query::new(typed);
    let fits = |name: &&str| query.is_empty() || query.find(name).is_some();
    // A quote cannot be put into quotes.
    let names = names.filter(|name| !name.is_empty() && !name.contains('"'));
    let names: BTreeSet<&str> = names.filter(fits).collect();
    let quoted = |name: &str| {
        if name.contains(char::is_whitespace) {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        }
    };
    names.into_iter().take(MOST).map(quoted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(text: &str) -> Vec<String> {
        complete(text, &Trace::default()).choices
    }

    #[test]
    fn keys_go_on_from_their_beginnings() {
        assert_eq!(choices("po"), ["polls:", "polling:"]);
        assert_eq!(choices("a -wai"), ["waiting:"]);
        assert_eq!(choices("").len(), KEYS.len());
        assert_eq!(choices("!").len(), KEYS.len());
        assert_eq!(choices("nothing"), [""; 0]);
        assert_eq!(choices("\"a res"), [""; 0], "still in quotes");
    }

    #[test]
    fn values_of_a_few_words_go_on_too() {
        assert_eq!(choices("result:p"), ["pending", "panicked"]);
        assert_eq!(choices("!outcome:never"), ["never-polled"]);
        assert_eq!(choices("polls:"), [""; 0]);
        assert_eq!(complete("a !result:p", &Trace::default()).start, 10);
    }

    #[test]
    fn names_that_have_the_text_are_offered_once() {
        let all = [
            "src/b.rs",
            "src/a b.rs",
            "lib.rs",
            "src/b.rs",
            "",
            "say \"src\"",
        ];
        assert_eq!(names("SR", all.into_iter()), [""; 0]);
        assert_eq!(
            names("src", all.into_iter()),
            ["\"src/a b.rs\"", "src/b.rs"]
        );
        assert_eq!(names("", all.into_iter()).len(), 3);
    }
}
