//! [`Console`]: makes a trace of a recording of tokio-console.
//!
//! `console-subscriber` writes one event a line behind `{"v":1}`: tasks that are spawned, entered, exited and closed,
//! and what was done with their wakers. A task becomes a step without awaits in it, a visit of its span a poll. The
//! spans of resources are entered and exited in between under ids of their own, without a `Spawn`: they are left out.

mod clock;
mod field;
mod line;

use std::collections::HashMap;
use std::time::UNIX_EPOCH;

use self::clock::{Clock, Told};
use self::field::FieldValue;
use self::line::{Event, Field, Line, Time, Version, WakeOp, What};
use super::escape::shown;
use crate::clock::wall;
use crate::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, WakeRecord};
use crate::{
    Header, InProgress, NoticeKind, PollResult, Position, Record, Site, SiteKind, Sync,
    TraceBuilder,
};

#[derive(Clone, Debug, Default)]
pub(super) struct Console {
    /// The tasks by their ids in the recording, which later tasks get again.
    tasks: HashMap<u64, Spawned>,
    /// Sites by the name of their tasks.
    sites: HashMap<String, u64>,
    /// Where the recording begins.
    first: Option<Position>,
    clock: Clock,
    /// The last visit that was left: whether its task was closed then is told by what comes next.
    left: Option<(u64, PollRecord)>,
    steps: u64,
    seq: u64,
}

#[derive(Clone, Copy, Debug)]
struct Spawned {
    step: u64,
    /// When its span was entered, if it is in it.
    since: Option<u64>,
    /// A closed one may still be woken, and its span's id be that of a resource.
    is_closed: bool,
}

impl Console {
    /// Whether a text is the first line of a recording whose version is known here.
    pub(super) fn knows(text: &[u8]) -> bool {
        // Of an array `[1]` a version could be made too.
        text.starts_with(b"{")
            && serde_json::from_slice::<Version>(text).is_ok_and(|version| version.v == 1)
    }

    /// Takes a line.
    pub(super) fn line(
        &mut self,
        text: &[u8],
        builder: &mut TraceBuilder,
        position: Position,
    ) -> Result<(), serde_json::Error> {
        self.first.get_or_insert(position);
        if !self.clock.has_begun() && Self::knows(text) {
            builder.reach(position);
            return Ok(());
        }
        let event = match serde_json::from_slice(text)? {
            Line::Known {
                event,
                unknown_field,
            } => {
                if let Some(name) = unknown_field {
                    builder.notice(NoticeKind::UnknownField, Some(position), || {
                        format!("the field `{}` is not known here", shown(&name))
                    });
                }
                event
            }
            Line::Unknown { kind } => {
                builder.notice(NoticeKind::UnknownKind, Some(position), || {
                    format!("records of the kind `{}` are not known here", shown(&kind))
                });
                return Ok(());
            }
        };
        self.event(event, builder, position);
        Ok(())
    }

    fn event(&mut self, event: Event, builder: &mut TraceBuilder, position: Position) {
        let Event { id, at, what } = event;
        let is_waker = matches!(what, What::Waker { .. });
        let task = self.tasks.get(&id);
        let is_known = task.is_some_and(|task| is_waker || !task.is_closed);
        if is_known {
            // It may be told of only when the next line has come.
            builder.reach(position);
        }
        let at = self.time(at, builder, position);
        let mut out = |record| builder.push_at(record, position);
        match what {
            What::Spawn { fields } => {
                self.flush(&mut out);
                self.spawn(id, at, fields, &mut out);
            }
            What::Enter => {
                if let Some(task) = self.open(id) {
                    task.since.get_or_insert(at);
                    self.flush(&mut out);
                }
            }
            What::Exit => {
                if let Some(task) = self.open(id)
                    && let Some(since) = task.since.take()
                {
                    let poll = visit(task.step, since, at);
                    self.flush(&mut out);
                    self.left = Some((id, poll));
                }
            }
            What::Close => self.close(id, at, &mut out),
            What::Waker { op } if is_known => self.wake(id, at, op, &mut out),
            // Only tasks have wakers.
            What::Waker { .. } => builder.notice(NoticeKind::UnknownId, Some(position), || {
                format!("a waker of the task {id}, of which no line tells that it was spawned")
            }),
        }
    }

