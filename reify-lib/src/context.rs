//! [`Current`]: the step that this thread is polling right now.
//!
//! It is how an await finds its parent, a wake its origin, and an attribute without arguments its trace. The cell has no
//! destructor, so that reading it costs next to nothing and works as long as the thread does.

use std::cell::Cell;

use crate::recorder::RecorderId;

/// A step of a recording; `step` is its id plus one, so that zero is no step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    pub(crate) recorder: RecorderId,
    pub(crate) step: u32,
}

impl Current {
    pub(crate) const NONE: Self = Self {
        recorder: RecorderId::NONE,
        step: 0,
    };

    /// The step, if it is one of the given recording; else zero.
    #[inline]
    pub(crate) fn step_in(self, recorder: RecorderId) -> u32 {
        if self.recorder == recorder {
            self.step
        } else {
            0
        }
    }
}

thread_local! {
    static CURRENT: Cell<Current> = const { Cell::new(Current::NONE) };
}

/// What this thread is polling.
#[inline]
pub(crate) fn current() -> Current {
    CURRENT.try_with(Cell::get).unwrap_or(Current::NONE)
}

/// Sets what this thread is polling and gives back what it was before.
#[inline]
pub(crate) fn replace(current: Current) -> Current {
    CURRENT
        .try_with(|cell| cell.replace(current))
        .unwrap_or(Current::NONE)
}
