//! [`Inside`]: whether this thread is in the middle of recording something.
//!
//! What is recorded may itself allocate, and an allocator may be traced: then recording would begin anew inside of itself,
//! with a lock already taken. Every piece of the recorder that takes a lock is entered through this gate, and what comes
//! while it is closed is not recorded but counted.

use std::cell::Cell;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    static TURNED_AWAY: Cell<u64> = const { Cell::new(0) };
}

/// Closes the gate behind whoever holds it.
#[derive(Debug)]
pub(crate) struct Inside(());

impl Inside {
    /// Enters, unless this thread is inside already; then it is counted.
    #[inline]
    pub(crate) fn enter() -> Option<Self> {
        if INSIDE.replace(true) {
            TURNED_AWAY.set(TURNED_AWAY.get() + 1);
            return None;
        }
        Some(Self(()))
    }

    /// Closes the gate for the rest of the thread's life: nothing that it does is recorded.
    pub(crate) fn stay() {
        INSIDE.set(true);
    }
}

impl Drop for Inside {
    #[inline]
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}

/// How often this thread was turned away since this was last asked.
#[inline]
pub(crate) fn turned_away() -> u64 {
    if TURNED_AWAY.get() == 0 {
        return 0;
    }
    TURNED_AWAY.take()
}