    /// There are no more lines for now: the recording has no end of its own.
    pub(super) fn finish(&mut self, builder: &mut TraceBuilder) {
        let mut out = |record| builder.push_implied(record);
        self.flush(&mut out);
        let mut polling: Vec<_> = self
            .tasks
            .values()
            .filter_map(|task| {
                Some(InProgress {
                    step: task.step,
                    since: task.since?,
                    thread: 0,
                })
            })
            .collect();
        polling.sort_by_key(|poll| poll.step);
        if self.clock.has_begun() {
            out(Record::Sync(Sync {
                at: self.clock.last(),
                recorded: self.seq,
                lost: 0,
                polling,
            }));
        }
        builder.notice(NoticeKind::Foreign, self.first, || {
            "recorded by tokio-console: it tells of tasks, their polls and wakes, not of the awaits in them, where they \
             stand in the source, threads and resources; whether a closed task had finished or was aborted is not told: \
             it is shown as finished, and its drop as its last poll"
                .to_owned()
        });
    }

    /// The time of the trace that a time of the wall clock is.
    fn time(&mut self, at: Time, builder: &mut TraceBuilder, position: Position) -> u64 {
        match self.clock.tell(at) {
            Told::Later(at) => at,
            Told::First(began) => {
                let header = Header {
                    writer: "console-subscriber".to_owned(),
                    started: UNIX_EPOCH.checked_add(began).map(wall).unwrap_or_default(),
                    wakes: true,
                    ..Header::default()
                };
                builder.push_at(Record::Header(header), position);
                0
            }
            Told::Earlier => {
                builder.notice(NoticeKind::OutOfRange, Some(position), || {
                    "a time is before the first one: the clock was set back".to_owned()
                });
                0
            }
        }
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }

    fn spawn(&mut self, id: u64, at: u64, fields: Vec<Field>, out: &mut impl FnMut(Record)) {
        let (mut name, mut runtime_id) = (None, None);
        for field in fields {
            match (field.name.as_str(), field.value) {
                ("task.name", FieldValue::Text(text)) => {
                    name = Some(text).filter(|name| !name.is_empty());
                }
                ("task.id", FieldValue::Number(number)) => runtime_id = Some(number),
                _ => {}
            }
        }
        let step = self.steps;
        self.steps += 1;
        let expr = name.clone().unwrap_or_else(|| "task".to_owned());
        let sites = self.sites.len() as u64;
        let site = *self.sites.entry(expr).or_insert_with_key(|expr| {
            let site = Site {
                kind: SiteKind::Root,
                expr: expr.clone(),
                ..Site::default()
            };
            out(Record::Site(SiteRecord { id: sites, site }));
            sites
        });
        out(Record::Task(TaskRecord {
            id: step,
            name,
            runtime_id,
            spawned_by: None,
        }));
        out(Record::Step(StepRecord {
            seq: self.next_seq(),
            id: step,
            site,
            parent: None,
            task: Some(step),
            at,
            borrowed: false,
        }));
        let task = Spawned {
            step,
            since: None,
            is_closed: false,
        };
        self.tasks.insert(id, task);
    }

    fn open(&mut self, id: u64) -> Option<&mut Spawned> {
        self.tasks.get_mut(&id).filter(|task| !task.is_closed)
    }

    /// A task is closed where its future was dropped, which is a visit of its span too.
    fn close(&mut self, id: u64, at: u64, out: &mut impl FnMut(Record)) {
        let Some(task) = self.open(id) else {
            return;
        };
        task.is_closed = true;
        let (step, since) = (task.step, task.since.take());
        let mut last = match self.left.take_if(|(left, _)| *left == id) {
            Some((_, poll)) => poll,
            None => visit(step, since.unwrap_or(at), at),
        };
        self.flush(out);
        last.result = PollResult::Ready;
        self.poll(last, out);
    }

    fn wake(&mut self, id: u64, at: u64, op: WakeOp, out: &mut impl FnMut(Record)) {
        let (WakeOp::Wake { self_wake } | WakeOp::WakeByRef { self_wake }) = op else {
            return;
        };
        let Some(&Spawned { step, .. }) = self.tasks.get(&id) else {
            return;
        };
        self.flush(out);
        out(Record::Wake(WakeRecord {
            seq: self.next_seq(),
            step,
            at,
            by: self_wake.then_some(step),
            thread: 0,
            last: false,
        }));
    }

    fn flush(&mut self, out: &mut impl FnMut(Record)) {
        if let Some((_, poll)) = self.left.take() {
            self.poll(poll, out);
        }
    }

    fn poll(&mut self, mut poll: PollRecord, out: &mut impl FnMut(Record)) {
        poll.seq = self.next_seq();
        out(Record::Poll(poll));
    }
}

fn visit(step: u64, since: u64, at: u64) -> PollRecord {
    PollRecord {
        seq: 0,
        step,
        at: since,
        took: at.saturating_sub(since),
        thread: 0,
        result: PollResult::Pending,
        wakers: None,
        within: None,
    }
}
