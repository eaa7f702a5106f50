//! [`TraceBuilder`]: makes a [`Trace`] of records.
//!
//! It trusts nothing: ids are looked up, never used as positions; what does not fit becomes a counted
//! [`Notice`](crate::Notice), and the trace that comes out is consistent whatever went in: every id names
//! something, events are in order, parents form a forest.

mod ids;
mod order;
mod table;

use self::table::Table;
use crate::notice::Notices;
use crate::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord};
use crate::{
    End, Event, EventLog, Header, InProgress, NoticeKind, PollEvent, Position, Record, Site,
    SiteId, Step, StepId, Sync, Task, TaskId, Thread, ThreadId, Untraced, WakeEvent,
    WakerDropEvent,
};

/// Takes records in the order of the file and makes a [`Trace`](crate::Trace) of them.
///
/// ```
/// use reify_lib::{PollResult, Record, Site, TraceBuilder, record};
///
/// let mut builder = TraceBuilder::new();
/// let site = Site { expr: "one()".into(), ..Site::default() };
/// builder.push(Record::Site(record::SiteRecord { id: 0, site }));
/// builder.push(Record::Step(record::StepRecord {
///     seq: 0, id: 0, site: 0, parent: None, task: None, at: 10, borrowed: false,
/// }));
/// builder.push(Record::Poll(record::PollRecord {
///     seq: 1, step: 0, at: 12, took: 5, thread: 1, result: PollResult::Ready, wakers: None, within: None,
/// }));
/// let trace = builder.finish();
/// assert_eq!(trace.polls().count(), 1);
/// ```
#[derive(Debug, Default)]
pub struct TraceBuilder {
    header: Option<Header>,
    sites: Table<Site>,
    steps: Table<Step>,
    tasks: Table<Task>,
    threads: Table<Thread>,
    events: EventLog,
    /// Events that came behind one with a higher number.
    late: Vec<Event>,
    next_seq: u64,
    missing: u64,
    unordered: bool,
    untraced: Vec<Untraced>,
    last_sync: Option<Sync>,
    end: Option<End>,
    records: u64,
    position: Option<Position>,
    notices: Notices,
}

impl TraceBuilder {
    /// A builder that was given nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a record that stands in no file.
    pub fn push(&mut self, record: Record) {
        self.take(record, None);
    }

    /// Takes a record that stands at a place of a file.
    pub fn push_at(&mut self, record: Record, position: Position) {
        self.take(record, Some(position));
    }

    /// How many records were taken.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many events were taken.
    pub fn events(&self) -> usize {
        self.events.len() + self.late.len()
    }

    /// Adds to the notices of the trace.
    pub fn notice(
        &mut self,
        kind: NoticeKind,
        first: Option<Position>,
        message: impl FnOnce() -> String,
    ) {
        self.notices.add(kind, first, message);
    }

    /// Adds what was found out about records elsewhere.
    #[cfg(feature = "read")]
    pub(crate) fn add_notices(&mut self, notices: Notices, position: Option<Position>) {
        for notice in notices.into_vec() {
            self.notices
                .add_many(notice.kind, notice.count, position, || notice.message);
        }
    }

    fn take(&mut self, record: Record, position: Option<Position>) {
        self.position = position;
        self.records += 1;
        if self.end.is_some() {
            self.odd(NoticeKind::AfterEnd, || {
                "a record stands behind the end".to_owned()
            });
        }
        match record {
            Record::Header(header) => self.take_header(header),
            Record::Site(record) => self.take_site(record),
            Record::Task(record) => self.take_task(record),
            Record::Thread(record) => self.take_thread(record),
            Record::Step(record) => self.take_step(&record),
            Record::Poll(record) => self.take_poll(&record),
            Record::Wake(record) => self.take_wake(&record),
            Record::WakerDrop(record) => {
                let event = Event::WakerDrop(WakerDropEvent {
                    seq: record.seq,
                    step: self.step(record.step),
                    at: record.at,
                    by: record.by.map(|id| self.step(id)),
                    thread: self.thread(record.thread),
                });
                self.take_event(event);
            }
            Record::Untraced(untraced) => {
                if !self.untraced.contains(&untraced) {
                    self.untraced.push(untraced);
                }
            }
            Record::Sync(sync) => {
                let polling = sync.polling.iter().map(|poll| InProgress {
                    step: self.step(poll.step),
                    since: poll.since,
                    thread: poll.thread,
                });
                let polling = polling.collect();
                self.last_sync = Some(Sync {
                    at: sync.at,
                    recorded: sync.recorded,
                    lost: sync.lost,
                    polling,
                });
            }
            Record::End(end) => self.end = Some(end),
        }
    }

    fn take_header(&mut self, header: Header) {
        if self.header.is_some() || self.records > 1 {
            self.odd(NoticeKind::MisplacedHeader, || {
                "a header stands behind other records".to_owned()
            });
        }
        self.header.get_or_insert(header);
    }

