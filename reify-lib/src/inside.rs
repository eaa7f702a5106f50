//! [`Inside`]: whether this thread is in the middle of recording something.
//!
//! What is recorded may itself allocate, and an allocator may be traced: then recording would begin anew inside of itself,
//! with a lock already taken. Every piece of the recorder that takes a lock or allocates closes this gate behind it, and
//! what comes while it is closed is not recorded but counted.

use std::cell::Cell;

const CLOSED: u32 = 1 << 31;

thread_local! {
    /// How many were turned away, and whether the gate is closed.
    static GATE: Cell<u32> = const { Cell::new(0) };
}

/// Closes the gate behind whoever holds it.
#[derive(Debug)]
pub(crate) struct Inside(());

impl Inside {
    /// Enters, unless this thread is inside already; then it is counted.
    pub(crate) fn enter() -> Option<Self> {
        let entered = Self::close();
        if entered.is_none() {
            turn_away();
        }
        entered
    }

    /// Closes the gate, if it is open.
    pub(crate) fn close() -> Option<Self> {
        let gate = GATE.get();
        GATE.set(gate | CLOSED);
        (gate & CLOSED == 0).then(|| Self(()))
    }

    /// Closes the gate for the rest of the thread's life: nothing that it does is recorded.
    pub(crate) fn stay() {
        std::mem::forget(Self::close());
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        GATE.set(GATE.get() & !CLOSED);
    }
}

/// Whether the gate is open and nobody was turned away since that was last asked.
#[inline]
pub(crate) fn is_quiet() -> bool {
    GATE.get() == 0
}

/// Whether the gate is closed.
pub(crate) fn is_closed() -> bool {
    GATE.get() & CLOSED != 0
}

/// Counts somebody who came to a closed gate.
pub(crate) fn turn_away() {
    let gate = GATE.get();
    GATE.set(gate & CLOSED | (gate + 1) & !CLOSED);
}

/// How often this thread was turned away since this was last asked.
pub(crate) fn turned_away() -> u64 {
    let gate = GATE.get();
    GATE.set(gate & CLOSED);
    u64::from(gate & !CLOSED)
}
