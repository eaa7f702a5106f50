//! The waker of a step stands for that of its task: once however deep the step is, at once, and not at all where wakes are
//! switched off.

#[path = "support/wakes.rs"]
mod wakes;

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use reify_lib::{LabeledFuture, PollResult, RecordOptions, SharedTrace, Trace};
use wakes::{Counter, Places, poll_with, wakes, wakes_by_name};

fn named<F: Future>(name: &str, trace: &SharedTrace, future: F) -> LabeledFuture<F> {
    LabeledFuture::new(future, name, trace)
}

#[test]
fn the_waker_of_the_innermost_step_forwards_past_all_around_it() {
    fn nested<'a>(
        trace: &'a SharedTrace,
        places: &'a Places,
        level: usize,
    ) -> Pin<Box<dyn Future<Output = usize> + 'a>> {
        if level == 10 {
            return Box::pin(places.called(0));
        }
        Box::pin(named(
            &format!("level {level}"),
            trace,
            nested(trace, places, level + 1),
        ))
    }

    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let places = Places::new(1);
    let mut future = nested(&trace, &places, 0);
    assert!(poll_with(future.as_mut(), &counter).is_pending());
    // The counter, and one waker that is kept of it, not one a level.
    assert_eq!(Arc::strong_count(&counter), 2);
    places.call(0);
    assert_eq!(counter.calls(), 1);
    assert!(poll_with(future.as_mut(), &counter).is_ready());

    let trace = trace.snapshot();
    assert_eq!(
        wakes_by_name(&trace),
        [("level 9".to_owned(), String::new())]
    );
    let first: Vec<_> = trace.polls().take(10).map(|poll| poll.wakers).collect();
    let mut expected = [Some(0); 10];
    expected[0] = Some(1);
    assert_eq!(first, expected, "innermost first");
}

#[test]
fn a_wake_has_arrived_when_its_call_returns() {
    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let seen = RefCell::new(Vec::new());
    let mut future = pin!(named(
        "waking",
        &trace,
        poll_fn(|cx| {
            let mut seen = seen.borrow_mut();
            cx.waker().wake_by_ref();
            seen.push(counter.calls());
            let kept = cx.waker().clone();
            kept.wake_by_ref();
            seen.push(counter.calls());
            kept.wake();
            seen.push(counter.calls());
            Poll::<()>::Pending
        })
    ));
    assert!(poll_with(future.as_mut(), &counter).is_pending());
    assert_eq!(*seen.borrow(), [1, 2, 3]);
    let trace = trace.snapshot();
    assert_eq!(wakes(&trace).len(), 3);
    assert!(
        wakes(&trace).iter().all(|wake| wake.by == Some(wake.step)),
        "all by itself"
    );
}

#[test]
fn switched_off_the_future_is_given_the_wakers_of_its_task() {
    let trace = RecordOptions::new().wakes(false).in_memory();
    let waker = Waker::from(Arc::new(Counter::default()));
    let mut own = false;
    let mut future = Box::pin(named(
        "outer",
        &trace,
        named(
            "inner",
            &trace,
            poll_fn(|cx| {
                own = cx.waker().will_wake(&waker);
                cx.waker().wake_by_ref();
                Poll::<()>::Pending
            }),
        ),
    ));
    assert!(
        future
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    drop(future);
    assert!(own);
    let trace = trace.snapshot();
    assert_eq!(wakes(&trace), []);
    let pending = |poll: &reify_lib::PollEvent| poll.result == PollResult::Pending;
    assert!(
        trace
            .polls()
            .filter(pending)
            .all(|poll| poll.wakers.is_none())
    );
    assert!(!trace.header().wakes);
}

#[test]
fn a_future_that_is_never_woken_again_is_forgotten_with_all_its_wakers() {
    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let places = Places::new(1);
    {
        let mut future = pin!(named("dropped", &trace, places.called(0)));
        assert!(poll_with(future.as_mut(), &counter).is_pending());
    }
    // A wake that comes late is passed on too, as it would be without a recording.
    places.call(0);
    assert_eq!(counter.calls(), 1);
    assert_eq!(Arc::strong_count(&counter), 1);
}
