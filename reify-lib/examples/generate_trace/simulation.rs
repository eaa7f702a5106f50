//! [`Simulation`]: an executor that polls trees of awaits which do nothing.

use reify_lib::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use reify_lib::{End, Header, PollResult, Record, Trace, TraceBuilder};

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
    builder: TraceBuilder,
    random: Random,
    now: u64,
    seq: u64,
    steps: u64,
    /// The thread that polls, and the steps being polled on it.
    thread: u64,
    stack: Vec<u64>,
    /// The leaf that was pending last.
    waiting: u64,
}

impl Simulation {
    pub(crate) fn new() -> Self {
        let mut builder = TraceBuilder::new();
        builder.push(Record::Header(Header {
            program: "generated".to_owned(),
            started: "2026-01-02T03:04:05.000000006Z".to_owned(),
            wakes: true,
            ..Header::default()
        }));
        for id in TIMER..WORKER + WORKERS {
            let name = if id == TIMER {
                "timer".to_owned()
            } else {
                format!("worker-{id}")
            };
            builder.push(Record::Thread(ThreadRecord {
                id,
                name: Some(name),
            }));
        }
        let roots = (0..labels::ROOTS).map(|index| labels::root(index).1);
        for (id, site) in roots
            .chain((0..labels::AWAITS).map(labels::site))
            .enumerate()
        {
            builder.push(Record::Site(SiteRecord {
                id: id as u64,
                site,
            }));
        }
        Self {
            builder,
            random: Random::new(2026),
            now: 1000,
            seq: 0,
            steps: 0,
            thread: WORKER,
            stack: Vec::new(),
            waiting: 0,
        }
    }

    /// Runs until there are so many events.
    pub(crate) fn run(mut self, events: usize) -> Trace {
        let mut made = TASKS;
        let mut tasks: Vec<Await> = (0..TASKS).map(|task| self.spawn(task)).collect();
        while self.builder.events() < events {
            let index = self.random.below(TASKS as u64) as usize;
            self.thread = WORKER + self.random.below(WORKERS);
            if self.poll(&mut tasks[index]) {
                tasks[index] = self.spawn(made);
                made += 1;
            } else {
                self.wake();
            }
        }
        let (at, recorded) = (self.now, self.seq);
        let reason = "finished".to_owned();
        self.builder.push(Record::End(End {
            at,
            recorded,
            lost: 0,
            reason,
        }));
        self.builder.finish()
    }

    fn spawn(&mut self, task: usize) -> Await {
        let spawned_by = (task >= TASKS).then_some(self.waiting);
        let record = TaskRecord {
            id: task as u64 + 1,
            name: Some(labels::root(task).0),
            runtime_id: Some(task as u64 + 17),
            spawned_by,
        };
        self.builder.push(Record::Task(record));
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
        self.now += self.random.time(40);
        let (seq, id) = (self.next_seq(), self.steps);
        self.steps += 1;
        let parent = self.stack.last().copied();
        let (at, borrowed) = (self.now, self.random.once_in(200));
        self.builder.push(Record::Step(StepRecord {
            seq,
            id,
            site,
            parent,
            task,
            at,
            borrowed,
        }));
        id
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
        let at = self.now;
        self.now += self.random.time(60);
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
                    self.result(inner.id, self.now, PollResult::Cancelled, None);
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
        self.result(step.id, at, result, wakers);
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

    fn result(&mut self, step: u64, at: u64, result: PollResult, wakers: Option<u32>) {
        let is_cancelled = result == PollResult::Cancelled;
        let record = PollRecord {
            seq: self.next_seq(),
            step,
            at,
            took: self.now - at,
            thread: self.thread,
            result,
            wakers,
            within: self.stack.last().copied().filter(|_| is_cancelled),
        };
        self.builder.push(Record::Poll(record));
    }

    /// Wakes the leaf that was pending last, or lets its last waker go.
    fn wake(&mut self) {
        self.now += self.random.time(200);
        let (seq, step, at) = (self.next_seq(), self.waiting, self.now);
        let thread = if self.random.once_in(3) {
            TIMER
        } else {
            self.thread
        };
        if self.random.once_in(500) {
            let record = WakerDropRecord {
                seq,
                step,
                at,
                by: None,
                thread,
            };
            self.builder.push(Record::WakerDrop(record));
        } else {
            let record = WakeRecord {
                seq,
                step,
                at,
                by: None,
                thread,
                last: true,
            };
            self.builder.push(Record::Wake(record));
        }
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}
