//! [`Recording`]: what was recorded of the program so far, and the clock that it goes by.

use reify_lib::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use reify_lib::{End, Header, PollResult, Record, Trace, TraceBuilder};

use super::super::labels;

/// A step that is made.
#[derive(Clone, Copy)]
pub(super) struct Made {
    pub(super) site: u64,
    pub(super) parent: Option<u64>,
    pub(super) task: Option<u64>,
    pub(super) borrowed: bool,
}

/// A poll that returns, or a drop.
#[derive(Clone, Copy)]
pub(super) struct Polled {
    pub(super) step: u64,
    pub(super) since: u64,
    pub(super) thread: u64,
    pub(super) result: PollResult,
    pub(super) wakers: Option<u32>,
    pub(super) within: Option<u64>,
}

pub(super) struct Recording {
    builder: TraceBuilder,
    /// What is recorded next happens now.
    pub(super) now: u64,
    seq: u64,
    steps: u64,
}

impl Recording {
    /// Nothing but what stands at the beginning: the names of threads, and where the steps of all labels stand.
    pub(super) fn begin(threads: impl Iterator<Item = (u64, String)>) -> Self {
        let mut builder = TraceBuilder::new();
        builder.push(Record::Header(Header {
            program: "generated".to_owned(),
            started: "2026-01-02T03:04:05.000000006Z".to_owned(),
            wakes: true,
            ..Header::default()
        }));
        for (id, name) in threads {
            let name = Some(name);
            builder.push(Record::Thread(ThreadRecord { id, name }));
        }
        let roots = (0..labels::ROOTS).map(|index| labels::root(index).1);
        let awaits = (0..labels::AWAITS).map(labels::site);
        for (id, site) in (0..).zip(roots.chain(awaits)) {
            builder.push(Record::Site(SiteRecord { id, site }));
        }
        Self {
            builder,
            now: 1000,
            seq: 0,
            steps: 0,
        }
    }

    /// How many events were recorded.
    pub(super) fn events(&self) -> usize {
        self.builder.events()
    }

    pub(super) fn task(&mut self, task: usize, spawned_by: Option<u64>) {
        self.builder.push(Record::Task(TaskRecord {
            id: task as u64 + 1,
            name: Some(labels::root(task).0),
            runtime_id: Some(task as u64 + 17),
            spawned_by,
        }));
    }

    /// Gives back the id of the step.
    pub(super) fn step(&mut self, made: Made) -> u64 {
        let (seq, id) = (self.next_seq(), self.steps);
        self.steps += 1;
        self.builder.push(Record::Step(StepRecord {
            seq,
            id,
            site: made.site,
            parent: made.parent,
            task: made.task,
            at: self.now,
            borrowed: made.borrowed,
        }));
        id
    }

    pub(super) fn poll(&mut self, polled: Polled) {
        let seq = self.next_seq();
        self.builder.push(Record::Poll(PollRecord {
            seq,
            step: polled.step,
            at: polled.since,
            took: self.now - polled.since,
            thread: polled.thread,
            result: polled.result,
            wakers: polled.wakers,
            within: polled.within,
        }));
    }

    pub(super) fn wake(&mut self, step: u64, thread: u64) {
        let seq = self.next_seq();
        self.builder.push(Record::Wake(WakeRecord {
            seq,
            step,
            at: self.now,
            by: None,
            thread,
            last: true,
        }));
    }

    pub(super) fn waker_drop(&mut self, step: u64, thread: u64) {
        let seq = self.next_seq();
        self.builder.push(Record::WakerDrop(WakerDropRecord {
            seq,
            step,
            at: self.now,
            by: None,
            thread,
        }));
    }

    pub(super) fn finish(mut self) -> Trace {
        self.builder.push(Record::End(End {
            at: self.now,
            recorded: self.seq,
            lost: 0,
            reason: "finished".to_owned(),
        }));
        self.builder.finish()
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}
