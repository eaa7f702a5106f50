//! [`Damage`]: what may happen to a text on its way, by chance or by somebody's hand.

use proptest::prelude::*;
use proptest::sample::{self, Index};

/// What is put in: what means something in JSON or here, or nearly does.
const PARTS: [&str; 42] = [
    "0",
    "9",
    "00",
    "-",
    "-0",
    ".0",
    "e1",
    "1e3",
    "255",
    "256",
    "65536",
    "4294967295",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551616",
    "123456789012345678901234567890",
    ",",
    ",1",
    ",null",
    ",true",
    ",false",
    "null",
    "true",
    "\"",
    "\"pending\"",
    "\\u0030",
    "\\",
    "[",
    "]",
    "{",
    "}",
    " ",
    "\t",
    "\r",
    "\n",
    "]},\n",
    "\u{a0}",
    "\u{0}",
    "{\"poll\":",
    "\"other\":1,",
    ",\"at\":7",
];

/// A change of a text.
#[derive(Clone, Debug)]
pub(super) enum Damage {
    Change(Index, u8),
    Delete(Index, usize),
    Insert(Index, &'static str),
    /// As many brackets as nobody opens.
    Nest(Index, usize, bool),
    /// A number becomes another one.
    Number(Index, &'static str),
    /// What stands between two commas or brackets changes its place with another such part, or is there twice.
    Swap(Index, Index),
    Repeat(Index, Index),
    /// A stretch is there again elsewhere, be it a line or a part of one.
    Copy(Index, usize, Index),
}

/// Any of them.
pub(super) fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let part = || sample::select(&PARTS[..]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Change(at, byte)),
        (at(), 1..6_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (at(), part()).prop_map(|(at, part)| Damage::Insert(at, part)),
        (at(), 1..300_usize, any::<bool>()).prop_map(|(at, deep, is)| Damage::Nest(at, deep, is)),
        (at(), sample::select(&PARTS[..17])).prop_map(|(at, number)| Damage::Number(at, number)),
        (at(), at()).prop_map(|(one, other)| Damage::Swap(one, other)),
        (at(), at()).prop_map(|(one, other)| Damage::Repeat(one, other)),
        (at(), 1..80_usize, at()).prop_map(|(from, length, to)| Damage::Copy(from, length, to)),
    ]
}

impl Damage {
    /// Does it to a text.
    pub(super) fn apply(&self, text: &mut Vec<u8>) {
        if text.is_empty() {
            return;
        }
        let place = |at: &Index| at.index(text.len());
        match self {
            Self::Change(at, byte) => {
                let at = place(at);
                text[at] = *byte;
            }
            Self::Delete(at, length) => {
                let at = place(at);
                let end = text.len().min(at + length);
                text.drain(at..end);
            }
            Self::Insert(at, part) => {
                let at = place(at);
                text.splice(at..at, part.bytes());
            }
            Self::Nest(at, deep, is_list) => {
                let at = place(at);
                let opening = if *is_list { "[" } else { "{\"a\":" };
                text.splice(at..at, opening.repeat(*deep).bytes());
            }
            Self::Number(at, number) => {
                let at = place(at);
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                let Some(start) = text[at..].iter().position(is_digit) else {
                    return;
                };
                let start = at + start;
                let length = text[start..].iter().take_while(|byte| is_digit(byte));
                let end = start + length.count();
                text.splice(start..end, number.bytes());
            }
            Self::Swap(one, other) | Self::Repeat(one, other) => {
                let is_repeated = matches!(self, Self::Repeat(..));
                *text = rearranged(text, *one, *other, is_repeated);
            }
            Self::Copy(from, length, to) => {
                let (from, to) = (place(from), place(to));
                let end = text.len().min(from + length);
                let copied = text[from..end].to_vec();
                text.splice(to..to, copied);
            }
        }
    }
}

fn rearranged(text: &[u8], one: Index, other: Index, is_repeated: bool) -> Vec<u8> {
    let is_between = |byte: &u8| b",[]{}\n".contains(byte);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for part in text.chunk_by(|left, right| is_between(left) == is_between(right)) {
        parts.push(part.to_vec());
    }
    let places: Vec<usize> = (0..parts.len())
        .filter(|&index| !is_between(&parts[index][0]))
        .collect();
    if let [_, ..] = places[..] {
        let [one, other] = [one, other].map(|index| places[index.index(places.len())]);
        if is_repeated {
            let part = parts[one].clone();
            let comma = b",".to_vec();
            parts.splice(other..other, [part, comma]);
        } else {
            parts.swap(one, other);
        }
    }
    parts.concat()
}
