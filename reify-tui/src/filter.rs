//! [`Filter`]: the language in which rows are picked, on the screen and on the command line.
//!
//! A filter is words that must all hold: text, or a key with a value such as `polls:>10`; `!` or `-` before a word turns
//! it around. A step is picked by what it is in the whole recording. An event is picked if its step is, but `result:`
//! and `step:` ask for the event itself. Knows no terminal.

mod bound;
mod complete;
mod parse;
mod sieve;
mod term;

pub use self::bound::{Bound, Comparison};
pub use self::complete::{Completion, complete};
pub use self::parse::FilterError;
pub use self::sieve::Sieve;

use self::term::Term;

/// What the help says of the language, a word and its meaning each.
pub const LANGUAGE: [(&str, &str); 12] = [
    (
        "cart",
        "in the expression or the place; a capital makes case matter",
    ),
    (
        "result:pending",
        "polls that came to it: pending, ready, cancelled, let-go, panicked; steps that ended so",
    ),
    (
        "outcome:completed",
        "steps that ended so: completed, pending, cancelled, let-go, panicked, never-polled",
    ),
    ("polls:>10", "steps polled so often; also <, >=, <= and ="),
    (
        "waiting:>5ms",
        "steps that waited so long in all; ns, us, ms, s, min",
    ),
    (
        "polling:>1ms",
        "steps that were within polls so long in all",
    ),
    ("file:cart.rs", "steps in such a file"),
    ("fn:checkout", "steps in such a function"),
    (
        "task:3",
        "steps of the task with this id, or with this in its name",
    ),
    ("step:12", "the step with this id"),
    ("!cart -file:cart.rs", "not so"),
    ("\"a b\"", "text with spaces or colons in it"),
];

/// What rows are to be shown.
///
/// ```
/// use reify_tui::filter::Filter;
///
/// assert!(Filter::parse("reserve result:pending waiting:>5ms !file:test").is_ok());
/// let error = Filter::parse("polls:many").unwrap_err();
/// assert_eq!(error.to_string(), "polls:many (column 7): expected a number, as in polls:>10");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    text: String,
    terms: Vec<Term>,
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    ///
    /// Where a word is none of the language: which one, and what is expected in its place.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        Ok(Self {
            text: text.trim().to_owned(),
            terms: parse::terms(text)?,
        })
    }

    /// The filter as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}
