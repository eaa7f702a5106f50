//! Runs a future to its end on one thread, and tells all that can be seen of it from outside.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// What a program sees of its surroundings.
#[derive(Clone, Default)]
pub(crate) struct World(Rc<Inner>);

#[derive(Default)]
struct Inner {
    log: RefCell<String>,
    later: RefCell<VecDeque<Waker>>,
}

impl World {
    pub(crate) fn log(&self, line: &str) {
        let mut log = self.0.log.borrow_mut();
        log.push_str(line);
        log.push('\n');
    }

    /// A waker to be called when nothing else happens.
    pub(crate) fn later(&self, waker: Waker) {
        self.0.later.borrow_mut().push_back(waker);
    }
}

/// All that can be seen of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Behaviour {
    output: Result<Result<u32, u32>, String>,
    log: String,
    polls: usize,
    wakes: usize,
}

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

pub(crate) fn run<F>(make: impl FnOnce(World) -> F) -> Behaviour
where
    F: Future<Output = Result<u32, u32>>,
{
    let world = World::default();
    let counter = Arc::new(Wakes::default());
    let waker = Waker::from(Arc::clone(&counter));
    let mut polls = 0;
    let mut future = Box::pin(make(world.clone()));
    let output = catch_unwind(AssertUnwindSafe(|| {
        loop {
            polls += 1;
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            let later = world.0.later.borrow_mut().pop_front();
            if let Some(later) = later {
                later.wake();
            }
            assert!(polls < 10_000, "it never ends");
        }
    }));
    drop(future);
    let log = world.0.log.take();
    Behaviour {
        output: output.map_err(|payload| payload_of(&payload)),
        log,
        polls,
        wakes: counter.0.load(Ordering::Relaxed),
    }
}

pub(crate) fn payload_of(payload: &Box<dyn std::any::Any + Send>) -> String {
    match payload.downcast_ref::<u32>() {
        Some(number) => format!("panicked with {number}"),
        None => format!("panicked: {:?}", payload.downcast_ref::<&str>()),
    }
}
