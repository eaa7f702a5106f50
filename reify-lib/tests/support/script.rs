//! [`Script`]: writes a trace down event by event, the way a program would run.

use reify_lib::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, WakeRecord, WakerDropRecord,
};
use reify_lib::{Header, PollResult, Record, Site, SiteKind, Sync, Trace, TraceBuilder};

/// A trace in the making. Every call takes 10 ns of its time, and every poll 4 of them.
pub(crate) struct Script {
    builder: TraceBuilder,
    pub(crate) now: u64,
    wakes: bool,
    seq: u64,
    steps: u64,
    sites: Vec<String>,
    thread: u64,
}

#[allow(dead_code, reason = "not every test crate needs every event")]
impl Script {
    pub(crate) fn new() -> Self {
        Self::with(true)
    }

    /// A trace that tells of no wakes.
    pub(crate) fn without_wakes() -> Self {
        Self::with(false)
    }

    fn with(wakes: bool) -> Self {
        let mut builder = TraceBuilder::new();
        let header = Header {
            wakes,
            ..Header::default()
        };
        builder.push(Record::Header(header));
        Self {
            builder,
            wakes,
            now: 0,
            seq: 0,
            steps: 0,
            sites: Vec::new(),
            thread: 1,
        }
    }

    /// The site with an expression, on a line of its own.
    fn site(&mut self, expr: &str) -> u64 {
        match self.sites.iter().position(|known| known == expr) {
            Some(known) => known as u64,
            None => self.site_of(expr, SiteKind::Await, ""),
        }
    }

    /// Describes a site before its first use.
    pub(crate) fn site_of(&mut self, expr: &str, kind: SiteKind, future: &str) -> u64 {
        let id = self.sites.len() as u64;
        self.sites.push(expr.to_owned());
        let site = Site {
            kind,
            expr: expr.to_owned(),
            file: "src/main.rs".to_owned(),
            line: 10 + id as u32,
            column: 5,
            function: "demo::main".to_owned(),
            future: future.to_owned(),
        };
        self.builder.push(Record::Site(SiteRecord { id, site }));
        id
    }

    pub(crate) fn task(&mut self, id: u64, name: &str, spawned_by: Option<u64>) {
        let name = Some(name.to_owned());
        self.builder.push(Record::Task(TaskRecord {
            id,
            name,
            runtime_id: None,
            spawned_by,
        }));
    }

    /// A root step of task 0.
    pub(crate) fn step(&mut self, expr: &str) -> u64 {
        self.make(expr, None, Some(0))
    }

    /// A step under another one.
    pub(crate) fn child(&mut self, parent: u64, expr: &str) -> u64 {
        self.make(expr, Some(parent), None)
    }

    pub(crate) fn make(&mut self, expr: &str, parent: Option<u64>, task: Option<u64>) -> u64 {
        let site = self.site(expr);
        let id = self.steps;
        self.steps += 1;
        let seq = self.next_seq();
        self.builder.push(Record::Step(StepRecord {
            seq,
            id,
            site,
            parent,
            task,
            at: self.now,
            borrowed: expr.starts_with("&mut "),
        }));
        id
    }

    /// A root step of task 0 that is ready on its second poll.
    pub(crate) fn await_at(&mut self, expr: &str) {
        let step = self.step(expr);
        self.pending(step);
        self.ready(step);
    }

    /// So many events are lost.
    pub(crate) fn lose(&mut self, events: u64) {
        self.seq += events;
    }

    /// Which thread polls from here on.
    pub(crate) fn on_thread(&mut self, thread: u64) {
        self.thread = thread;
    }

    pub(crate) fn pending(&mut self, step: u64) {
        self.poll(step, PollResult::Pending, 4);
    }

    pub(crate) fn ready(&mut self, step: u64) {
        self.poll(step, PollResult::Ready, 4);
    }

    pub(crate) fn panicked(&mut self, step: u64) {
        self.poll(step, PollResult::Panicked, 4);
    }

    pub(crate) fn cancelled(&mut self, step: u64) {
        self.poll(step, PollResult::Cancelled, 0);
    }

    /// Pending, with so many wakers kept.
    pub(crate) fn pending_keeping(&mut self, step: u64, wakers: u32) {
        let began = self.begin();
        self.now += 4;
        self.poll_since(step, began, PollResult::Pending, Some(wakers), None);
    }

    /// A poll that begins now; the script's time goes on behind its end. If it is pending, one waker is kept.
    pub(crate) fn poll(&mut self, step: u64, result: PollResult, took: u64) {
        let began = self.begin();
        self.now += took;
        let wakers = (result == PollResult::Pending).then_some(1);
        self.poll_since(step, began, result, wakers, None);
    }

    /// A poll inside of which something happens. It keeps no waker itself.
    pub(crate) fn around(&mut self, step: u64, result: PollResult, inside: impl FnOnce(&mut Self)) {
        let began = self.begin();
        inside(self);
        let wakers = (result == PollResult::Pending).then_some(0);
        self.poll_since(step, began, result, wakers, None);
    }

    /// Dropped unfinished inside a poll.
    pub(crate) fn cancelled_within(&mut self, step: u64, within: u64) {
        let began = self.begin();
        self.poll_since(step, began, PollResult::Cancelled, None, Some(within));
    }

    fn begin(&mut self) -> u64 {
        self.now += 10;
        self.now
    }

    fn poll_since(
        &mut self,
        step: u64,
        began: u64,
        result: PollResult,
        wakers: Option<u32>,
        within: Option<u64>,
    ) {
        let wakers = wakers.filter(|_| self.wakes);
        self.seq += 1;
        self.builder.push(Record::Poll(PollRecord {
            seq: self.seq - 1,
            step,
            at: began,
            took: self.now - began,
            thread: self.thread,
            result,
            wakers,
            within,
        }));
    }

    pub(crate) fn wake(&mut self, step: u64, by: Option<u64>) {
        if !self.wakes {
            return;
        }
        let seq = self.next_seq();
        self.builder.push(Record::Wake(WakeRecord {
            seq,
            step,
            at: self.now,
            by,
            thread: self.thread,
            last: false,
        }));
    }

    pub(crate) fn waker_drop(&mut self, step: u64) {
        if !self.wakes {
            return;
        }
        let seq = self.next_seq();
        self.builder.push(Record::WakerDrop(WakerDropRecord {
            seq,
            step,
            at: self.now,
            by: None,
            thread: self.thread,
        }));
    }

    /// The trace breaks off, with a last sign of life.
    pub(crate) fn killed(mut self) -> Trace {
        let (at, recorded) = (self.now, self.seq);
        self.sync(Sync {
            at,
            recorded,
            ..Sync::default()
        });
        self.finish()
    }

    pub(crate) fn push(&mut self, record: Record) {
        self.builder.push(record);
    }

    /// A sign of life.
    pub(crate) fn sync(&mut self, sync: Sync<u64>) {
        self.builder.push(Record::Sync(sync));
    }

    pub(crate) fn finish(self) -> Trace {
        self.builder.finish()
    }

    fn next_seq(&mut self) -> u64 {
        self.now += 10;
        self.seq += 1;
        self.seq - 1
    }
}
