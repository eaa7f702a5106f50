//! Which fields each record has in the file, in which order, and when they are left out.
//!
//! The one description of the format that [`write`](super::write) and `Serialize` both follow. The four kinds
//! that a file is full of are arrays, all others are objects.

use crate::{InProgress, Record};

/// The fields of a `step`, by position.
pub(super) const STEP: [&str; 7] = ["seq", "id", "site", "at", "parent", "task", "borrowed"];
/// The fields of a `poll`, by position.
pub(super) const POLL: [&str; 8] = [
    "seq", "step", "at", "took", "thread", "result", "wakers", "within",
];
/// The fields of a `wake`, by position.
pub(super) const WAKE: [&str; 6] = ["seq", "step", "at", "thread", "by", "last"];
/// The fields of a `waker_drop`, by position.
pub(super) const WAKER_DROP: [&str; 5] = ["seq", "step", "at", "thread", "by"];

/// The kinds that are arrays, with their fields. The header repeats them, so that a file explains itself.
pub(super) const COLUMNS: [(&str, &[&str]); 4] = [
    ("step", &STEP),
    ("poll", &POLL),
    ("wake", &WAKE),
    ("waker_drop", &WAKER_DROP),
];

/// What stands in a field.
#[derive(Clone, Copy)]
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

    fn flag(flag: bool) -> Self {
        if flag {
            Self::Flag(true)
        } else {
            Self::Default
        }
    }
}

/// The key that names the kind of a record.
pub(super) fn kind(record: &Record) -> &'static str {
    match record {
        Record::Header(_) => "reify",
        Record::Site(_) => "site",
        Record::Task(_) => "task",
        Record::Thread(_) => "thread",
        Record::Step(_) => "step",
        Record::Poll(_) => "poll",
        Record::Wake(_) => "wake",
        Record::WakerDrop(_) => "waker_drop",
        Record::Untraced(_) => "untraced",
        Record::Sync(_) => "sync",
        Record::End(_) => "end",
    }
}

/// Whether a record is an array in the file.
pub(super) fn is_array(record: &Record) -> bool {
    matches!(
        record,
        Record::Step(_) | Record::Poll(_) | Record::Wake(_) | Record::WakerDrop(_)
    )
}

/// Hands out every field of a record with its name, in the order of the file.
#[inline]
pub(super) fn fields<'a>(record: &'a Record, mut each: impl FnMut(&'static str, Value<'a>)) {
    use Value::{Columns, Default, Number, Polls, Text};
    match record {
        Record::Header(header) => {
            each("version", Number(header.version));
            each("min_reader", Number(header.min_reader));
            each("writer", Value::text(&header.writer));
            each("program", Value::text(&header.program));
            each("pid", Value::known(header.pid));
            each("started", Value::text(&header.started));
            each("root", Value::text(&header.root));
            each("wakes", Value::flag(header.wakes));
            each("columns", Columns);
        }
        Record::Site(record) => {
            let site = &record.site;
            let kind = if site.kind == crate::SiteKind::default() {
                ""
            } else {
                site.kind.as_str()
            };
            each("id", Number(record.id));
            each("kind", Value::text(kind));
            each("expr", Text(&site.expr));
            each("file", Value::text(&site.file));
            each("line", Value::known(site.line));
            each("column", Value::known(site.column));
            each("function", Value::text(&site.function));
            each("future", Value::text(&site.future));
        }
        Record::Task(task) => {
            each("id", Number(task.id));
            each("name", task.name.as_deref().map_or(Default, Text));
            each("runtime_id", Value::id(task.runtime_id));
            each("spawned_by", Value::id(task.spawned_by));
        }
        Record::Thread(thread) => {
            each("id", Number(thread.id));
            each("name", thread.name.as_deref().map_or(Default, Text));
        }
        Record::Step(step) => zip(STEP, step_values(step), each),
        Record::Poll(poll) => zip(POLL, poll_values(poll), each),
        Record::Wake(wake) => zip(
            WAKE,
            [
                Number(wake.seq),
                Number(wake.step),
                Number(wake.at),
                Number(wake.thread),
                Value::id(wake.by),
                Value::flag(wake.last),
            ],
            each,
        ),
        Record::WakerDrop(drop) => zip(
            WAKER_DROP,
            [
                Number(drop.seq),
                Number(drop.step),
                Number(drop.at),
                Number(drop.thread),
                Value::id(drop.by),
            ],
            each,
        ),
        Record::Untraced(untraced) => {
            each("file", Text(&untraced.file));
            each("line", Value::known(untraced.line));
            each("column", Value::known(untraced.column));
            each("within", Value::text(&untraced.within));
        }
        Record::Sync(sync) => {
            each("at", Number(sync.at));
            each("recorded", Number(sync.recorded));
            each("lost", Value::known(sync.lost));
            each(
                "polling",
                if sync.polling.is_empty() {
                    Default
                } else {
                    Polls(&sync.polling)
                },
            );
        }
        Record::End(end) => {
            each("at", Number(end.at));
            each("recorded", Number(end.recorded));
            each("lost", Value::known(end.lost));
            each("reason", Value::text(&end.reason));
        }
    }
}

fn step_values(step: &crate::record::StepRecord) -> [Value<'static>; STEP.len()] {
    [
        Value::Number(step.seq),
        Value::Number(step.id),
        Value::Number(step.site),
        Value::Number(step.at),
        Value::id(step.parent),
        Value::id(step.task),
        Value::flag(step.borrowed),
    ]
}

fn poll_values(poll: &crate::record::PollRecord) -> [Value<'static>; POLL.len()] {
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

#[inline]
fn zip<'a, const N: usize>(
    names: [&'static str; N],
    values: [Value<'a>; N],
    mut each: impl FnMut(&'static str, Value<'a>),
) {
    for (name, value) in names.into_iter().zip(values) {
        each(name, value);
    }
}
