//! [`StepFacts`]: what the events say of one step.

use crate::{PollResult, StepId};

/// The position of no event, and the number of no step.
pub(super) const NONE: u32 = u32::MAX;

/// How a step stands at the end of the trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::findings) enum State {
    #[default]
    NeverPolled,
    Pending,
    Finished(PollResult),
}

/// What the events say of one step.
#[derive(Clone, Copy)]
pub(in crate::findings) struct StepFacts {
    pub(in crate::findings) state: State,
    /// It is being polled when the trace ends.
    pub(in crate::findings) in_poll: bool,
    /// Something inside of it was pending when its last poll returned, or is alive.
    pub(in crate::findings) has_inner: bool,
    pub(in crate::findings) polls: u32,
    pub(in crate::findings) wakes: u32,
    /// Polls that were not the first, had no poll inside, and no wake before them.
    pub(in crate::findings) spurious: u32,
    /// The sum of the times between a pending poll and the next event.
    pub(in crate::findings) waited: u64,
    pub(super) last: u32,
    pub(super) first_wake: u32,
    pub(super) latest_wake: u32,
    pub(super) waker_drop: u32,
    pub(super) polled_by: u32,
}

impl Default for StepFacts {
    fn default() -> Self {
        Self {
            state: State::NeverPolled,
            in_poll: false,
            has_inner: false,
            polls: 0,
            wakes: 0,
            spurious: 0,
            waited: 0,
            last: NONE,
            first_wake: NONE,
            latest_wake: NONE,
            waker_drop: NONE,
            polled_by: NONE,
        }
    }
}

fn position(position: u32) -> Option<usize> {
    (position != NONE).then_some(position as usize)
}

impl StepFacts {
    /// Polled, not finished, and not being polled.
    pub(in crate::findings) fn is_waiting(&self) -> bool {
        self.state == State::Pending && !self.in_poll
    }

    /// The position of its last poll or drop.
    pub(in crate::findings) fn last(&self) -> Option<usize> {
        position(self.last)
    }

    /// The position of the first wake that no poll has answered yet.
    pub(in crate::findings) fn unanswered_wake(&self) -> Option<usize> {
        position(self.first_wake)
    }

    /// The position at which its last waker was dropped, if that was after its last poll.
    pub(in crate::findings) fn waker_drop(&self) -> Option<usize> {
        position(self.waker_drop)
    }

    /// The step inside whose poll it was polled last.
    pub(in crate::findings) fn polled_by(&self) -> Option<StepId> {
        (self.polled_by != NONE).then_some(StepId(self.polled_by))
    }
}
