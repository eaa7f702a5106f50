//! The lines of a recording of tokio-console, as far as they are read. What later recorders add is named, not refused.

use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::field::FieldValue;

/// The first line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    pub(super) v: u64,
}

/// A line.
pub(super) enum Line {
    Known {
        event: Event,
        /// The first field of it that is not known here.
        unknown_field: Option<String>,
    },
    /// Something else happened.
    Unknown { kind: String },
}

/// What happened to a task.
pub(super) struct Event {
    pub(super) id: u64,
    pub(super) at: Time,
    pub(super) what: What,
}

pub(super) enum What {
    Spawn { fields: Vec<Field> },
    Enter,
    Exit,
    Close,
    Waker { op: WakeOp },
}

/// A time of the wall clock.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct Time {
    pub(super) secs_since_epoch: u64,
    pub(super) nanos_since_epoch: u32,
}

/// What is known of a task.
#[derive(Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: FieldValue,
}

/// What was done with a waker.
#[derive(Clone, Copy, Deserialize)]
pub(super) enum WakeOp {
    Wake { self_wake: bool },
    WakeByRef { self_wake: bool },
    Clone,
    Drop,
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event of tokio-console")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let Some(kind) = map.next_key::<String>()? else {
            return Err(Error::custom("an empty object, expected an event"));
        };
        let line = match kind.as_str() {
            "Spawn" | "Enter" | "Exit" | "Close" | "Waker" => {
                map.next_value::<Body>()?.of_kind(&kind)?
            }
            "v" => return Err(Error::custom("another recording begins")),
            _ => {
                map.next_value::<IgnoredAny>()?;
                Line::Unknown { kind }
            }
        };
        match map.next_key::<IgnoredAny>()? {
            Some(_) => Err(Error::custom("more than one event on a line")),
            None => Ok(line),
        }
    }
}

/// The fields of an event.
#[derive(Default)]
struct Body {
    id: Option<u64>,
    at: Option<Time>,
    fields: Option<Vec<Field>>,
    op: Option<WakeOp>,
    unknown: Option<String>,
}

impl Body {
    fn of_kind<E: Error>(self, kind: &str) -> Result<Line, E> {
        let missing = E::missing_field;
        let what = match kind {
            "Spawn" => What::Spawn {
                fields: self.fields.ok_or_else(|| missing("fields"))?,
            },
            "Enter" => What::Enter,
            "Exit" => What::Exit,
            "Close" => What::Close,
            _ => What::Waker {
                op: self.op.ok_or_else(|| missing("op"))?,
            },
        };
        let event = Event {
            id: self.id.ok_or_else(|| missing("id"))?,
            at: self.at.ok_or_else(|| missing("at"))?,
            what,
        };
        Ok(Line::Known {
            event,
            unknown_field: self.unknown,
        })
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodyVisitor)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = Body;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
        let mut body = Body::default();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "id" => put(&mut body.id, map.next_value()?, "id")?,
                "at" => put(&mut body.at, map.next_value()?, "at")?,
                "fields" => put(&mut body.fields, map.next_value()?, "fields")?,
                "op" => put(&mut body.op, map.next_value()?, "op")?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    body.unknown.get_or_insert(name);
                }
            }
        }
        Ok(body)
    }
}

/// A field stands there once.
fn put<T, E: Error>(place: &mut Option<T>, value: T, name: &'static str) -> Result<(), E> {
    match place.replace(value) {
        Some(_) => Err(E::duplicate_field(name)),
        None => Ok(()),
    }
}
