//! [`Term`]: one word of a filter.

use reify_lib::StepOutcome;

use super::Bound;
use crate::model::{Query, Returned};

/// What can stand before a colon.
pub(super) const KEYS: [&str; 9] = [
    "result", "outcome", "polls", "waiting", "polling", "file", "fn", "task", "step",
];

/// A word, and whether it is turned around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) negated: bool,
    pub(super) test: Test,
}

/// What a word asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Text(Query),
    File(Query),
    Function(Query),
    TaskId(u64),
    TaskName(Query),
    Step(u64),
    Result(Returned),
    Outcome(StepOutcome),
    Polls(Bound),
    Waiting(Bound),
    Polling(Bound),
}

impl Test {
    /// Whether an event is asked for itself, not for its step.
    pub(super) fn is_of_event(&self) -> bool {
        matches!(self, Self::Result(_) | Self::Step(_))
    }
}
