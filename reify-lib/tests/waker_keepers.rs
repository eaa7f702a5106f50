//! Those who keep wakers, as real code has them, find a step's waker to be as good as the task's own.

#[path = "support/poll.rs"]
mod poll;
#[path = "support/wakes.rs"]
mod wakes;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use futures::StreamExt;
use futures::future::select_all;
use futures::stream::FuturesUnordered;
use futures::task::AtomicWaker;
use poll::{block_on, named};
use reify_lib::{Trace, TraceFutureExt, TracedFuture};
use wakes::{Counter, Places, poll_with, wakes, wakes_by_name};

fn results(trace: &Trace, name: &str) -> Vec<&'static str> {
    let of_name = |poll: &reify_lib::PollEvent| trace.site_of(poll.step).expr == name;
    trace
        .polls()
        .filter(of_name)
        .map(|poll| poll.result.as_str())
        .collect()
}

#[test]
fn unordered_futures_are_polled_when_they_are_woken_and_only_then() {
    const FUTURES: usize = 20;
    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let places = Places::new(FUTURES);
    let mut set: FuturesUnordered<_> = (0..FUTURES)
        .map(|place| named(&format!("future {place}"), &trace, places.called(place)))
        .collect();
    assert!(poll_with(pin!(set.next()), &counter).is_pending());
    // It has polled as many as it does at a time, and asked to be polled again.
    let before = counter.calls();
    for place in (0..FUTURES).rev() {
        block_on(named("caller", &trace, async { places.call(place) }));
        assert_eq!(
            poll_with(pin!(set.next()), &counter),
            Poll::Ready(Some(place))
        );
    }
    assert_eq!(counter.calls() - before, FUTURES);
    let trace = trace.snapshot();
    let expected = (0..FUTURES)
        .rev()
        .map(|place| (format!("future {place}"), "caller".to_owned()));
    assert_eq!(wakes_by_name(&trace), expected.collect::<Vec<_>>());
    for place in 0..FUTURES {
        assert_eq!(
            results(&trace, &format!("future {place}")),
            ["pending", "ready"]
        );
    }
}

#[test]
fn the_first_of_many_is_found_and_the_others_are_dropped() {
    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let places = Places::new(3);
    let futures = (0..3).map(|place| {
        let name = format!("future {place}");
        Box::pin(named(&name, &trace, places.called(place)))
    });
    let mut first = Box::pin(select_all(futures));
    assert!(poll_with(first.as_mut(), &counter).is_pending());
    places.call(1);
    assert_eq!(counter.calls(), 1);
    let Poll::Ready((place, index, rest)) = poll_with(first.as_mut(), &counter) else {
        panic!("it was woken");
    };
    assert_eq!((place, index, rest.len()), (1, 1, 2));
    drop(rest);
    let trace = trace.snapshot();
    assert_eq!(
        results(&trace, "future 0"),
        ["pending", "pending", "cancelled"]
    );
    assert_eq!(results(&trace, "future 1"), ["pending", "ready"]);
    // `select_all` looks no further than to the one that is ready.
    assert_eq!(results(&trace, "future 2"), ["pending", "cancelled"]);
}

#[test]
fn an_atomic_waker_finds_the_same_one_in_each_poll() {
    let (trace, counter) = (Trace::shared(), Arc::new(Counter::default()));
    let (slot, ready) = (
        Arc::new(AtomicWaker::new()),
        Arc::new(AtomicBool::new(false)),
    );
    let mut future = pin!(named(
        "registered",
        &trace,
        poll_fn(|cx| {
            slot.register(cx.waker());
            if ready.load(Ordering::SeqCst) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
    ));
    for _ in 0..3 {
        assert!(poll_with(future.as_mut(), &counter).is_pending());
        assert_eq!(Arc::strong_count(&counter), 2, "it keeps the one it has");
    }
    let (waking, told) = (Arc::clone(&slot), Arc::clone(&ready));
    let thread = std::thread::Builder::new().name("elsewhere".to_owned());
    let thread = thread.spawn(move || {
        told.store(true, Ordering::SeqCst);
        waking.wake();
    });
    thread.expect("a thread").join().expect("no panic");
    assert_eq!(counter.calls(), 1);
    assert!(poll_with(future.as_mut(), &counter).is_ready());
    let trace = trace.snapshot();
    let wake = wakes(&trace)[0];
    assert_eq!((wake.by, wake.last), (None, true));
    assert_eq!(trace.thread(wake.thread).name.as_deref(), Some("elsewhere"));
}

#[test]
fn tasks_of_a_join_set_are_woken_by_the_step_that_sends() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build();
    let (sum, trace) = runtime
        .expect("a runtime")
        .block_on(TracedFuture::run(async {
            let mut set = tokio::task::JoinSet::new();
            let mut senders = Vec::new();
            for number in 0..10 {
                let (sender, receiver) = tokio::sync::oneshot::channel::<u32>();
                // It is polled before it is sent to, so that each is woken once.
                let (polled, mut is_polled) = tokio::sync::mpsc::channel::<()>(1);
                let mut polled = Some(polled);
                let mut receiver = Box::pin(receiver);
                set.spawn(
                    poll_fn(move |cx| {
                        let poll = receiver.as_mut().poll(cx);
                        drop(polled.take());
                        poll
                    })
                    .traced("receiving"),
                );
                is_polled.recv().await;
                senders.push((number, sender));
            }
            async {
                for (number, sender) in senders {
                    sender.send(number).expect("a receiver");
                }
            }
            .traced("sending")
            .await;
            let mut sum = 0;
            while let Some(number) = set.join_next().await {
                sum += number.expect("no panic").expect("a number");
            }
            sum
        }));
    assert_eq!(sum, 45);
    let receiving = |wake: &(String, String)| wake.0 == "receiving";
    let received: Vec<_> = wakes_by_name(&trace)
        .into_iter()
        .filter(receiving)
        .collect();
    assert_eq!(
        received,
        vec![("receiving".to_owned(), "sending".to_owned()); 10]
    );
    assert_eq!(trace.notices(), []);
}
