//! [`Running`]: a poll in progress.

use std::sync::{Arc, Weak};

use super::entry::{Entry, StepRef};
use super::lent::Lent;
use super::log;
use super::open_step::{OpenStep, Phase};
use crate::PollResult;
use crate::context::{self, Current};

/// The beginning of a poll.
pub(super) struct Begun {
    pub(super) at: u64,
    /// The poll in progress on this thread before, in the same recording.
    pub(super) before: (StepRef, u64),
}

/// A poll in progress. Its end is recorded when it goes, also by unwinding.
pub(super) struct Running<'a> {
    step: &'a mut OpenStep,
    begun: Begun,
    before: Current,
    waker: Option<&'a Lent<'a>>,
    pub(super) result: PollResult,
}

impl<'a> Running<'a> {
    #[inline]
    pub(super) fn new(step: &'a mut OpenStep, begun: Begun, waker: Option<&'a Lent<'a>>) -> Self {
        let before = context::replace(Current {
            recorder: step.recorder,
            step: step.id + 1,
        });
        Self {
            step,
            begun,
            before,
            waker,
            result: PollResult::Panicked,
        }
    }

    /// Lets go of the waker, and gives back how many clones of it others keep.
    fn return_waker(&mut self) -> Option<u32> {
        let Some(token) = self.waker?.kept() else {
            self.step.token = Weak::new();
            return Some(0);
        };
        let clones = Arc::strong_count(token).saturating_sub(1) as u32;
        if clones == 0 || self.result.is_final() {
            token.settle();
        }
        if clones == 0 {
            self.step.token = Weak::new();
        } else if self.step.token.as_ptr() != Arc::as_ptr(token) {
            self.step.token = Arc::downgrade(token);
        }
        Some(clones)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        context::replace(self.before);
        let clones = self.return_waker();
        let (step, result) = (self.step.id, self.result);
        let Begun { at, before } = self.begun;
        log::with(self.step.recorder, |log| {
            log.set_polling(before);
            log.push(|now| Entry::Poll {
                step,
                took: now.saturating_sub(at),
                result,
                wakers: clones.filter(|_| result == PollResult::Pending),
                within: 0,
            });
        });
        self.step.phase = match result {
            PollResult::Pending => Phase::Pending,
            _ => Phase::Off,
        };
    }
}
