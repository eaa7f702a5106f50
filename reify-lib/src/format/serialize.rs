//! `Serialize` and `Deserialize` of a [`Trace`]: the array of its records, as the file has them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::kind::{Kind, POLLING};
use super::layout::{self, Value};
use super::parse::RecordSeed;
use crate::{InProgress, Record, Trace, TraceBuilder, VERSION};

impl Serialize for Trace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records())
    }
}

impl Serialize for Record {
    /// A map of one entry, from the kind of the record to its fields.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(layout::kind(self).key(), &Body(self))?;
        map.end()
    }
}

struct Body<'a>(&'a Record);

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = Vec::new();
        layout::fields(self.0, |name, value| fields.push((name, value)));
        if layout::kind(self.0).is_array() {
            let known = fields.iter().rposition(|(_, value)| !value.is_default());
            fields.truncate(known.map_or(0, |last| last + 1));
            serializer.collect_seq(fields.iter().map(|(_, value)| value))
        } else {
            fields.retain(|(_, value)| !value.is_default());
            serializer.collect_map(fields)
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Default => serializer.serialize_unit(),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Polls(polls) => serializer.collect_seq(polls.iter().map(Polling)),
            Self::Columns => {
                let arrays = Kind::ALL.into_iter().filter(|kind| kind.is_array());
                let names = |kind: Kind| kind.fields().iter().map(|field| field.name);
                serializer
                    .collect_map(arrays.map(|kind| (kind.key(), names(kind).collect::<Vec<_>>())))
            }
        }
    }
}

struct Polling<'a>(&'a InProgress<u64>);

impl Serialize for Polling<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers = [self.0.step, self.0.since, self.0.thread];
        serializer.collect_map(POLLING.iter().map(|field| field.name).zip(numbers))
    }
}

impl<'de> Deserialize<'de> for Trace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Records)
    }
}

struct Records;

impl<'de> Visitor<'de> for Records {
    type Value = Trace;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the records of a trace")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Trace, A::Error> {
        let mut builder = TraceBuilder::new();
        while seq.next_element_seed(Element(&mut builder))?.is_some() {}
        Ok(builder.finish())
    }
}

struct Element<'a>(&'a mut TraceBuilder);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let parsed = RecordSeed.deserialize(deserializer)?;
        self.0.add_notices(parsed.notices, None);
        match parsed.record {
            Some(Record::Header(header)) if header.min_reader > VERSION => {
                Err(serde::de::Error::custom(super::too_new(&header)))
            }
            Some(record) => {
                self.0.push(record);
                Ok(())
            }
            None => Ok(()),
        }
    }
}
