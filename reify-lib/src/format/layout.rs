//! What stands in each field of a record, and when a field is left out.
//!
//! The one description of records as JSON that [`write`](super::write) and `Serialize` both follow.

use super::kind::{self, Field, Kind};
use crate::record::{PollRecord, SiteRecord, StepRecord, WakeRecord, WakerDropRecord};
use crate::{Header, InProgress, Record, SiteKind};

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Nothing: left out of an object; `null` in an array, or nothing at its end.
    Default,
    Number(u64),
    Flag(bool),
    Text(&'a str),
    Polls(&'a [InProgress<u64>]),
    Columns,
}

impl<'a> Value<'a> {
    fn id(id: Option<u64>) -> Self {
        id.map_or(Self::Default, Self::Number)
    }

    /// A number that is 0 where it is not known.
    fn known(number: impl Into<u64>) -> Self {
        Self::id(Some(number.into()).filter(|number| *number > 0))
    }

    fn text(text: &'a str) -> Self {
        if text.is_empty() {
            Self::Default
        } else {
            Self::Text(text)
        }
    }

    fn name(name: Option<&'a String>) -> Self {
        name.map_or(Self::Default, |name| Self::Text(name))
    }

    fn flag(flag: bool) -> Self {
        if flag {
            Self::Flag(true)
        } else {
            Self::Default
        }
    }

    pub(super) const fn is_default(&self) -> bool {
        matches!(self, Self::Default)
    }
}

/// The kind of a record.
pub(super) const fn kind(record: &Record) -> Kind {
    match record {
        Record::Header(_) => Kind::Header,
        Record::Site(_) => Kind::Site,
        Record::Task(_) => Kind::Task,
        Record::Thread(_) => Kind::Thread,
        Record::Step(_) => Kind::Step,
        Record::Poll(_) => Kind::Poll,
        Record::Wake(_) => Kind::Wake,
        Record::WakerDrop(_) => Kind::WakerDrop,
        Record::Untraced(_) => Kind::Untraced,
        Record::Sync(_) => Kind::Sync,
        Record::End(_) => Kind::End,
    }
}

/// Hands out every field of a record with what stands in it, in the order of the file.
#[inline]
pub(super) fn fields<'a>(record: &'a Record, each: impl FnMut(&'static str, Value<'a>)) {
    use Value::Number;
    match record {
        Record::Header(header) => zip(&kind::HEADER, header_values(header), each),
        Record::Site(record) => zip(&kind::SITE, site_values(record), each),
        Record::Task(task) => {
            let name = Value::name(task.name.as_ref());
            let (runtime_id, spawned_by) = (Value::id(task.runtime_id), Value::id(task.spawned_by));
            zip(
                &kind::TASK,
                [Number(task.id), name, runtime_id, spawned_by],
                each,
            );
        }
        Record::Thread(thread) => {
            let name = Value::name(thread.name.as_ref());
            zip(&kind::THREAD, [Number(thread.id), name], each);
        }
        Record::Step(step) => zip(&kind::STEP, step_values(step), each),
        Record::Poll(poll) => zip(&kind::POLL, poll_values(poll), each),
        Record::Wake(wake) => zip(&kind::WAKE, wake_values(wake), each),
        Record::WakerDrop(drop) => zip(&kind::WAKER_DROP, waker_drop_values(drop), each),
        Record::Untraced(untraced) => {
            let file = Value::Text(&untraced.file);
            let (line, column) = (Value::known(untraced.line), Value::known(untraced.column));
            zip(
                &kind::UNTRACED,
                [file, line, column, Value::text(&untraced.within)],
                each,
            );
        }
        Record::Sync(sync) => {
            let polling = match &sync.polling[..] {
                [] => Value::Default,
                polls => Value::Polls(polls),
            };
            let (recorded, lost) = (Number(sync.recorded), Value::known(sync.lost));
            zip(
                &kind::SYNC,
                [Number(sync.at), recorded, lost, polling],
                each,
            );
        }
        Record::End(end) => {
            let (recorded, lost) = (Number(end.recorded), Value::known(end.lost));
            zip(
                &kind::END,
                [Number(end.at), recorded, lost, Value::text(&end.reason)],
                each,
            );
        }
    }
}

fn header_values(header: &Header) -> [Value<'_>; kind::HEADER.len()] {
    [
        Value::Number(header.version),
        Value::Number(header.min_reader),
        Value::text(&header.writer),
        Value::text(&header.program),
        Value::known(header.pid),
        Value::text(&header.started),
        Value::text(&header.root),
        Value::flag(header.wakes),
        Value::Columns,
    ]
}

fn site_values(record: &SiteRecord) -> [Value<'_>; kind::SITE.len()] {
    let site = &record.site;
    let is_plain = site.kind == SiteKind::default();
    [
        Value::Number(record.id),
        if is_plain {
            Value::Default
        } else {
            Value::Text(site.kind.as_str())
        },
        Value::Text(&site.expr),
        Value::text(&site.file),
        Value::known(site.line),
        Value::known(site.column),
        Value::text(&site.function),
        Value::text(&site.future),
    ]
}

fn step_values(step: &StepRecord) -> [Value<'static>; kind::STEP.len()] {
    [
        Value::id(Some(step.seq).filter(|seq| *seq != StepRecord::UNNUMBERED)),
        Value::Number(step.id),
        Value::Number(step.site),
        Value::Number(step.at),
        Value::id(step.parent),
        Value::id(step.task),
        Value::flag(step.borrowed),
    ]
}

fn poll_values(poll: &PollRecord) -> [Value<'static>; kind::POLL.len()] {
    [
        Value::Number(poll.seq),
        Value::Number(poll.step),
        Value::Number(poll.at),
        Value::Number(poll.took),
        Value::Number(poll.thread),
        Value::Text(poll.result.as_str()),
        Value::id(poll.wakers.map(u64::from)),
        Value::id(poll.within),
    ]
}

fn wake_values(wake: &WakeRecord) -> [Value<'static>; kind::WAKE.len()] {
    [
        Value::Number(wake.seq),
        Value::Number(wake.step),
        Value::Number(wake.at),
        Value::Number(wake.thread),
        Value::id(wake.by),
        Value::flag(wake.last),
    ]
}

fn waker_drop_values(drop: &WakerDropRecord) -> [Value<'static>; kind::WAKER_DROP.len()] {
    [
        Value::Number(drop.seq),
        Value::Number(drop.step),
        Value::Number(drop.at),
        Value::Number(drop.thread),
        Value::id(drop.by),
    ]
}

#[inline]
fn zip<'a, const N: usize>(
    fields: &'static [Field; N],
    values: [Value<'a>; N],
    mut each: impl FnMut(&'static str, Value<'a>),
) {
    for (field, value) in fields.iter().zip(values) {
        each(field.name, value);
    }
}
