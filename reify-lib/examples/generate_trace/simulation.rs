//! [`Simulation`]: an executor that polls trees of awaits which do nothing.

mod recording;

use reify_lib::{PollResult, Trace};

use self::recording::{Made, Polled, Recording};
use super::labels;
use super::random::Random;

/// How many levels of awaits there are at most under a task.
pub(crate) const DEEPEST: u32 = 24;
/// How many arms a join has at most.
const WIDEST: u64 = 100;
/// How many tasks are alive at any time.
const TASKS: usize = 300;
/// The thread that wakes, and the first of those that poll.
const TIMER: u64 = 1;
const WORKER: u64 = 2;
const WORKERS: u64 = 4;

/// What a step does when it is polled.
enum Work {
    /// Is pending so many times.
    Wait(u64),
    /// Awaits so many others one after the other.
    Sequence {
        left: u64,
        current: Option<Box<Await>>,
    },
    /// Awaits others at once.
    Join(Vec<Await>),
    /// Gives up on another after so many polls.
    Timeout { left: u64, inner: Box<Await> },
}

/// A step that is not finished.
struct Await {
    id: u64,
    work: Work,
}

pub(crate) struct Simulation {
    recording: Recording,
    random: Random,
    /// The thread that polls, and the steps being polled on it.
    thread: u64,
    stack: Vec<u64>,
    /// The leaf that was pending last.
    waiting: u64,
}

impl Simulation {
    pub(crate) fn new() -> Self {
        let threads = (TIMER..WORKER + WORKERS).map(|id| match id {
            TIMER => (id, "timer".to_owned()),
            _ => (id, format!("worker-{id}")),
        });
        Self {
            recording: Recording::begin(threads),
            random: Random::new(2026),
            thread: WORKER,
            stack: Vec::new(),
            waiting: 0,
        }
    }

    /// Runs until there are so many events.
    pub(crate) fn run(mut self, events: usize) -> Trace {
        let mut made = TASKS;
        let mut tasks: Vec<Await> = (0..TASKS).map(|task| self.spawn(task)).collect();
        while self.recording.events() < events {
            let index = self.random.below(TASKS as u64) as usize;
            self.thread = WORKER + self.random.below(WORKERS);
            if self.poll(&mut tasks[index]) {
                tasks[index] = self.spawn(made);
                made += 1;
            } else {
                self.wake();
            }
        }
        self.recording.finish()
    }

    fn spawn(&mut self, task: usize) -> Await {
        let spawned_by = (task >= TASKS).then_some(self.waiting);
        self.recording.task(task, spawned_by);
        let id = self.make((task % labels::ROOTS) as u64, Some(task as u64 + 1));
        let left = 4 + self.random.below(40);
        Await {
            id,
            work: Work::Sequence {
                left,
                current: None,
            },
        }
    }

    /// Makes a step under the one being polled.
    fn make(&mut self, site: u64, task: Option<u64>) -> u64 {
        self.recording.now += self.random.time(40);
        self.recording.step(Made {
            site,
            parent: self.stack.last().copied(),
            task,
            borrowed: self.random.once_in(200),
        })
    }

    /// Something to await, so many levels below a task.
    fn some_await(&mut self) -> Await {
        let depth = self.stack.len() as u32;
        let site = labels::ROOTS as u64 + self.random.below(labels::AWAITS as u64);
        let id = self.make(site, None);
        let work = match self.random.below(16) {
            _ if depth >= DEEPEST => Work::Wait(1),
            0..6 => Work::Sequence {
                left: 1 + self.random.below(3),
                current: None,
            },
            6 => {
                let most = if self.random.once_in(50) { WIDEST } else { 4 };
                let arms = 2 + self.random.below(most - 1);
                self.stack.push(id);
                let arms = (0..arms).map(|_| self.leaf()).collect();
                self.stack.pop();
                Work::Join(arms)
            }
            7 => {
                self.stack.push(id);
                let inner = Box::new(self.leaf());
                self.stack.pop();
                Work::Timeout {
                    left: 1 + self.random.below(3),
                    inner,
                }
            }
            8..12 => Work::Wait(0),
            _ => Work::Wait(1 + self.random.below(3)),
        };
        Await { id, work }
    }

    fn leaf(&mut self) -> Await {
        let site = labels::ROOTS as u64 + self.random.below(labels::AWAITS as u64);
        let polls = self.random.below(4);
        Await {
            id: self.make(site, None),
            work: Work::Wait(polls),
        }
    }

    /// Polls a step and gives back whether it is finished. It nests no deeper than awaits do.
    fn poll(&mut self, step: &mut Await) -> bool {
        let since = self.recording.now;
        self.recording.now += self.random.time(60);
        self.stack.push(step.id);
        let is_ready = match &mut step.work {
            Work::Wait(0) => true,
            Work::Wait(left) => {
                *left -= 1;
                self.waiting = step.id;
                false
            }
            Work::Sequence { left, current } => self.poll_sequence(left, current),
            Work::Join(arms) => {
                arms.retain_mut(|arm| !self.poll(arm));
                arms.is_empty()
            }
            Work::Timeout { left, inner } => {
                let is_ready = self.poll(inner);
                *left -= 1;
                if !is_ready && *left == 0 {
                    self.result(inner.id, self.recording.now, PollResult::Cancelled, None);
                }
                is_ready || *left == 0
            }
        };
        self.stack.pop();
        let result = if is_ready {
            PollResult::Ready
        } else {
            PollResult::Pending
        };
        let wakers = (!is_ready).then_some(1);
        self.result(step.id, since, result, wakers);
        is_ready
    }

    fn poll_sequence(&mut self, left: &mut u64, current: &mut Option<Box<Await>>) -> bool {
        loop {
            let mut inner = match current.take() {
                Some(inner) => inner,
                None if *left == 0 => return true,
                None => Box::new(self.some_await()),
            };
            if !self.poll(&mut inner) {
                *current = Some(inner);
                return false;
            }
            *left -= 1;
        }
    }

    fn result(&mut self, step: u64, since: u64, result: PollResult, wakers: Option<u32>) {
        let is_cancelled = result == PollResult::Cancelled;
        self.recording.poll(Polled {
            step,
            since,
            thread: self.thread,
            result,
            wakers,
            within: self.stack.last().copied().filter(|_| is_cancelled),
        });
    }

    /// Wakes the leaf that was pending last, or lets its last waker go.
    fn wake(&mut self) {
        self.recording.now += self.random.time(200);
        let thread = if self.random.once_in(3) {
            TIMER
        } else {
            self.thread
        };
        if self.random.once_in(500) {
            self.recording.waker_drop(self.waiting, thread);
        } else {
            self.recording.wake(self.waiting, thread);
        }
    }
}
