//! [`Body`]: the fields of a record, by name or by position, before it is known what they make.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use crate::format::escape::shown;
use crate::format::kind::{Field, HEADER, Holds, POLLING};
use crate::notice::Notices;
use crate::{InProgress, NoticeKind};

/// Numbers above this are not exact in every reader of JSON.
pub(super) const MAX_NUMBER: u64 = (1 << 53) - 1;

/// No kind has more fields than the header.
const MOST_FIELDS: usize = HEADER.len();

/// What a field was found to hold.
#[derive(Debug, Default)]
pub(super) enum Held {
    #[default]
    Nothing,
    Number(u64),
    Flag(bool),
    Text(String),
    Polls(Vec<InProgress<u64>>),
}

/// The fields of a record.
pub(super) struct Body {
    fields: &'static [Field],
    held: [Held; MOST_FIELDS],
}

impl Body {
    /// Takes a field out. One that does not exist holds nothing.
    fn take(&mut self, name: &str) -> Held {
        let index = self.fields.iter().position(|field| field.name == name);
        index
            .and_then(|index| self.held.get_mut(index))
            .map(std::mem::take)
            .unwrap_or_default()
    }

    pub(super) fn number(&mut self, name: &str) -> Option<u64> {
        match self.take(name) {
            Held::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn required<E: de::Error>(&mut self, name: &'static str) -> Result<u64, E> {
        self.number(name).ok_or_else(|| E::missing_field(name))
    }

    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name) {
            Held::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn flag(&mut self, name: &str) -> bool {
        matches!(self.take(name), Held::Flag(true))
    }

    pub(super) fn polls(&mut self, name: &str) -> Vec<InProgress<u64>> {
        match self.take(name) {
            Held::Polls(polls) => polls,
            _ => Vec::new(),
        }
    }
}

/// Takes the fields of a record.
pub(super) struct BodySeed<'a> {
    pub(super) fields: &'static [Field],
    pub(super) notices: &'a mut Notices,
}

impl BodySeed<'_> {
    fn empty(&self) -> Body {
        Body {
            fields: self.fields,
            held: Default::default(),
        }
    }
}

impl<'de> DeserializeSeed<'de> for BodySeed<'_> {
    type Value = Body;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Body, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for BodySeed<'_> {
    type Value = Body;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a record, by name or in their order")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
        let mut body = self.empty();
        while let Some(name) = map.next_key_seed(NameSeed(self.fields))? {
            match name {
                Ok(index) => {
                    let field = self.fields[index];
                    let held = map.next_value_seed(HeldSeed {
                        field,
                        notices: self.notices,
                    })?;
                    if !matches!(body.held[index], Held::Nothing) {
                        return Err(de::Error::duplicate_field(field.name));
                    }
                    body.held[index] = held;
                }
                Err(name) => {
                    map.next_value::<IgnoredAny>()?;
                    self.notices.add(NoticeKind::UnknownField, None, || {
                        format!("the field `{name}` is not known here")
                    });
                }
            }
        }
        Ok(body)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Body, A::Error> {
        let mut body = self.empty();
        for (held, &field) in body.held.iter_mut().zip(self.fields) {
            match seq.next_element_seed(HeldSeed {
                field,
                notices: self.notices,
            })? {
                Some(value) => *held = value,
                None => return Ok(body),
            }
        }
        let mut others = 0;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            others += 1;
        }
        if others > 0 {
            let known = self.fields.len();
            self.notices
                .add_many(NoticeKind::UnknownField, others, None, || {
                    format!("fields behind the first {known} are not known here")
                });
        }
        Ok(body)
    }
}

/// Takes the name of a field: its index, or as much of an unknown one as a message shows.
struct NameSeed(&'static [Field]);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self
            .0
            .iter()
            .position(|field| field.name == name)
            .ok_or_else(|| shown(name)))
    }
}

/// Takes what a field holds.
struct HeldSeed<'a> {
    field: Field,
    notices: &'a mut Notices,
}

impl HeldSeed<'_> {
    fn only<E: de::Error>(
        &self,
        holds: Holds,
        found: Unexpected<'_>,
        held: Held,
    ) -> Result<Held, E> {
        if self.field.holds == holds {
            Ok(held)
        } else {
            Err(E::invalid_type(found, self))
        }
    }
}

impl<'de> DeserializeSeed<'de> for HeldSeed<'_> {
    type Value = Held;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Held, D::Error> {
        match self.field.holds {
            Holds::Columns => deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|_| Held::Nothing),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for HeldSeed<'_> {
    type Value = Held;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.field.holds {
            Holds::Number => "a whole number",
            Holds::Flag => "true or false",
            Holds::Text => "a string",
            Holds::Polls => "an array of polls",
            Holds::Columns => "anything",
        };
        write!(f, "{what} as `{}`", self.field.name)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Held, E> {
        Ok(Held::Nothing)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Held, E> {
        let held = self.only(
            Holds::Number,
            Unexpected::Unsigned(number),
            Held::Number(number),
        )?;
        if number > MAX_NUMBER {
            out_of_range(self.field.name, number, self.notices);
        }
        Ok(held)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Held, E> {
        self.only(Holds::Flag, Unexpected::Bool(flag), Held::Flag(flag))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Held, E> {
        self.only(
            Holds::Text,
            Unexpected::Str(text),
            Held::Text(text.to_owned()),
        )
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Held, A::Error> {
        if self.field.holds != Holds::Polls {
            return Err(de::Error::invalid_type(Unexpected::Seq, &self));
        }
        let mut polls = Vec::new();
        loop {
            let seed = BodySeed {
                fields: &POLLING,
                notices: self.notices,
            };
            let Some(mut body) = seq.next_element_seed(seed)? else {
                return Ok(Held::Polls(polls));
            };
            polls.push(InProgress {
                step: body.required("step")?,
                since: body.required("since")?,
                thread: body.number("thread").unwrap_or(0),
            });
        }
    }
}

/// Notes a number that is too large for its field.
pub(super) fn out_of_range(field: &str, number: u64, notices: &mut Notices) {
    notices.add(NoticeKind::OutOfRange, None, || {
        format!("{number} is out of the range of `{field}`")
    });
}
