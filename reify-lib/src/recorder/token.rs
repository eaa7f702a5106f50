//! [`Token`]: the waker that a step's future keeps, in place of the one that its task was polled with.
//!
//! A token belongs to one step and forwards to its task's waker, past the tokens of the steps around it. It lives as long
//! as a clone of it is kept: between two polls the step itself holds none, and so does not keep its own task alive.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;

use super::entry::Entry;
use super::{RecorderId, pen};
use crate::context;

/// A step, as those who wake it know it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Woken {
    pub(super) recorder: RecorderId,
    pub(super) step: u32,
}

impl Woken {
    /// Records that the step is woken. Comes before the wake is forwarded, so that it stands before the poll that follows.
    pub(super) fn record(self, last: bool) {
        let Self { recorder, step } = self;
        let by = context::current().step_in(recorder);
        pen::with(recorder, |pen| pen.push(|_| Entry::Wake { step, by, last }));
    }
}

/// The waker of one step, while somebody keeps it.
#[derive(Debug)]
pub(super) struct Token {
    woken: Woken,
    target: Waker,
    /// It was called since the poll it was kept in began, or the step needs it no more: nobody misses it when it goes.
    settled: AtomicBool,
}

impl Token {
    pub(super) fn new(woken: Woken, target: Waker) -> Arc<Self> {
        Arc::new(Self {
            woken,
            target,
            settled: AtomicBool::new(false),
        })
    }

    pub(super) fn target(&self) -> &Waker {
        &self.target
    }

    /// Says that from now on a wake is waited for.
    pub(super) fn expect(&self) {
        self.settled.store(false, Ordering::Relaxed);
    }

    /// Says that nobody misses the token when its last clone goes.
    pub(super) fn settle(&self) {
        self.settled.store(true, Ordering::Relaxed);
    }

    pub(super) fn wake_by_ref(&self) {
        self.call(false);
    }

    pub(super) fn wake(self: Arc<Self>) {
        self.call(Arc::strong_count(&self) == 1);
    }

    fn call(&self, last: bool) {
        self.settle();
        self.woken.record(last);
        self.target.wake_by_ref();
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if *self.settled.get_mut() {
            return;
        }
        let Woken { recorder, step } = self.woken;
        let by = context::current().step_in(recorder);
        pen::with(recorder, |pen| pen.push(|_| Entry::WakerDrop { step, by }));
    }
}
