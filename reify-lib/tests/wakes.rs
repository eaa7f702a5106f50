//! What a recording knows of wakes, and that nobody else notices them.

#[path = "support/poll.rs"]
mod poll;

use std::cell::RefCell;
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use poll::{block_on, named, poll_once, yields};
use reify_lib::{Event, Trace, WakeEvent};

fn wakes(trace: &Trace) -> Vec<WakeEvent> {
    let wake = |event| match event {
        Event::Wake(wake) => Some(wake),
        _ => None,
    };
    trace.events().iter().filter_map(wake).collect()
}

fn dropped_wakers(trace: &Trace) -> usize {
    let dropped = |event: &Event| matches!(event, Event::WakerDrop(_));
    trace.events().iter().filter(dropped).count()
}

/// Pending for ever, with what it does to the waker in each poll.
async fn pending_after(mut poll: impl FnMut(&Waker)) {
    poll_fn(|cx| {
        poll(cx.waker());
        Poll::<()>::Pending
    })
    .await;
}

#[test]
fn a_wake_says_who_called_it() {
    let trace = Trace::shared();
    let slot: Rc<RefCell<Option<Waker>>> = Rc::default();
    let waiting = poll_fn(|cx| {
        let first = slot.borrow().is_none();
        *slot.borrow_mut() = Some(cx.waker().clone());
        if first {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    });
    let mut waiting = pin!(named("waiting", &trace, waiting));
    assert!(poll_once(waiting.as_mut()).is_pending());
    block_on(named("waking", &trace, async {
        slot.borrow().as_ref().expect("a waker").wake_by_ref();
    }));
    assert!(poll_once(waiting.as_mut()).is_ready());

    let trace = trace.snapshot();
    let wakes: Vec<_> = trace
        .events()
        .iter()
        .filter_map(|event| match event {
            Event::Wake(wake) => Some(wake),
            _ => None,
        })
        .collect();
    assert_eq!(wakes.len(), 1);
    assert_eq!(trace.site_of(wakes[0].step).expr, "waiting");
    assert_eq!(trace.site_of(wakes[0].by.expect("a cause")).expr, "waking");
    let first = trace.polls().next().expect("a poll");
    assert_eq!(first.wakers, Some(1));
}

#[test]
fn a_waker_dropped_by_all_is_on_record() {
    let trace = Trace::shared();
    let kept: RefCell<Option<Waker>> = RefCell::default();
    let waiting = poll_fn(|cx| {
        *kept.borrow_mut() = Some(cx.waker().clone());
        Poll::<()>::Pending
    });
    let mut waiting = pin!(named("waiting", &trace, waiting));
    assert!(poll_once(waiting.as_mut()).is_pending());
    drop(kept.take());
    let trace = trace.snapshot();
    let dropped = trace
        .events()
        .iter()
        .filter(|event| matches!(event, Event::WakerDrop(_)))
        .count();
    assert_eq!(dropped, 1);
}

/// Counts how often it is woken.
#[derive(Default)]
struct Counter(Mutex<usize>);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        *self.0.lock().expect("not poisoned") += 1;
    }
}

