//! What each kind of record adds to the trace.

#![expect(
    clippy::inline_always,
    reason = "an event that is handed on stands in memory, which takes as long as all else"
)]

use super::TraceBuilder;
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{
    Event, Header, InProgress, NoticeKind, PollEvent, Position, Record, Step, Sync, Task, Thread,
    VERSION, WakeEvent, WakerDropEvent,
};

impl TraceBuilder {
    pub(super) fn take(&mut self, record: Record, position: Option<Position>) {
        self.note(position);
        match record {
            Record::Header(header) => self.take_header(header),
            Record::Site(record) => self.take_site(record),
            Record::Task(record) => self.take_task(record),
            Record::Thread(record) => self.take_thread(record),
            Record::Step(record) => self.take_step(&record),
            Record::Poll(record) => self.take_poll(&record),
            Record::Wake(record) => self.take_wake(&record),
            Record::WakerDrop(record) => self.take_waker_drop(&record),
            Record::Untraced(untraced) => {
                if !self.met_untraced.contains(&untraced) {
                    self.met_untraced.insert(untraced.clone());
                    self.untraced.push(untraced);
                }
            }
            Record::Sync(sync) => {
                self.met.report = position;
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
            Record::End(end) => {
                self.met.report = position;
                self.end = Some(end);
            }
        }
    }

    fn take_header(&mut self, header: Header) {
        if self.header.is_some() || self.records > 1 {
            self.odd(NoticeKind::MisplacedHeader, || {
                "a header stands behind other records".to_owned()
            });
        }
        if header.version > VERSION {
            let version = header.version;
            self.odd(NoticeKind::LaterVersion, || {
                format!(
                    "written in version {version} of the format: this reader knows it up to version {VERSION}"
                )
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
            spawned_by: record.spawned_by.map(|id| self.await_step(id)),
        };
        let fits = match self.tasks.defined_mut(record.id) {
            Some(known) => known.learn(task),
            None => self.tasks.define(record.id, task),
        };
        if !fits {
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

    pub(super) fn take_step(&mut self, record: &StepRecord) {
        let parent = record.parent.map(|id| self.step(id));
        let task = match record.task {
            Some(id) => Some(self.task(id)),
            None => parent.and_then(|parent| self.steps.task(parent)),
        };
        let numbered = record.seq != StepRecord::UNNUMBERED;
        let step = Step {
            id: record.id,
            site: self.site(record.site),
            parent,
            task,
            seq: if numbered { record.seq } else { self.next_seq },
            at: record.at,
            borrowed: record.borrowed,
        };
        self.check_parent(&step);
        if self.steps.make(&step) {
            self.met.was_made(record.id);
            if numbered {
                self.count_seq(record.seq);
            }
        } else {
            self.duplicate("step", record.id);
        }
    }

    #[inline(always)]
    pub(super) fn take_poll(&mut self, record: &PollRecord) {
        let step = self.step(record.step);
        self.check_finished(step, record.result);
        let event = Event::Poll(PollEvent {
            seq: record.seq,
            step,
            at: record.at,
            took: record.took,
            thread: self.thread(record.thread),
            result: record.result,
            wakers: record.wakers,
            within: record.within.map(|id| self.step(id)),
        });
        self.take_event(event);
    }

    #[inline(always)]
    pub(super) fn take_wake(&mut self, record: &WakeRecord) {
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

    pub(super) fn take_waker_drop(&mut self, record: &WakerDropRecord) {
        let event = Event::WakerDrop(WakerDropEvent {
            seq: record.seq,
            step: self.step(record.step),
            at: record.at,
            by: record.by.map(|id| self.step(id)),
            thread: self.thread(record.thread),
        });
        self.take_event(event);
    }

    #[inline(always)]
    fn take_event(&mut self, event: Event) {
        let seq = event.seq();
        let in_order = self.events.last_seq().is_none_or(|last| last < seq);
        self.count_seq(seq);
        if in_order && self.late.is_empty() {
            self.events.push(&event);
        } else {
            self.late.push((event, self.position));
        }
    }
}
