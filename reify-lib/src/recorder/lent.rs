//! [`Lent`]: the waker that a future is polled with, which costs nothing until it is kept.
//!
//! # Why it is `unsafe`
//!
//! The safe way to a waker is an `Arc`, made before the poll, as nobody knows whether the future will keep it. Most polls
//! do not: an await that is ready at once, and every step around another one. A recorder in safe code that made an `Arc`
//! for each poll, kept a stock of them, and found the task's waker through a thread-local, was measured beside this one:
//! see the log of this file for the figures. This way a waker is a pointer to a place on the stack of the poll, and only
//! its clone makes an `Arc`.
//!
//! # Why it is sound
//!
//! - A waker with the table [`LENT`] points to a [`Lent`]. It is made in [`Lent::poll`] alone, which hands it out as
//!   `&Waker`, inside a `Context`, and drops it before it returns: while the `Lent` is borrowed. Nobody can move it out of
//!   that reference; who clones it gets a waker with the table [`KEPT`].
//! - A waker with the table [`KEPT`] owns one count of an `Arc<Token>`: made by `Arc::into_raw`, given back by
//!   `Arc::from_raw`, once for each clone.
//! - Both are used from any thread: `Lent` and `Token` are `Sync`, which the compiler checks below.
//! - [`target`] looks through a waker only where its table is one of these two, which are private to this file, and
//!   gives back a reference that lives no longer than the one to the waker.
#![expect(unsafe_code, reason = "see above")]

use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, RawWaker, RawWakerVTable, Waker};

use super::token::{Token, Woken};

/// The waker of a step for one poll.
#[derive(Debug)]
pub(super) struct Lent<'a> {
    woken: Woken,
    target: &'a Waker,
    /// Called before it was kept.
    called: AtomicBool,
    kept: OnceLock<Arc<Token>>,
}

static LENT: RawWakerVTable =
    RawWakerVTable::new(on_loan::clone, on_loan::wake, on_loan::wake, on_loan::drop);
static KEPT: RawWakerVTable =
    RawWakerVTable::new(kept::clone, kept::wake, kept::wake_by_ref, kept::drop);

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Lent<'_>>();
    shared::<Token>();
};

impl<'a> Lent<'a> {
    /// A waker for a poll with the given one.
    #[inline]
    pub(super) fn new(woken: Woken, waker: &'a Waker) -> Self {
        Self {
            woken,
            target: target(waker),
            called: AtomicBool::new(false),
            kept: OnceLock::new(),
        }
    }

    /// Lends again what somebody still keeps of the poll before, so that a future that compares wakers finds the same one.
    pub(super) fn lend_again(&self, token: Arc<Token>) {
        if token.target().will_wake(self.target) {
            token.expect();
            // The cell is new.
            let _ = self.kept.set(token);
        } else {
            // It is this poll's waker that counts from now on.
            token.settle();
        }
    }

