//! Runs a program to its end on one thread, and tells all that can be seen of it from outside.
//!
//! The executor polls what was woken and nothing else, in the order of spawning: a wake that does not arrive leaves the
//! program stuck, and one too many is a poll too many.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

pub(crate) type Outcome = Result<u32, u32>;
pub(crate) type Boxed = Pin<Box<dyn Future<Output = Outcome>>>;

/// What a task ended with: its outcome, or what it panicked with.
type Ended = Result<Outcome, String>;

/// What a program sees of its surroundings.
#[derive(Clone, Default)]
pub(crate) struct World(Rc<Inner>);

#[derive(Default)]
struct Inner {
    log: RefCell<String>,
    later: RefCell<VecDeque<Waker>>,
    tasks: RefCell<Vec<Task>>,
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

    /// A task of its own.
    pub(crate) fn spawn(&self, future: Boxed) -> Handle {
        let wakes = Arc::new(Wakes::default());
        wakes.woken.store(true, Ordering::Relaxed);
        let handle = Handle::default();
        self.0.tasks.borrow_mut().push(Task {
            future: Some(future),
            handle: handle.clone(),
            wakes,
            polls: 0,
        });
        handle
    }

    /// Polls each task that was woken, once. Says whether there was any.
    fn turn(&self) -> bool {
        let mut any = false;
        let mut number = 0;
        // Tasks may be added in the meantime.
        while number < self.0.tasks.borrow().len() {
            any |= self.poll_task(number);
            number += 1;
        }
        any
    }

    fn poll_task(&self, number: usize) -> bool {
        let (mut future, handle, counter) = {
            let task = &mut self.0.tasks.borrow_mut()[number];
            if !task.wakes.woken.swap(false, Ordering::Relaxed) {
                return false;
            }
            let Some(future) = task.future.take() else {
                return false;
            };
            task.polls += 1;
            (future, task.handle.clone(), Arc::clone(&task.wakes))
        };
        if handle.0.aborted.get() {
            drop(future);
            self.log("aborted");
            handle.end(Err("aborted".to_owned()));
            return true;
        }
        let waker = Waker::from(counter);
        let mut cx = Context::from_waker(&waker);
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx))) {
            Ok(Poll::Pending) => self.0.tasks.borrow_mut()[number].future = Some(future),
            Ok(Poll::Ready(outcome)) => {
                drop(future);
                handle.end(Ok(outcome));
            }
            Err(payload) => {
                drop(future);
                handle.end(Err(payload_of(&payload)));
            }
        }
        true
    }
}

struct Task {
    future: Option<Boxed>,
    handle: Handle,
    wakes: Arc<Wakes>,
    polls: usize,
}

/// The end of a task, to be awaited.
#[derive(Clone, Default)]
pub(crate) struct Handle(Rc<End>);

#[derive(Default)]
struct End {
    ended: RefCell<Option<Ended>>,
    awaited: RefCell<Option<Waker>>,
    aborted: Cell<bool>,
}

impl Handle {
    /// The executor drops the task when it would poll it next.
    pub(crate) fn abort(&self) {
        self.0.aborted.set(true);
    }

    fn end(&self, ended: Ended) {
        *self.0.ended.borrow_mut() = Some(ended);
        let awaited = self.0.awaited.take();
        if let Some(waker) = awaited {
            waker.wake();
        }
    }
}

impl Future for Handle {
    type Output = Ended;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Ended> {
        if let Some(ended) = self.0.ended.take() {
            return Poll::Ready(ended);
        }
        let mut awaited = self.0.awaited.borrow_mut();
        // As careful as real ones: the same waker is not cloned again.
        if !awaited
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()))
        {
            *awaited = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

#[derive(Default)]
struct Wakes {
    count: AtomicUsize,
    woken: AtomicBool,
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.woken.store(true, Ordering::Relaxed);
    }
}

/// All that can be seen of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Behaviour {
    output: Ended,
    /// What was done, and in which order things were dropped.
    log: String,
    /// How often each task was polled and woken, in the order of spawning.
    tasks: Vec<(usize, usize)>,
    /// How many wakers of each task are left when all is over.
    wakers: Vec<usize>,
}

impl Behaviour {
    pub(crate) fn is_stuck(&self) -> bool {
        self.output == Err("stuck".to_owned())
    }

    pub(crate) fn panics(&self) -> bool {
        self.output.is_err()
    }

    pub(crate) fn tasks(&self) -> usize {
        self.tasks.len()
    }

    /// Whether the log has a line.
    pub(crate) fn says(&self, line: &str) -> bool {
        self.log.lines().any(|logged| logged == line)
    }
}

pub(crate) fn run<F>(make: impl FnOnce(World) -> F) -> Behaviour
where
    F: Future<Output = Outcome> + 'static,
{
    let world = World::default();
    let root = world.spawn(Box::pin(make(world.clone())));
    let mut turns = 0;
    let output = loop {
        turns += 1;
        assert!(turns < 10_000, "it never ends");
        let any = world.turn();
        if let Some(ended) = root.0.ended.take() {
            break ended;
        }
        let later = world.0.later.borrow_mut().pop_front();
        match later {
            Some(later) => later.wake(),
            None if !any => break Err("stuck".to_owned()),
            None => {}
        }
    };
    world.log("the end");
    // What still lives is dropped in the order in which it was spawned, each outside of the borrow.
    let mut number = 0;
    while number < world.0.tasks.borrow().len() {
        let future = world.0.tasks.borrow_mut()[number].future.take();
        drop(future);
        number += 1;
    }
    world.0.later.take();
    let tasks = world.0.tasks.take();
    let count = |task: &Task| (task.polls, task.wakes.count.load(Ordering::Relaxed));
    Behaviour {
        output,
        log: world.0.log.take(),
        tasks: tasks.iter().map(count).collect(),
        wakers: tasks
            .iter()
            .map(|task| Arc::strong_count(&task.wakes) - 1)
            .collect(),
    }
}

pub(crate) fn payload_of(payload: &Box<dyn std::any::Any + Send>) -> String {
    match payload.downcast_ref::<u32>() {
        Some(number) => format!("panicked with {number}"),
        None => format!("panicked: {:?}", payload.downcast_ref::<&str>()),
    }
}
