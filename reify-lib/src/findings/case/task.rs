//! [`TaskFacts`]: what is known of a task as a whole.

use crate::StepId;
use crate::findings::facts::{State, StepFacts};

/// A task, or a root step where the task is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::findings) enum TaskKey {
    Task(u32),
    Root(StepId),
}

/// What is known of a task as a whole: a task, or a root step where the task is not known.
#[derive(Clone, Copy, Default)]
pub(in crate::findings) struct TaskFacts {
    /// How many of its steps may still be woken, or were and not polled yet.
    chances: u32,
    /// When its last poll began.
    pub(in crate::findings) polled: u64,
    /// The position of that poll.
    pub(in crate::findings) last: usize,
    /// One of its steps is being polled when the trace ends.
    pub(in crate::findings) in_poll: bool,
    /// The waiting step that was polled last and has nothing inside, which is where the task is.
    pub(in crate::findings) at: Option<StepId>,
    at_position: usize,
    alive: bool,
    /// A step of it was made and not polled yet.
    unpolled: bool,
}

impl TaskFacts {
    /// Takes in one of its steps, with the place and the beginning of its last poll, and whether it may still be woken.
    pub(super) fn take(
        &mut self,
        step: StepId,
        facts: StepFacts<'_>,
        last: Option<(usize, u64)>,
        chance: bool,
    ) {
        self.chances += u32::from(chance);
        self.in_poll |= facts.in_poll();
        self.alive |= facts.state() == State::Pending;
        self.unpolled |= facts.state() == State::NeverPolled;
        let Some((position, began)) = last else {
            return;
        };
        if began >= self.polled {
            (self.polled, self.last) = (began, position);
        }
        if facts.is_waiting() && !facts.has_inner() && position >= self.at_position {
            (self.at, self.at_position) = (Some(step), position);
        }
    }

    /// Whether something in it may be woken, or was and is not polled yet.
    pub(super) fn has_chance(&self) -> bool {
        self.chances > 0
    }

    /// Whether one of its steps was polled and is not finished.
    pub(in crate::findings) fn is_alive(&self) -> bool {
        self.alive
    }

    /// Whether its end is still to come, as far as is known.
    pub(in crate::findings) fn may_end(&self) -> bool {
        self.alive || self.unpolled
    }
}
