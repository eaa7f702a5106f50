//! Reading a filter, word by word.

use std::fmt;

use reify_lib::StepOutcome;

use super::Bound;
use super::term::{KEYS, Term, Test};
use crate::model::{Query, Returned};

/// A word that is none of the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    word: String,
    /// Where what is wrong begins, in characters from 1.
    column: usize,
    expected: String,
}

impl FilterError {
    /// Behind so many characters of a word something else is expected.
    fn new(word: &Word, behind: usize, expected: impl Into<String>) -> Self {
        Self {
            word: word.typed.clone(),
            column: word.column + behind,
            expected: expected.into(),
        }
    }

    /// The word, as it was typed.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Where in the filter it is wrong, in characters from 1: at the value, where the key is one.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What to type instead.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            word,
            column,
            expected,
        } = self;
        write!(f, "{word} (column {column}): expected {expected}")
    }
}

impl std::error::Error for FilterError {}

pub(super) fn terms(text: &str) -> Result<Vec<Term>, FilterError> {
    words(text).iter().map(term).collect()
}

/// What stands between spaces that are in no quotes.
#[derive(Default)]
struct Word {
    /// Where it begins, in characters from 1.
    column: usize,
    typed: String,
    /// Without the quotes.
    text: String,
    /// Where the first colon stands that is in no quotes.
    colon: Option<usize>,
    /// Whether it begins with a quote: then nothing in it has a meaning.
    quoted: bool,
}

/// Takes a text apart. A quote that is not closed goes on to the end, as it is while one types.
fn words(text: &str) -> Vec<Word> {
    let (mut words, mut word, mut in_quotes) = (Vec::new(), Word::default(), false);
    for (c, column) in text.chars().zip(1..) {
        if c.is_whitespace() && !in_quotes {
            words.push(std::mem::take(&mut word));
            continue;
        }
        if word.typed.is_empty() {
            word.column = column;
        }
        if c == '"' {
            in_quotes = !in_quotes;
            word.quoted |= word.typed.is_empty();
        } else {
            if c == ':' && !in_quotes && word.colon.is_none() {
                word.colon = Some(word.text.len());
            }
            word.text.push(c);
        }
        word.typed.push(c);
    }
    words.push(word);
    words.retain(|word| !word.typed.is_empty());
    words
}

fn term(word: &Word) -> Result<Term, FilterError> {
    let sign = ['!', '-'].iter().find(|&&sign| {
        let behind = word.text.strip_prefix(sign);
        // An arrow is text, as it is in closures and types.
        !word.quoted && behind.is_some_and(|behind| !behind.starts_with('>'))
    });
    let text = if sign.is_some() {
        &word.text[1..]
    } else {
        &word.text
    };
    let colon = word.colon.map(|colon| colon - usize::from(sign.is_some()));
    if sign.is_some() && text.is_empty() {
        let expected = "a word behind it that is not to hold";
        return Err(FilterError::new(word, 1, expected));
    }
    let key = colon.filter(|_| !word.quoted).and_then(|colon| {
        let (key, value) = (&text[..colon], &text[colon + 1..]);
        // `tokio::join` and `cart.rs:42` are text.
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase());
        (is_key && !value.starts_with(':')).then_some((key, value))
    });
    Ok(Term {
        negated: sign.is_some(),
        test: match key {
            Some((key, value)) => keyed(word, key, value)?,
            None => Test::Text(Query::new(text)),
        },
    })
}

fn keyed(word: &Word, key: &str, value: &str) -> Result<Test, FilterError> {
    // As it is typed: with its sign, its colon, and quotes if there are any.
    let behind = word.typed.find(':').map_or(0, |colon| colon + 1);
    let or = |test: Option<Test>, expected: &str| {
        test.ok_or_else(|| FilterError::new(word, behind, expected))
    };
    let query = || (!value.is_empty()).then(|| Query::new(value));
    match key {
        "result" => or(
            Returned::parse(value).map(Test::Result),
            &one_of(Returned::ALL.map(Returned::as_str)),
        ),
        "outcome" => {
            let mut outcomes = StepOutcome::ALL.into_iter();
            let outcome = outcomes.find(|outcome| outcome.as_str() == value);
            or(
                outcome.map(Test::Outcome),
                &one_of(StepOutcome::ALL.map(StepOutcome::as_str)),
            )
        }
        "polls" => or(
            Bound::of_number(value).map(Test::Polls),
            "a number, as in polls:>10",
        ),
        "waiting" => or(
            Bound::of_time(value).map(Test::Waiting),
            "a sign and a time with its unit, as in waiting:>5ms",
        ),
        "polling" => or(
            Bound::of_time(value).map(Test::Polling),
            "a sign and a time with its unit, as in polling:>1ms",
        ),
        "file" => or(
            query().map(Test::File),
            "the name of a file, as in file:cart.rs",
        ),
        "fn" => or(query().map(Test::Function), "the name of a function"),
        "task" => match value.parse() {
            Ok(id) => Ok(Test::TaskId(id)),
            Err(_) => or(query().map(Test::TaskName), "the id or the name of a task"),
        },
        "step" => or(value.parse().ok().map(Test::Step), "the id of a step"),
        _ => {
            let keys = KEYS.map(|key| format!("{key}:")).join(", ");
            let expected = format!("{keys} or text (in quotes if it has a colon)");
            Err(FilterError::new(word, 0, expected))
        }
    }
}