    fn take_site(&mut self, record: SiteRecord) {
        if !self.sites.define(record.id, record.site) {
            self.duplicate("site", record.id);
        }
    }

    fn take_task(&mut self, record: TaskRecord) {
        let task = Task {
            id: record.id,
            name: record.name,
            runtime_id: record.runtime_id,
            spawned_by: record.spawned_by.map(|id| self.step_to_come(id)),
        };
        if !self.tasks.define(record.id, task) {
            self.duplicate("task", record.id);
        }
    }

    fn take_thread(&mut self, record: ThreadRecord) {
        let thread = Thread {
            id: record.id,
            name: record.name,
        };
        if !self.threads.define(record.id, thread) {
            self.duplicate("thread", record.id);
        }
    }

    fn take_step(&mut self, record: &StepRecord) {
        let parent = record.parent.map(|id| self.step(id));
        let task = match record.task {
            Some(id) => Some(self.task(id)),
            None => parent.and_then(|parent| self.steps.entries[parent.index()].task),
        };
        let step = Step {
            id: record.id,
            site: self.site(record.site),
            parent,
            task,
            seq: record.seq,
            at: record.at,
            borrowed: record.borrowed,
        };
        if self.steps.define(record.id, step) {
            self.count_seq(record.seq);
        } else {
            self.duplicate("step", record.id);
        }
    }

    fn take_poll(&mut self, record: &PollRecord) {
        let event = Event::Poll(PollEvent {
            seq: record.seq,
            step: self.step(record.step),
            at: record.at,
            took: record.took,
            thread: self.thread(record.thread),
            result: record.result,
            wakers: record.wakers,
            within: record.within.map(|id| self.step(id)),
        });
        self.take_event(event);
    }

    fn take_wake(&mut self, record: &WakeRecord) {
        let event = Event::Wake(WakeEvent {
            seq: record.seq,
            step: self.step(record.step),
            at: record.at,
            by: record.by.map(|id| self.step(id)),
            thread: self.thread(record.thread),
            last: record.last,
        });
        self.take_event(event);
    }

    fn take_event(&mut self, event: Event) {
        let seq = event.seq();
        let in_order = self.events.last_seq().is_none_or(|last| last < seq);
        self.count_seq(seq);
        if in_order && self.late.is_empty() {
            self.events.push(&event);
        } else {
            self.late.push(event);
        }
    }

    /// Follows the total order: what is skipped was lost, unless it comes late.
    fn count_seq(&mut self, seq: u64) {
        if seq < self.next_seq {
            self.unordered = true;
            self.odd(NoticeKind::Unordered, || {
                format!("event {seq} stands behind a later one")
            });
        } else {
            let skipped = seq - self.next_seq;
            if skipped > 0 {
                self.missing = self.missing.saturating_add(skipped);
                let (first, last) = (self.next_seq, seq - 1);
                self.notices
                    .add_many(NoticeKind::Gap, skipped, self.position, || {
                        format!("events {first} to {last} are missing")
                    });
            }
            self.next_seq = seq.saturating_add(1);
        }
    }

    fn step(&mut self, id: u64) -> StepId {
        if self.steps.ids.get(id).is_none() {
            self.odd(NoticeKind::UnknownId, || {
                format!("step {id} is mentioned before it is made")
            });
        }
        self.step_to_come(id)
    }

    /// A step that a record may name before it is made.
    fn step_to_come(&mut self, id: u64) -> StepId {
        let site = &mut self.sites;
        StepId(self.steps.mention(id, || Step {
            id,
            site: SiteId(site.mention(u64::MAX, unknown_site)),
            parent: None,
            task: None,
            seq: u64::MAX,
            at: 0,
            borrowed: false,
        }))
    }

    fn site(&mut self, id: u64) -> SiteId {
        if self.sites.ids.get(id).is_none() {
            self.odd(NoticeKind::UnknownId, || {
                format!("site {id} is mentioned before it is described")
            });
        }
        SiteId(self.sites.mention(id, unknown_site))
    }

    /// A task need not be described: it then has an id and nothing else.
    fn task(&mut self, id: u64) -> TaskId {
        TaskId(self.tasks.mention(id, || Task {
            id,
            ..Task::default()
        }))
    }

    /// A thread need not be described either.
    fn thread(&mut self, id: u64) -> ThreadId {
        ThreadId(self.threads.mention(id, || Thread {
            id,
            ..Thread::default()
        }))
    }

    fn duplicate(&mut self, what: &str, id: u64) {
        self.odd(NoticeKind::DuplicateId, || {
            format!("{what} {id} is described twice")
        });
    }

    fn odd(&mut self, kind: NoticeKind, message: impl FnOnce() -> String) {
        self.notices.add(kind, self.position, message);
    }
}

/// What is known of a site that no record describes.
pub(crate) fn unknown_site() -> Site {
    Site {
        expr: "(unknown)".to_owned(),
        kind: crate::SiteKind::Named,
        ..Site::default()
    }
}