#[test]
fn wakes_are_forwarded_once_each_past_all_levels() {
    let counter = Arc::new(Counter::default());
    let waker = Waker::from(Arc::clone(&counter));
    let trace = Trace::shared();
    let deep = named("a", &trace, async {
        named("b", &trace, async { named("c", &trace, yields(2)).await }).await;
    });
    let mut deep = pin!(deep);
    for woken in 1..=2 {
        assert!(
            deep.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        assert_eq!(*counter.0.lock().unwrap(), woken);
    }
    let trace = trace.snapshot();
    let woken: Vec<_> = trace
        .events()
        .iter()
        .filter(|event| matches!(event, Event::Wake(_)))
        .map(|event| trace.site_of(event.step()).expr.clone())
        .collect();
    assert_eq!(woken, ["c", "c"]);
}

#[test]
fn the_waker_stays_the_same_from_poll_to_poll() {
    let waker = Waker::from(Arc::new(Counter::default()));
    let trace = Trace::shared();
    let mut kept: Option<Waker> = None;
    let mut changes = 0;
    {
        let future = poll_fn(|cx| {
            if !kept.as_ref().is_some_and(|kept| kept.will_wake(cx.waker())) {
                changes += 1;
                kept = Some(cx.waker().clone());
            }
            Poll::<()>::Pending
        });
        let mut future = pin!(named("waiting", &trace, future));
        for _ in 0..3 {
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
        }
    }
    assert_eq!(changes, 1);
}

#[test]
fn a_pending_step_does_not_keep_its_own_task_alive() {
    let counter = Arc::new(Counter::default());
    let trace = Trace::shared();
    let mut future = pin!(named("waiting", &trace, pending::<()>()));
    {
        let waker = Waker::from(Arc::clone(&counter));
        assert!(
            future
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
    }
    assert_eq!(Arc::strong_count(&counter), 1);
}

#[test]
fn a_waker_that_was_called_is_not_missed_when_it_goes() {
    let trace = Trace::shared();
    let kept: RefCell<Option<Waker>> = RefCell::default();
    let mut waiting = pin!(named(
        "waiting",
        &trace,
        pending_after(|waker| {
            *kept.borrow_mut() = Some(waker.clone());
        })
    ));
    assert!(poll_once(waiting.as_mut()).is_pending());
    kept.take().expect("a waker").wake();
    let trace = trace.snapshot();
    assert_eq!(dropped_wakers(&trace), 0);
    assert!(wakes(&trace)[0].last);
}

#[test]
fn a_waker_called_before_it_was_kept_is_not_missed_either() {
    let trace = Trace::shared();
    let kept: RefCell<Option<Waker>> = RefCell::default();
    let mut waiting = pin!(named(
        "waiting",
        &trace,
        pending_after(|waker| {
            waker.wake_by_ref();
            *kept.borrow_mut() = Some(waker.clone());
        })
    ));
    assert!(poll_once(waiting.as_mut()).is_pending());
    drop(kept.take());
    assert_eq!(dropped_wakers(&trace.snapshot()), 0);
}

#[test]
fn a_waker_kept_and_dropped_within_a_poll_leaves_none() {
    let trace = Trace::shared();
    let mut waiting = pin!(named(
        "waiting",
        &trace,
        pending_after(|waker| {
            drop(waker.clone());
        })
    ));
    assert!(poll_once(waiting.as_mut()).is_pending());
    let trace = trace.snapshot();
    assert_eq!(trace.polls().next().expect("a poll").wakers, Some(0));
    assert_eq!(dropped_wakers(&trace), 0);
}

#[test]
fn a_finished_step_is_not_missed_by_its_wakers() {
    let trace = Trace::shared();
    let kept: RefCell<Vec<Waker>> = RefCell::default();
    block_on(named(
        "two polls",
        &trace,
        poll_fn(|cx| {
            kept.borrow_mut().push(cx.waker().clone());
            if kept.borrow().len() == 2 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }),
    ));
    kept.take();
    assert_eq!(dropped_wakers(&trace.snapshot()), 0);
}

#[test]
fn a_wake_from_another_thread_names_that_thread() {
    let trace = Trace::shared();
    let kept: Mutex<Option<Waker>> = Mutex::default();
    let mut waiting = pin!(named(
        "waiting",
        &trace,
        poll_fn(|cx| {
            *kept.lock().expect("not poisoned") = Some(cx.waker().clone());
            Poll::<()>::Pending
        })
    ));
    assert!(poll_once(waiting.as_mut()).is_pending());
    let waker = kept.lock().expect("not poisoned").take().expect("a waker");
    std::thread::Builder::new()
        .name("clockwork".to_owned())
        .spawn(move || waker.wake())
        .expect("a thread")
        .join()
        .expect("no panic");
    let trace = trace.snapshot();
    let wake = wakes(&trace)[0];
    assert_eq!(wake.by, None);
    assert_eq!(trace.thread(wake.thread).name.as_deref(), Some("clockwork"));
}

#[test]
fn a_task_polled_with_another_waker_is_woken_by_that_one() {
    let (first, second) = (Arc::new(Counter::default()), Arc::new(Counter::default()));
    let trace = Trace::shared();
    let kept: RefCell<Option<Waker>> = RefCell::default();
    let mut waiting = pin!(named(
        "waiting",
        &trace,
        pending_after(|waker| {
            *kept.borrow_mut() = Some(waker.clone());
        })
    ));
    for counter in [&first, &second] {
        let waker = Waker::from(Arc::clone(counter));
        let mut cx = Context::from_waker(&waker);
        assert!(waiting.as_mut().poll(&mut cx).is_pending());
    }
    kept.take().expect("a waker").wake();
    assert_eq!(*first.0.lock().expect("not poisoned"), 0);
    assert_eq!(*second.0.lock().expect("not poisoned"), 1);
}
