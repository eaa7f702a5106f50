//! The text of one record, taken apart.
//!
//! [`record`] understands every JSON that holds a record: fields by name or by position, in any order and with any
//! white space. [`fast`] knows only events as our own writer lays them out, and gives the same record for them.

mod body;
mod build;
pub(super) mod fast;

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use self::body::BodySeed;
use super::escape::shown;
use super::kind::Kind;
use crate::notice::Notices;
use crate::{NoticeKind, Record};

/// What was found in the text of a record.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The record; nothing if it is of an unknown kind, or says something that no record of ours can say.
    pub(super) record: Option<Record>,
    /// What was skipped.
    pub(super) notices: Notices,
}

/// Parses the text of one record.
pub(super) fn record(text: &[u8]) -> Result<Parsed, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let parsed = RecordSeed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(parsed)
}

/// Takes a record from any self-describing format.
pub(super) struct RecordSeed;

impl<'de> DeserializeSeed<'de> for RecordSeed {
    type Value = Parsed;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parsed, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed {
    type Value = Parsed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record of a trace")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parsed, A::Error> {
        let mut notices = Notices::default();
        let mut found = None;
        let mut unknown = None;
        let mut others = 0;
        while let Some(key) = map.next_key_seed(KeySeed)? {
            match key {
                Key::Kind(kind) if found.is_some() => {
                    return Err(de::Error::custom(format_args!(
                        "a `{}` in a record of another kind",
                        kind.key()
                    )));
                }
                Key::Kind(kind) => {
                    let seed = BodySeed {
                        fields: kind.fields(),
                        notices: &mut notices,
                    };
                    let body = map.next_value_seed(seed)?;
                    found = Some(build::record(kind, body, &mut notices)?);
                }
                Key::Unknown(name) => {
                    map.next_value::<IgnoredAny>()?;
                    others += 1;
                    unknown.get_or_insert(name);
                }
            }
        }
        match (found, unknown) {
            (None, None) => Err(de::Error::custom("an empty object, expected a record")),
            (None, Some(name)) => {
                notices.add(NoticeKind::UnknownKind, None, || {
                    format!("records of the kind `{name}` are not known here")
                });
                Ok(Parsed {
                    record: None,
                    notices,
                })
            }
            (Some(record), unknown) => {
                if let Some(name) = unknown {
                    notices.add_many(NoticeKind::UnknownField, others, None, || {
                        format!("`{name}` beside a record is not known here")
                    });
                }
                Ok(Parsed { record, notices })
            }
        }
    }
}

enum Key {
    Kind(Kind),
    Unknown(String),
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the kind of a record")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.key() == key);
        Ok(kind.map_or_else(|| Key::Unknown(shown(key)), Key::Kind))
    }
}
