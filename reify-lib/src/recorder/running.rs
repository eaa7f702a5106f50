//! [`Running`]: a poll in progress.

use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::task::Waker;

use super::entry::StepRef;
use super::lent::Lent;
use super::open_step::{OpenStep, Phase};
use super::packed::with_wakers;
use super::pen::{self, Pen};
use super::token::{Token, Woken};
use crate::context::{self, Current};
use crate::{PollResult, clock};

/// A poll in progress. Its end is recorded when it goes, also by unwinding.
pub(super) struct Running<'a> {
    step: &'a mut OpenStep,
    /// Where it is written, unless that is to be looked for.
    pen: Option<Rc<Pen>>,
    /// When it began; nothing where it is not recorded.
    began: Option<u64>,
    /// The poll in progress on this thread before, in the same recording.
    polling_before: (StepRef, u64),
    current_before: Current,
    pub(super) waker: Option<Lent<'a>>,
    pub(super) result: PollResult,
}

impl<'a> Running<'a> {
    /// Begins a poll, the first of which makes the step. It is not recorded where the step could not be made.
    pub(super) fn new(step: &'a mut OpenStep) -> Self {
        let pen = pen::of(step.recorder);
        let began = match &pen {
            _ if step.phase != Phase::Announced => Some(clock::ticks()),
            Some(pen) => step.make_with(pen, None),
            None => step.make().then(clock::ticks),
        };
        let mut running = Self {
            step,
            pen,
            began,
            polling_before: (0, 0),
            current_before: Current::NONE,
            waker: None,
            result: PollResult::Panicked,
        };
        if let Some(began) = began {
            running.enter(began);
        }
        running
    }

    #[inline]
    fn enter(&mut self, began: u64) {
        let step = self.step.id + 1;
        if let Some(pen) = &self.pen {
            self.polling_before = pen.log.set_polling((step, began));
        }
        let recorder = self.step.recorder;
        self.current_before = context::replace(Current { recorder, step });
    }

    /// Makes a waker for the poll that records who wakes the step, if that is to be recorded.
    #[inline]
    pub(super) fn lend(&mut self, waker: &'a Waker) {
        if self.began.is_some() && self.step.recorder.wakes() {
            let woken = Woken {
                recorder: self.step.recorder,
                step: self.step.id,
            };
            let lent = self.waker.insert(Lent::new(woken, waker));
            if let Some(token) = self.step.token.upgrade() {
                lent.lend_again(token);
            }
        }
    }

    #[inline]
    fn end(&mut self, began: u64) {
        context::replace(self.current_before);
        let kept = match &self.waker {
            None => 0,
            Some(waker) => with_wakers(return_waker(self.step, waker, self.result)),
        };
        let (phase, other) = if self.result == PollResult::Pending {
            (Phase::Pending, kept)
        } else {
            (Phase::Off, 0)
        };
        self.step.phase = phase;
        let Some(pen) = &self.pen else {
            return self.end_without_pen(began, other);
        };
        pen.log.set_polling(self.polling_before);
        pen.push_poll(self.step.id, began, self.result, other);
        pen.put_down();
    }

    #[cold]
    fn end_without_pen(&self, began: u64, other: u32) {
        pen::with(self.step.recorder, |pen| {
            pen.push_poll(self.step.id, began, self.result, other);
        });
    }
}

/// Lets go of the waker of a poll, and gives back how many clones of it others keep.
#[inline]
fn return_waker(step: &mut OpenStep, waker: &Lent<'_>, result: PollResult) -> u32 {
    match waker.kept() {
        None => {
            step.token = Weak::new();
            0
        }
        Some(token) => return_token(step, token, result),
    }
}

// Most polls end without it, and should not make room for what it needs.
#[inline(never)]
fn return_token(step: &mut OpenStep, token: &Arc<Token>, result: PollResult) -> u32 {
    let clones = Arc::strong_count(token).saturating_sub(1) as u32;
    if clones == 0 || result.is_final() {
        token.settle();
    }
    if clones == 0 {
        step.token = Weak::new();
    } else if step.token.as_ptr() != Arc::as_ptr(token) {
        step.token = Arc::downgrade(token);
    }
    clones
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Some(began) = self.began {
            self.end(began);
        }
    }
}
