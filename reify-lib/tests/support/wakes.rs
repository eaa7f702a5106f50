//! Wakers that count, places to keep them in, and what a trace knows of wakes.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use reify_lib::{Event, StepId, Trace, WakeEvent};

/// A task's waker, which counts its calls.
#[derive(Default)]
pub(crate) struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Counter {
    pub(crate) fn calls(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

pub(crate) fn poll_with<F: Future + ?Sized>(
    future: Pin<&mut F>,
    counter: &Arc<Counter>,
) -> Poll<F::Output> {
    let waker = Waker::from(Arc::clone(counter));
    future.poll(&mut Context::from_waker(&waker))
}

/// Places to keep wakers in, each for one future that is ready once it was called.
pub(crate) struct Places(RefCell<Vec<Option<Waker>>>);

impl Places {
    pub(crate) fn new(count: usize) -> Self {
        Self(RefCell::new(vec![None; count]))
    }

    pub(crate) async fn called(&self, place: usize) -> usize {
        let mut polled = false;
        poll_fn(|cx| {
            if std::mem::replace(&mut polled, true) && self.0.borrow()[place].is_none() {
                return Poll::Ready(place);
            }
            self.0.borrow_mut()[place] = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }

    pub(crate) fn call(&self, place: usize) {
        let waker = self.0.borrow_mut()[place].take();
        waker.expect("a waker").wake();
    }
}

pub(crate) fn wakes(trace: &Trace) -> Vec<WakeEvent> {
    let wake = |event| match event {
        Event::Wake(wake) => Some(wake),
        _ => None,
    };
    trace.events().iter().filter_map(wake).collect()
}

/// Who was woken by whom, as names.
pub(crate) fn wakes_by_name(trace: &Trace) -> Vec<(String, String)> {
    let name = |step: StepId| trace.site_of(step).expr.clone();
    let wake = |wake: WakeEvent| (name(wake.step), wake.by.map(name).unwrap_or_default());
    wakes(trace).into_iter().map(wake).collect()
}