    /// Polls with it.
    pub(super) fn poll<T>(&self, poll: impl FnOnce(&mut Context<'_>) -> T) -> T {
        if let Some(token) = self.kept.get() {
            let waker = kept_waker(Arc::clone(token));
            return poll(&mut Context::from_waker(&waker));
        }
        let data = std::ptr::from_ref(self).cast();
        // SAFETY: the functions of `LENT` take a pointer to a `Lent` that lives, and `self` is borrowed longer than the
        // waker lives. They keep the contract of `RawWakerVTable`: they can be called from any thread, and `drop` has
        // nothing to release.
        let waker = unsafe { Waker::from_raw(RawWaker::new(data, &LENT)) };
        poll(&mut Context::from_waker(&waker))
    }

    /// What was kept of it, in this poll or one before.
    pub(super) fn kept(&self) -> Option<&Arc<Token>> {
        self.kept.get()
    }

    fn wake_by_ref(&self) {
        if let Some(token) = self.kept.get() {
            return token.wake_by_ref();
        }
        self.called.store(true, Ordering::Relaxed);
        self.woken.record(false);
        self.target.wake_by_ref();
    }

    fn keep(&self) -> Arc<Token> {
        if let Some(token) = self.kept.get() {
            return Arc::clone(token);
        }
        // The clone runs code that is not ours: outside of the cell.
        let token = Token::new(self.woken, self.target.clone());
        if self.called.load(Ordering::Relaxed) {
            token.settle();
        }
        if self.kept.set(Arc::clone(&token)).is_ok() {
            return token;
        }
        token.settle();
        self.kept.get().map_or(token, Arc::clone)
    }
}

/// The task's waker behind a step's, or the waker itself where it is no step's.
#[inline]
fn target(waker: &Waker) -> &Waker {
    if std::ptr::eq(waker.vtable(), &raw const LENT) {
        // SAFETY: only `Lent::poll` makes wakers with this table, of a `Lent` that outlives them.
        unsafe { &*waker.data().cast::<Lent<'_>>() }.target
    } else if std::ptr::eq(waker.vtable(), &raw const KEPT) {
        // SAFETY: a waker with this table owns a count of the `Arc<Token>` that it points into.
        unsafe { &*waker.data().cast::<Token>() }.target()
    } else {
        waker
    }
}

fn kept_waker(token: Arc<Token>) -> Waker {
    // SAFETY: the functions of `KEPT` take a pointer that came out of `Arc::into_raw`, with a count that the waker owns,
    // and keep the contract of `RawWakerVTable`: they can be called from any thread, `clone` adds a count, `wake` and
    // `drop` give one back, `wake_by_ref` does neither.
    unsafe { Waker::from_raw(kept::raw(token)) }
}

/// What wakers with the table [`LENT`] do. All of it is called with a pointer to a living [`Lent`].
mod on_loan {
    use super::{Lent, RawWaker, kept};

    pub(super) unsafe fn clone(data: *const ()) -> RawWaker {
        // SAFETY: as said of this module.
        let lent = unsafe { &*data.cast::<Lent<'_>>() };
        kept::raw(lent.keep())
    }

    pub(super) unsafe fn wake(data: *const ()) {
        // SAFETY: as said of this module.
        unsafe { &*data.cast::<Lent<'_>>() }.wake_by_ref();
    }

    pub(super) unsafe fn drop(_data: *const ()) {}
}

/// What wakers with the table [`KEPT`] do. All of it is called with a pointer from `Arc::into_raw` and its count.
mod kept {
    use super::{Arc, KEPT, ManuallyDrop, RawWaker, Token};

    pub(super) fn raw(token: Arc<Token>) -> RawWaker {
        RawWaker::new(Arc::into_raw(token).cast(), &KEPT)
    }

    pub(super) unsafe fn clone(data: *const ()) -> RawWaker {
        // SAFETY: as said of this module; the count stays with the waker that is cloned.
        let token = unsafe { borrow(data) };
        raw(Arc::clone(&token))
    }

    pub(super) unsafe fn wake(data: *const ()) {
        // SAFETY: as said of this module; the count goes with the waker.
        unsafe { Arc::from_raw(data.cast::<Token>()) }.wake();
    }

    pub(super) unsafe fn wake_by_ref(data: *const ()) {
        // SAFETY: as said of this module; the count stays with the waker.
        unsafe { borrow(data) }.wake_by_ref();
    }

    pub(super) unsafe fn drop(data: *const ()) {
        // SAFETY: as said of this module; the count goes with the waker.
        std::mem::drop(unsafe { Arc::from_raw(data.cast::<Token>()) });
    }

    unsafe fn borrow(data: *const ()) -> ManuallyDrop<Arc<Token>> {
        // SAFETY: as said of this module; the count is not given back.
        ManuallyDrop::new(unsafe { Arc::from_raw(data.cast::<Token>()) })
    }
}
