//! Recording is correct when what it observes records in turn: a waker, a drop, a panic hook, an allocator, the end of a
//! thread.

#[path = "support/poll.rs"]
mod poll;
#[path = "support/tracing_allocator.rs"]
mod tracing_allocator;

use std::cell::RefCell;
use std::future::{Future, pending, poll_fn, ready};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use poll::{block_on, named, poll_once, yields};
use reify_lib::{SharedTrace, Trace};

#[global_allocator]
static ALLOCATOR: tracing_allocator::Tracing = tracing_allocator::Tracing;

fn polls_of(trace: &Trace, name: &str) -> usize {
    let of_name = |poll: &reify_lib::PollEvent| trace.site_of(poll.step).expr == name;
    trace.polls().filter(of_name).count()
}

/// Records when it is called, and when it is cloned into.
struct Recording(SharedTrace);

impl Wake for Recording {
    fn wake(self: Arc<Self>) {
        block_on(named("in wake", &self.0, ready(())));
    }
}

#[test]
fn a_waker_may_record() {
    let trace = Trace::shared();
    let waker = Waker::from(Arc::new(Recording(trace.clone())));
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(named("woken", &trace, yields(3)));
    for _ in 0..3 {
        assert!(future.as_mut().poll(&mut cx).is_pending());
    }
    let trace = trace.snapshot();
    assert_eq!(polls_of(&trace, "in wake"), 3);
    assert_eq!(trace.notices(), []);
}

/// Records when it is dropped.
struct OnDrop(SharedTrace);

impl Drop for OnDrop {
    fn drop(&mut self) {
        block_on(named("in drop", &self.0, ready(())));
    }
}

#[test]
fn a_drop_may_record_also_that_of_the_future_itself() {
    let trace = Trace::shared();
    {
        let guard = OnDrop(trace.clone());
        let mut future = pin!(named("dropped", &trace, async move {
            let _guard = guard;
            pending::<()>().await;
        }));
        assert!(poll_once(future.as_mut()).is_pending());
    }
    let trace = trace.snapshot();
    let order: Vec<_> = trace
        .polls()
        .map(|poll| (trace.site_of(poll.step).expr.clone(), poll.result.as_str()))
        .collect();
    let order: Vec<_> = order
        .iter()
        .map(|(name, result)| (name.as_str(), *result))
        .collect();
    assert_eq!(
        order,
        [
            ("dropped", "pending"),
            ("dropped", "cancelled"),
            ("in drop", "ready")
        ]
    );
}

#[test]
fn a_panic_hook_may_record() {
    let trace = Trace::shared();
    let hooked = trace.clone();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |_| {
        block_on(named("in hook", &hooked, ready(())));
    }));
    let unwound = std::panic::catch_unwind(|| {
        block_on(named(
            "panics",
            &trace,
            poll_fn(|_| -> Poll<()> { panic!("on purpose") }),
        ));
    });
    std::panic::set_hook(before);
    assert!(unwound.is_err());
    let trace = trace.snapshot();
    assert!(polls_of(&trace, "in hook") >= 1);
    assert_eq!(polls_of(&trace, "panics"), 1);
}

#[test]
fn an_allocator_may_record_and_what_is_lost_is_counted() {
    const POLLS: usize = 5_000;
    let own = Trace::shared();
    tracing_allocator::trace_into(Some(own.clone()));
    block_on(named("own", &own, yields(POLLS)));
    tracing_allocator::trace_into(None);
    let trace = own.snapshot();
    let end = trace.end().expect("an end");
    assert_eq!(polls_of(&trace, "own"), POLLS + 1);
    assert!(polls_of(&trace, "allocation") > 0);
    // Each number is an event of the trace, a step, or one that is said to be lost.
    let events = trace.events().len() as u64 + trace.steps().len() as u64;
    assert_eq!(events + end.lost, end.recorded);
}

thread_local! {
    static LATE: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>> = const { RefCell::new(None) };
}

/// A future that is dropped by the end of its thread; the thread-locals of the recorder are set up before or after.
fn dropped_by_its_thread(recorder_first: bool) -> Trace {
    let trace = Trace::shared();
    let recording = trace.clone();
    let thread = std::thread::spawn(move || {
        if recorder_first {
            block_on(named("first", &recording, ready(())));
        }
        LATE.with(|late| {
            let mut future = Box::pin(named("late", &recording, pending::<()>()));
            late.replace(None);
            assert!(poll_once(future.as_mut()).is_pending());
            late.replace(Some(future));
        });
    });
    thread.join().expect("no panic");
    trace.snapshot()
}

#[test]
fn a_future_may_be_dropped_when_thread_locals_are_gone() {
    for recorder_first in [true, false] {
        let trace = dropped_by_its_thread(recorder_first);
        assert_eq!(polls_of(&trace, "late"), 2, "pending and cancelled");
    }
}

#[test]
fn a_trace_can_be_read_by_what_it_records() {
    let trace = Trace::shared();
    let seen = Mutex::new(0);
    block_on(named("outer", &trace, async {
        yields(1).await;
        *seen.lock().expect("not poisoned") = trace.snapshot().polls().count();
    }));
    assert_eq!(*seen.lock().expect("not poisoned"), 1);
}
