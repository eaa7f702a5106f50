//! [`Token`]: the waker that a polled future is given in place of its caller's, so that its wakes are seen.
//!
//! A token belongs to one step and forwards to the waker that its task was polled with, past the tokens of the steps
//! around it. It lives as long as a clone of it is kept: between two polls the step itself holds none, and so does not
//! keep its own task alive. A token that nobody kept is used again by the next step on the thread that needs one.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Wake, Waker};

use super::entry::Entry;
use super::{RecorderId, log};
use crate::context;

/// How many tokens a thread keeps for steps to come.
const SPARES: usize = 16;

/// The waker of one step.
#[derive(Debug)]
pub(super) struct Token {
    recorder: RecorderId,
    step: u32,
    /// It was called, or the step needs it no more: nobody misses it when it goes.
    settled: AtomicBool,
    /// Always there but in a spare one.
    target: Option<Waker>,
}

#[derive(Default)]
struct Tokens {
    /// The address of the token of the step being polled: who is polled with it finds its target in `outermost`.
    innermost: Cell<usize>,
    outermost: RefCell<Option<Arc<Token>>>,
    spares: RefCell<Vec<Arc<Token>>>,
}

thread_local! {
    static TOKENS: Tokens = Tokens::default();
}

/// What a poll with a token has to put back.
pub(super) struct Before {
    innermost: usize,
    /// Whether `outermost` was replaced, and is to be put back.
    outer: bool,
    outermost: Option<Arc<Token>>,
}

impl Token {
    /// The token for a poll with the given waker: the one of the poll before, where somebody kept it and it still
    /// forwards to where this poll's wakes have to go.
    pub(super) fn for_poll(
        recorder: RecorderId,
        step: u32,
        kept: Option<Arc<Self>>,
        waker: &Waker,
    ) -> Arc<Self> {
        let make = |target: &Waker| {
            let reusable = kept.filter(|token| {
                token
                    .target
                    .as_ref()
                    .is_some_and(|own| own.will_wake(target))
            });
            if let Some(token) = reusable {
                token.settled.store(false, Ordering::Relaxed);
                return token;
            }
            let mut token = spare().unwrap_or_else(|| {
                Arc::new(Self {
                    recorder,
                    step,
                    settled: AtomicBool::new(false),
                    target: None,
                })
            });
            if let Some(token) = Arc::get_mut(&mut token) {
                (token.recorder, token.step) = (recorder, step);
                *token.settled.get_mut() = false;
                token.target = Some(target.clone());
            }
            token
        };
        match outermost_behind(waker)
            .as_ref()
            .and_then(|token| token.target.as_ref())
        {
            Some(target) => make(target),
            None => make(waker),
        }
    }

    /// Makes it the token that this thread polls with.
    pub(super) fn enter(token: &Arc<Self>, waker: &Waker) -> Before {
        let before = TOKENS.try_with(|tokens| {
            let innermost = tokens.innermost.replace(Arc::as_ptr(token).addr());
            let nested = innermost != 0 && innermost == waker.data().addr();
            let mut before = Before {
                innermost,
                outer: !nested,
                outermost: None,
            };
            if before.outer {
                before.outermost = tokens.outermost.replace(Some(Arc::clone(token)));
            }
            before
        });
        before.unwrap_or(Before {
            innermost: 0,
            outer: false,
            outermost: None,
        })
    }

    pub(super) fn leave(before: Before) {
        let gone = TOKENS.try_with(|tokens| {
            tokens.innermost.set(before.innermost);
            before
                .outer
                .then(|| tokens.outermost.replace(before.outermost))
        });
        // A token that goes here may drop a waker of the user's: outside of every borrow.
        drop(gone);
    }

    /// How many clones others hold of a token that the caller holds once.
    pub(super) fn clones(token: &Arc<Self>) -> u32 {
        Arc::strong_count(token).saturating_sub(1) as u32
    }

    /// Says that nobody misses the token when its last clone goes.
    pub(super) fn settle(&self) {
        self.settled.store(true, Ordering::Relaxed);
    }

    /// Gives back a token that nobody kept.
    pub(super) fn recycle(mut token: Arc<Self>) {
        let Some(unique) = Arc::get_mut(&mut token) else {
            return;
        };
        *unique.settled.get_mut() = true;
        // The user's waker goes here, outside of every borrow.
        drop(unique.target.take());
        // Where there is no room the token goes; it has nothing of the user's any more.
        let _ = TOKENS.try_with(|tokens| {
            if let Ok(mut spares) = tokens.spares.try_borrow_mut()
                && spares.len() < SPARES
            {
                spares.push(token);
            }
        });
    }

    fn record(&self, last: bool) {
        self.settle();
        let (recorder, step) = (self.recorder, self.step);
        let by = context::current().step_in(recorder);
        log::with(recorder, |log| {
            log.push(|_| Entry::Wake { step, by, last });
        });
    }

    fn forward(&self) {
        if let Some(target) = &self.target {
            target.wake_by_ref();
        }
    }
}

/// The token whose target is meant by a waker that is itself a token of this thread's running poll.
fn outermost_behind(waker: &Waker) -> Option<Arc<Token>> {
    let outermost = TOKENS.try_with(|tokens| {
        let innermost = tokens.innermost.get();
        if innermost == 0 || innermost != waker.data().addr() {
            return None;
        }
        tokens.outermost.borrow().clone()
    });
    outermost.ok().flatten()
}

fn spare() -> Option<Arc<Token>> {
    let spare = TOKENS.try_with(|tokens| tokens.spares.try_borrow_mut().ok()?.pop());
    spare.ok().flatten()
}

impl Wake for Token {
    fn wake(self: Arc<Self>) {
        self.record(Arc::strong_count(&self) == 1);
        self.forward();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.record(false);
        self.forward();
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if *self.settled.get_mut() {
            return;
        }
        let (recorder, step) = (self.recorder, self.step);
        let by = context::current().step_in(recorder);
        log::with(recorder, |log| {
            log.push(|_| Entry::WakerDrop { step, by });
        });
    }
}
