//! An allocator that records each of its calls as a step.
#![expect(unsafe_code, reason = "an allocator cannot be written otherwise")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::future::ready;
use std::sync::Mutex;

use reify_lib::{LabeledFuture, SharedTrace};

use crate::poll::block_on;

pub(crate) struct Tracing;

static TRACE: Mutex<Option<SharedTrace>> = Mutex::new(None);

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
}

/// Records the allocations of this thread, until told otherwise.
pub(crate) fn trace_into(trace: Option<SharedTrace>) {
    ON.set(false);
    let on = trace.is_some();
    *TRACE.lock().expect("not poisoned") = trace;
    ON.set(on);
}

fn record() {
    // What recording allocates is not recorded: that would never end.
    if ON.replace(false) {
        let trace = TRACE.lock().expect("not poisoned").clone();
        if let Some(trace) = trace {
            block_on(LabeledFuture::new(ready(()), "allocation", &trace));
        }
        ON.set(true);
    }
}

// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Tracing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        record();
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(pointer, layout) }
    }
}
