//! Lays records out as the lines of a file.
//!
//! What is written is only ever appended to: [`opening`], any number of [`line`]s, [`closing`]. Whatever is there
//! after any of these calls is readable, and after `closing` it is one JSON document. Lines hold no raw control
//! character but the newline at their end.

use super::escape;
use super::kind::{Field, Kind, POLLING};
use super::layout::{self, Value};
use crate::{End, Header, InProgress, Record};

/// What opens the array of records.
pub(super) const OPENING: &[u8] = b"[\n";

/// Appends the beginning of a file: the bracket that opens the array, and the header.
pub(crate) fn opening(header: &Header, out: &mut Vec<u8>) {
    out.extend_from_slice(OPENING);
    line(&Record::Header(header.clone()), out);
}

/// Appends a record as a line that others follow.
pub(crate) fn line(record: &Record, out: &mut Vec<u8>) {
    object(record, out);
    out.extend_from_slice(b",\n");
}

/// Appends the end of a file: the record that tells how the recording ended, and the closing bracket.
pub(crate) fn closing(end: &End, out: &mut Vec<u8>) {
    last(&Record::End(end.clone()), out);
}

/// Appends the last record, whatever it is, and the closing bracket.
pub(super) fn last(record: &Record, out: &mut Vec<u8>) {
    object(record, out);
    out.extend_from_slice(b"\n]\n");
}

/// Appends a record alone, as one JSON object.
pub(super) fn object(record: &Record, out: &mut Vec<u8>) {
    let kind = layout::kind(record);
    out.push(b'{');
    key(kind.key(), out);
    if kind.is_array() {
        by_position(record, out);
    } else {
        by_name(record, out);
    }
    out.push(b'}');
}

fn by_position(record: &Record, out: &mut Vec<u8>) {
    let mut left_out = 0;
    let mut separator = b'[';
    layout::fields(record, |_, field| {
        if field.is_default() {
            left_out += 1;
            return;
        }
        for _ in 0..std::mem::take(&mut left_out) {
            out.push(separator);
            out.extend_from_slice(b"null");
            separator = b',';
        }
        out.push(separator);
        separator = b',';
        value(field, out);
    });
    out.push(b']');
}

fn by_name(record: &Record, out: &mut Vec<u8>) {
    let mut separator = b'{';
    layout::fields(record, |name, field| {
        if !field.is_default() {
            out.push(separator);
            separator = b',';
            key(name, out);
            value(field, out);
        }
    });
    out.push(b'}');
}

fn key(name: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

fn value(value: Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Default => out.extend_from_slice(b"null"),
        Value::Number(number) => decimal(number, out),
        Value::Flag(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
        Value::Text(text) => escape::string(text, out),
        Value::Polls(polls) => array(polls, out, in_progress),
        Value::Columns => columns(out),
    }
}

fn in_progress(poll: &InProgress<u64>, out: &mut Vec<u8>) {
    let mut separator = b'{';
    for (field, number) in POLLING.iter().zip([poll.step, poll.since, poll.thread]) {
        out.push(separator);
        separator = b',';
        key(field.name, out);
        decimal(number, out);
    }
    out.push(b'}');
}

fn columns(out: &mut Vec<u8>) {
    let mut separator = b'{';
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_array()) {
        out.push(separator);
        separator = b',';
        key(kind.key(), out);
        array(kind.fields(), out, |field: &Field, out| {
            escape::string(field.name, out);
        });
    }
    out.push(b'}');
}

fn array<T>(items: &[T], out: &mut Vec<u8>, mut each: impl FnMut(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        each(item, out);
    }
    out.push(b']');
}

/// Numbers are most of a file: a third of the time of `write!`, and no formatter is linked.
fn decimal(mut number: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests;
