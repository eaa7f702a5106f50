//! [`TraceBuilder`]: makes a [`Trace`](crate::Trace) of records.
//!
//! It trusts nothing: ids are looked up, never used as positions; what does not fit becomes a counted
//! [`Notice`](crate::Notice), and the trace that comes out is consistent whatever went in: every id names
//! something, events are in order, parents form a forest.

mod finished;
mod ids;
mod mend;
mod odd;
mod order;
mod skipped;
mod steps;
mod table;
mod take;

use std::collections::HashSet;

use self::odd::Met;
use self::steps::Steps;
use self::table::Table;
use crate::event_log::Appender;
use crate::notice::Notices;
#[cfg(feature = "read")]
use crate::record::Happening;
use crate::{
    End, Event, Header, NoticeKind, Position, Record, Site, SiteId, Step, StepId, Sync, Task,
    TaskId, Thread, ThreadId, Untraced,
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
#[derive(Clone, Debug, Default)]
pub struct TraceBuilder {
    header: Option<Header>,
    sites: Table<Site>,
    steps: Steps,
    tasks: Table<Task>,
    threads: Table<Thread>,
    /// The last one that was mentioned, with its id.
    last_thread: Option<(u64, ThreadId)>,
    events: Appender,
    /// Events that came behind one with a higher number, and where.
    late: Vec<(Event, Option<Position>)>,
    next_seq: u64,
    unordered: bool,
    /// Where what may turn out to be odd at the end was met.
    met: Met,
    untraced: Vec<Untraced>,
    /// The same ones, to find them by.
    met_untraced: HashSet<Untraced>,
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

    /// Takes a record that the file does not hold and implies, and that stands where the last one does.
    #[cfg(feature = "read")]
    pub(crate) fn push_implied(&mut self, record: Record) {
        self.take(record, self.position);
    }

    /// What stands at a place of the file is of use, though no record is made of it yet.
    #[cfg(feature = "read")]
    pub(crate) fn reach(&mut self, position: Position) {
        self.position = Some(position);
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

    /// So many bytes of the file are left out for what was noticed.
    #[cfg(feature = "read")]
    pub(crate) fn leave_out(&mut self, kind: NoticeKind, bytes: usize) {
        self.notices.leave_out(kind, bytes);
    }

    /// So many of them turned out to be of use.
    #[cfg(feature = "read")]
    pub(crate) fn take_back(&mut self, kind: NoticeKind, bytes: usize) {
        self.notices.take_back(kind, bytes);
    }

    /// Adds what was found out about records elsewhere.
    #[cfg(feature = "read")]
    pub(crate) fn add_notices(&mut self, notices: Notices, position: Option<Position>) {
        for notice in notices.into_vec() {
            self.notices
                .add_many(notice.kind, notice.count, position, || notice.message);
        }
    }

    /// Takes one of the records that there are most of.
    #[cfg(feature = "read")]
    #[inline]
    pub(crate) fn push_happening(&mut self, happening: &Happening, position: Position) {
        self.note(Some(position));
        match happening {
            Happening::Step(record) => self.take_step(record),
            Happening::Poll(record) => self.take_poll(record),
            Happening::Wake(record) => self.take_wake(record),
            Happening::WakerDrop(record) => self.take_waker_drop(record),
        }
    }

    /// Makes room for so many times as much as came up to now: to grow step by step leaves holes in memory.
    #[cfg(feature = "read")]
    pub(crate) fn expect(&mut self, times: usize) {
        self.events.reserve(self.events.len().saturating_mul(times));
        self.steps.expect(times);
    }

    /// Notes that a record comes, and where it stands.
    fn note(&mut self, position: Option<Position>) {
        self.position = position;
        self.records += 1;
        if self.end.is_some() {
            self.odd(NoticeKind::AfterEnd, || {
                "a record stands behind the end".to_owned()
            });
        }
    }

    /// Follows the total order: what is skipped was lost, unless it comes late.
    fn count_seq(&mut self, seq: u64) {
        if seq < self.next_seq {
            self.unordered = true;
            self.met.skipped.fill(seq);
            self.odd(NoticeKind::Unordered, || {
                format!("event {seq} stands behind a later one")
            });
        } else {
            let skipped = seq - self.next_seq;
            if skipped > 0 {
                self.skip(self.next_seq, seq - 1);
            }
            self.next_seq = seq.saturating_add(1);
        }
    }

    fn step(&mut self, id: u64) -> StepId {
        if let Some(step) = self.steps.find(id) {
            self.check_awaited(id);
            return step;
        }
        self.mentioned_early(id);
        self.step_to_come(id)
    }

    /// A step that a record may name before it is made.
    fn step_to_come(&mut self, id: u64) -> StepId {
        let site = &mut self.sites;
        self.steps.mention(id, || Step {
            id,
            site: SiteId(site.mention(u64::MAX, unknown_site)),
            parent: None,
            task: None,
            seq: u64::MAX,
            at: 0,
            borrowed: false,
        })
    }

    fn site(&mut self, id: u64) -> SiteId {
        if self.sites.ids.get(id).is_none() {
            self.odd(NoticeKind::UnknownId, || {
                format!("site {id} is not known where it is mentioned")
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
    #[inline]
    fn thread(&mut self, id: u64) -> ThreadId {
        // Mostly it is the one of the event before.
        if let Some((last, thread)) = self.last_thread
            && last == id
        {
            return thread;
        }
        let thread = ThreadId(self.threads.mention(id, || Thread {
            id,
            ..Thread::default()
        }));
        self.last_thread = Some((id, thread));
        thread
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