fn one_of<const N: usize>(words: [&str; N]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(filter: &str) -> Vec<(bool, String)> {
        let terms = terms(filter).unwrap().into_iter();
        terms
            .map(|term| match term.test {
                Test::Text(query) => (term.negated, query.text().to_owned()),
                other => panic!("no text: {other:?}"),
            })
            .collect()
    }

    #[test]
    fn words_stand_between_spaces() {
        let text = |negated, text: &str| (negated, text.to_owned());
        assert_eq!(texts("  a   b "), [text(false, "a"), text(false, "b")]);
        assert_eq!(
            texts("\"a b\" !\"c d\""),
            [text(false, "a b"), text(true, "c d")]
        );
        assert_eq!(texts("\"still being ty"), [text(false, "still being ty")]);
        assert_eq!(texts(""), []);
    }

    #[test]
    fn what_looks_like_rust_is_text() {
        let is_text = [
            "tokio::join",
            "cart.rs:42",
            "\"id:\"",
            "->",
            "\"!a\"",
            "\"task:3\"",
        ];
        for typed in is_text {
            assert_eq!(texts(typed), [(false, typed.replace('"', ""))], "{typed}");
        }
    }

    #[test]
    fn every_key_is_known() {
        let bound = |text| Bound::of_number(text).unwrap();
        let cases = [
            ("result:ready", Test::Result(Returned::Ready)),
            ("result:let-go", Test::Result(Returned::LetGo)),
            (
                "outcome:never-polled",
                Test::Outcome(StepOutcome::NeverPolled),
            ),
            ("polls:>10", Test::Polls(bound(">10"))),
            ("waiting:>=5ms", Test::Waiting(bound(">=5000000"))),
            ("polling:<1us", Test::Polling(bound("<1000"))),
            ("file:cart.rs:4", Test::File(Query::new("cart.rs:4"))),
            ("fn:\"a b\"", Test::Function(Query::new("a b"))),
            ("task:3", Test::TaskId(3)),
            ("task:worker", Test::TaskName(Query::new("worker"))),
            ("step:12", Test::Step(12)),
        ];
        for (text, test) in cases {
            for (sign, negated) in [("", false), ("!", true), ("-", true)] {
                let test = test.clone();
                assert_eq!(
                    terms(&format!("{sign}{text}")),
                    Ok(vec![Term { negated, test }])
                );
            }
        }
    }

    #[test]
    fn a_wrong_word_is_named_with_what_is_expected() {
        let cases = [
            (
                "a  result:done",
                "result:done (column 11): expected pending, ready, cancelled, let-go or panicked",
            ),
            (
                "polls:x",
                "polls:x (column 7): expected a number, as in polls:>10",
            ),
            (
                "-waiting:5ms",
                "-waiting:5ms (column 10): expected a sign and a time with its unit, as in waiting:>5ms",
            ),
            (
                "file:",
                "file: (column 6): expected the name of a file, as in file:cart.rs",
            ),
            ("step:x", "step:x (column 6): expected the id of a step"),
            (
                "!",
                "! (column 2): expected a word behind it that is not to hold",
            ),
        ];
        for (filter, error) in cases {
            assert_eq!(terms(filter).unwrap_err().to_string(), error);
        }
        let unknown = terms("colour:red").unwrap_err();
        assert!(
            unknown
                .to_string()
                .starts_with("colour:red (column 1): expected result:, ")
        );
        assert_eq!(unknown.word(), "colour:red");
    }
}
