//! [`Log`]: a recording, told record by record, for tests and benches. What happens is numbered as it comes.

use reify_lib::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord};
use reify_lib::{Header, PollResult, Record, Site, Trace, TraceBuilder};

/// A recording that grows.
pub(crate) struct Log {
    builder: TraceBuilder,
    seq: u64,
}

impl Log {
    /// A step of which only what differs needs to be said.
    pub(crate) const STEP: StepRecord = StepRecord {
        seq: 0,
        id: 0,
        site: 0,
        parent: None,
        task: None,
        at: 0,
        borrowed: false,
    };
    /// A poll of which only what differs needs to be said.
    pub(crate) const POLL: PollRecord = PollRecord {
        seq: 0,
        step: 0,
        at: 0,
        took: 0,
        thread: 1,
        result: PollResult::Pending,
        wakers: None,
        within: None,
    };
    /// A wake of which only what differs needs to be said.
    pub(crate) const WAKE: WakeRecord = WakeRecord {
        seq: 0,
        step: 0,
        at: 0,
        by: None,
        thread: 1,
        last: false,
    };

    /// A recording of a program, with wakes; its only thread until others are named is `main`, number 1.
    pub(crate) fn new(header: Header) -> Self {
        let mut log = Self {
            builder: TraceBuilder::new(),
            seq: 0,
        };
        log.push(Record::Header(Header {
            wakes: true,
            ..header
        }));
        log.thread(1, "main");
        log
    }

    pub(crate) fn push(&mut self, record: Record) {
        self.builder.push(record);
    }

    pub(crate) fn thread(&mut self, id: u64, name: &str) {
        let name = Some(name.to_owned());
        self.push(Record::Thread(ThreadRecord { id, name }));
    }

    pub(crate) fn task(&mut self, id: u64, name: &str) {
        self.push(Record::Task(TaskRecord {
            id,
            name: Some(name.to_owned()),
            ..TaskRecord::default()
        }));
    }

    pub(crate) fn site(&mut self, id: u64, site: Site) {
        self.push(Record::Site(SiteRecord { id, site }));
    }

    pub(crate) fn step(&mut self, step: StepRecord) {
        let seq = self.next();
        self.push(Record::Step(StepRecord { seq, ..step }));
    }

    pub(crate) fn poll(&mut self, poll: PollRecord) {
        let seq = self.next();
        self.push(Record::Poll(PollRecord { seq, ..poll }));
    }

    pub(crate) fn wake(&mut self, wake: WakeRecord) {
        let seq = self.next();
        self.push(Record::Wake(WakeRecord { seq, ..wake }));
    }

    /// How much has happened.
    #[allow(dead_code, reason = "not every test crate asks for it")]
    pub(crate) fn happened(&self) -> u64 {
        self.seq
    }

    pub(crate) fn finish(self) -> Trace {
        self.builder.finish()
    }

    fn next(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}
