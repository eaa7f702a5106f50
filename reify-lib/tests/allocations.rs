//! What recording allocates, and what it keeps: nothing a poll and nothing an await, but a sheet of memory now and then.
//!
//! One test in a program of its own: sheets that one recording is done with are used again by the next one.

use std::future::{Future, poll_fn, ready};
use std::pin::pin;
use std::task::{Context, Poll};

use allocation_counter::{AllocationInfo, measure};
use futures::task::{AtomicWaker, noop_waker_ref};
use reify_lib::{RecordOptions, SharedTrace, trace_async};

const TIMES: usize = 200_000;
/// Bytes that the recording keeps of a poll, and of an await that is ready at once.
const POLL: usize = 24;
const AWAIT: usize = 40;

/// With a waker that is known again: that of `std` is not, where a clone of it comes from another crate.
fn block_on(future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(noop_waker_ref());
    while future.as_mut().poll(&mut cx).is_pending() {}
}

/// Pending many times, waking itself each time.
fn yields() -> impl Future<Output = ()> {
    let mut left = TIMES;
    poll_fn(move |cx| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}

/// One await that is pending many times.
#[trace_async(trace = trace)]
async fn polls(trace: &SharedTrace) {
    yields().await;
}

/// Many awaits that are ready at once.
#[trace_async(trace = trace)]
async fn awaits(trace: &SharedTrace) {
    for number in 0..TIMES {
        ready(number).await;
    }
}

/// One await that is pending many times and keeps its waker.
#[trace_async(trace = trace)]
async fn keeps(trace: &SharedTrace) {
    let (slot, mut left) = (AtomicWaker::new(), TIMES);
    poll_fn(|cx| {
        slot.register(cx.waker());
        left -= 1;
        if left == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[trace_async]
async fn nowhere() {
    for number in 0..TIMES {
        ready(number).await;
    }
    yields().await;
}

/// What a recording allocates, without the making of it.
fn recorded(wakes: bool, run: impl Fn(&SharedTrace)) -> AllocationInfo {
    let trace = RecordOptions::new().wakes(wakes).in_memory();
    measure(|| run(&trace))
}

fn allocations(what: &AllocationInfo) -> f64 {
    what.count_total as f64 / TIMES as f64
}

/// Whether so many bytes are kept each time and hardly more.
fn keeps_only(bytes: usize, what: &AllocationInfo) -> bool {
    let kept = usize::try_from(what.bytes_current).expect("kept");
    let least = bytes * TIMES;
    // The last sheet has room to spare, and the list of sheets is beside them.
    (least..least + least / 20 + (256 << 10)).contains(&kept)
}

#[test]
fn recording_allocates_sheets_of_memory_and_nothing_besides() {
    // All at once, so that no sheet of one is used again by another.
    let traces = [0, 1].map(|_| RecordOptions::new().wakes(false).in_memory());
    let polled = measure(|| block_on(polls(&traces[0])));
    let awaited = measure(|| block_on(awaits(&traces[1])));
    assert!(keeps_only(POLL, &polled), "{polled:?}");
    assert!(keeps_only(AWAIT, &awaited), "{awaited:?}");
    assert!(allocations(&polled) <= 0.001, "{polled:?}");
    assert!(allocations(&awaited) <= 0.005, "{awaited:?}");
    drop(traces);

    // Who wakes whom is recorded without an allocation, as long as nobody keeps a waker..
    let woken = recorded(true, |trace| block_on(polls(trace)));
    assert!(allocations(&woken) <= 0.002, "{woken:?}");
    let awaited = recorded(true, |trace| block_on(awaits(trace)));
    assert!(allocations(&awaited) <= 0.005, "{awaited:?}");
    // .. and with one for the whole step where it is kept.
    let kept = recorded(true, |trace| block_on(keeps(trace)));
    assert!(allocations(&kept) <= 0.001, "{kept:?}");

    let off = measure(|| block_on(nowhere()));
    assert_eq!((off.count_total, off.bytes_max), (0, 0));
}
