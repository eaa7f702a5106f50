//! [`Poll`]: what states, sums and lanes ask of a poll, and no more.

use reify_lib::{EventLog, PollResult, StepId};

use super::Model;

/// A poll without what only a row of the events shows. Where polls lie far from each other, each column that is not read
/// saves a look into memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Poll {
    pub(super) step: StepId,
    /// When it began, in ns since the start of the trace.
    pub(super) at: u64,
    /// How long it took, in ns.
    pub(super) took: u64,
    pub(super) result: PollResult,
}

impl Poll {
    /// The poll at a position of the total order, if it is one. Its step is not looked up where it is told.
    #[inline]
    pub(super) fn of(events: &EventLog, position: u32, step: Option<StepId>) -> Option<Self> {
        let index = position as usize;
        let result = events.result_of(index)?;
        let (at, took) = events.span_of(index);
        Some(Self {
            step: step.or_else(|| events.step_of(index))?,
            at,
            took,
            result,
        })
    }

    /// When it returned.
    pub(super) const fn end(&self) -> u64 {
        self.at.saturating_add(self.took)
    }

    /// How long its step was pending between another poll and this one, if the other is the one of that step before it.
    #[inline]
    pub(super) fn waited_since(&self, before: &Self) -> Option<u64> {
        let waited = before.step == self.step && before.result == PollResult::Pending;
        waited.then(|| self.at.saturating_sub(before.end()))
    }
}

impl Model {
    pub(super) fn poll(&self, position: u32) -> Option<Poll> {
        Poll::of(self.trace.events(), position, None)
    }
}
