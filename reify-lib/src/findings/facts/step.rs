//! [`StepFacts`]: what the events say of one step.

use super::stand::{Stand, State};
use super::{Facts, NONE};
use crate::StepId;

/// What the events say of one step; looked up when it is asked for.
#[derive(Clone, Copy)]
pub(in crate::findings) struct StepFacts<'a> {
    facts: &'a Facts,
    step: StepId,
    stand: Stand,
}

/// What happened to the waker of a step since its last poll, as positions of events.
#[derive(Clone, Copy)]
pub(super) struct News {
    pub(super) first_wake: u32,
    pub(super) latest_wake: u32,
    pub(super) waker_drop: u32,
}

impl Default for News {
    fn default() -> Self {
        Self {
            first_wake: NONE,
            latest_wake: NONE,
            waker_drop: NONE,
        }
    }
}

fn position(position: u32) -> Option<usize> {
    (position != NONE).then_some(position as usize)
}

impl<'a> StepFacts<'a> {
    #[inline]
    pub(super) fn new(facts: &'a Facts, step: StepId) -> Self {
        let stand = facts.stands[step.index()];
        Self { facts, step, stand }
    }

    #[inline]
    pub(in crate::findings) fn state(self) -> State {
        self.stand.state()
    }

    /// It is being polled when the trace ends.
    #[inline]
    pub(in crate::findings) fn in_poll(self) -> bool {
        self.stand.is(Stand::IN_POLL)
    }

    /// Something inside of it was pending when its last poll returned, or is alive.
    #[inline]
    pub(in crate::findings) fn has_inner(self) -> bool {
        self.stand.is(Stand::HAS_INNER)
    }

    /// Polled, not finished, and not being polled.
    #[inline]
    pub(in crate::findings) fn is_waiting(self) -> bool {
        self.state() == State::Pending && !self.in_poll()
    }

    /// How often it was polled.
    pub(in crate::findings) fn polls(self) -> u64 {
        self.facts.polls.get(self.step.index())
    }

    /// Polls that were not the first, had no poll inside, and no wake before them.
    pub(in crate::findings) fn spurious(self) -> u64 {
        self.facts.spurious.get(self.step.index())
    }

    /// The sum of the times between a pending poll and the next event.
    pub(in crate::findings) fn waited(self) -> u64 {
        self.facts.waited.get(self.step.index())
    }

    /// The position of its last poll or drop.
    pub(in crate::findings) fn last(self) -> Option<usize> {
        position(self.facts.last[self.step.index()])
    }

    /// The position of the first wake that no poll has answered yet.
    pub(in crate::findings) fn unanswered_wake(self) -> Option<usize> {
        position(self.news()?.first_wake)
    }

    /// The position at which its last waker was dropped, if that was after its last poll.
    pub(in crate::findings) fn waker_drop(self) -> Option<usize> {
        position(self.news()?.waker_drop)
    }

    fn news(self) -> Option<&'a News> {
        if !self.stand.is(Stand::HAS_NEWS) {
            return None;
        }
        self.facts.news.get(&self.step)
    }

    /// The step inside whose poll it was polled last, where that is not the one it was made in.
    pub(in crate::findings) fn polled_elsewhere(self) -> Option<StepId> {
        if !self.stand.is(Stand::IS_ELSEWHERE) {
            return None;
        }
        self.facts.elsewhere.get(&self.step).copied()
    }
}
