//! Events exactly as our own writer lays them out, at a fraction of the cost of a JSON parser.
//!
//! Whatever is not laid out so, to the byte, is left to [`record`](super::record), which gives the same records
//! and also the notices and the errors.

#![expect(
    clippy::inline_always,
    reason = "a cursor that is handed about stands in memory, which takes as long as all else"
)]

use super::body::MAX_NUMBER;
use crate::PollResult;
use crate::record::{Happening, PollRecord, StepRecord, WakeRecord, WakerDropRecord};

// The beginnings of lines.
const POLL: u64 = word(*b"{\"poll\":");
const STEP: u64 = word(*b"{\"step\":");
const WAKE: u64 = word(*b"{\"wake\":");
const WAKER_DROP: u64 = word(*b"{\"waker_");

// The beginnings of results.
const PENDING: u64 = word(*b",\"pendin");
const READY: u64 = word(*b",\"ready\"");
const CANCELLED: u64 = word(*b",\"cancel");
const PANICKED: u64 = word(*b",\"panick");

/// Hands out the event on the line that the text begins with, and the length of that line with its end, which it also gives
/// back.
///
/// It hands out rather than gives back, so that nothing is moved on the way.
#[inline]
pub(in crate::format) fn event(text: &[u8], take: impl FnOnce(&Happening, usize)) -> Option<usize> {
    #[cfg(any(test, fuzzing))]
    if crate::format::ways::is_long() {
        return None;
    }
    let mut cursor = Cursor(text);
    let happening = match word(*text.first_chunk()?) {
        POLL => Happening::Poll(poll(cursor.skip(8)?)?),
        STEP => Happening::Step(step(cursor.skip(8)?)?),
        WAKE => Happening::Wake(wake(cursor.skip(8)?)?),
        WAKER_DROP => Happening::WakerDrop(waker_drop(cursor.skip(8)?)?),
        _ => return None,
    };
    let length = text.len() - cursor.0.len();
    take(&happening, length);
    Some(length)
}

#[inline(always)]
fn poll(cursor: &mut Cursor<'_>) -> Option<PollRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let took = cursor.next_number()?;
    let thread = cursor.next_small()?;
    let result = cursor.result()?;
    let (mut wakers, mut within) = (None, None);
    cursor.next_optional(&mut wakers)?;
    cursor.next_optional(&mut within)?;
    let wakers = wakers.map(u32::try_from).transpose().ok()?;
    cursor.end()?;
    Some(PollRecord {
        seq,
        step,
        at,
        took,
        thread,
        result,
        wakers,
        within,
    })
}

#[inline(always)]
fn step(cursor: &mut Cursor<'_>) -> Option<StepRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let id = cursor.next_number()?;
    let site = cursor.next_number()?;
    let at = cursor.next_number()?;
    let (mut parent, mut task) = (None, None);
    cursor.next_optional(&mut parent)?;
    cursor.next_optional(&mut task)?;
    let borrowed = cursor.next_flag()?;
    cursor.end()?;
    Some(StepRecord {
        seq,
        id,
        site,
        parent,
        task,
        at,
        borrowed,
    })
}

#[inline(always)]
fn wake(cursor: &mut Cursor<'_>) -> Option<WakeRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_small()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    let last = cursor.next_flag()?;
    cursor.end()?;
    Some(WakeRecord {
        seq,
        step,
        at,
        by,
        thread,
        last,
    })
}

#[inline(always)]
fn waker_drop(cursor: &mut Cursor<'_>) -> Option<WakerDropRecord> {
    cursor.literal(b"drop\":[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_small()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    cursor.end()?;
    Some(WakerDropRecord {
        seq,
        step,
        at,
        by,
        thread,
    })
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    #[inline(always)]
    fn skip(&mut self, count: usize) -> Option<&mut Self> {
        self.0 = self.0.get(count..)?;
        Some(self)
    }

    #[inline(always)]
    fn literal(&mut self, literal: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    #[inline(always)]
    fn end(&mut self) -> Option<()> {
        self.literal(b"]},\n")
    }

    /// A number in its range, written without a zero in front.
    #[inline(always)]
    fn number(&mut self) -> Option<u64> {
        let (mut number, mut digits) = eight_digits(self.0)?;
        if digits == 8 {
            // Of more than 16 digits the last ones are left over, which no number is followed by.
            let (rest, more) = eight_digits(&self.0[8..])?;
            number = number * TENS[more] + rest;
            digits += more;
            if number > MAX_NUMBER {
                return None;
            }
        }
        if digits == 0 || (digits > 1 && self.0[0] == b'0') {
            return None;
        }
        self.0 = &self.0[digits..];
        Some(number)
    }

    #[inline(always)]
    fn next_number(&mut self) -> Option<u64> {
        self.literal(b",")?;
        self.number()
    }

    /// A number that mostly has one digit.
    #[inline(always)]
    fn next_small(&mut self) -> Option<u64> {
        self.next_digit().or_else(|| self.next_number())
    }

    /// A number of one digit.
    #[inline(always)]
    fn next_digit(&mut self) -> Option<u64> {
        let [b',', digit @ b'0'..=b'9', b',' | b']', ..] = self.0 else {
            return None;
        };
        self.0 = &self.0[2..];
        Some(u64::from(digit - b'0'))
    }

    /// A number that mostly has one digit if there is one, `null`, or the end of the array, which is left where it is.
    #[inline(always)]
    fn next_optional(&mut self, number: &mut Option<u64>) -> Option<()> {
        if self.0.first() == Some(&b']') {
            return Some(());
        }
        if let Some(digit) = self.next_digit() {
            *number = Some(digit);
            return Some(());
        }
        self.literal(b",")?;
        if self.literal(b"null").is_none() {
            *number = Some(self.number()?);
        }
        Some(())
    }

    /// `true`, or the end of the array: what is false is left out.
    #[inline(always)]
    fn next_flag(&mut self) -> Option<bool> {
        if self.0.first() == Some(&b']') {
            return Some(false);
        }
        self.literal(b",true")?;
        Some(true)
    }

    #[inline(always)]
    fn result(&mut self) -> Option<PollResult> {
        let beginning = word(*self.0.first_chunk()?);
        let rest = self.skip(8)?;
        match beginning {
            PENDING => rest.literal(b"g\"").map(|()| PollResult::Pending),
            READY => Some(PollResult::Ready),
            CANCELLED => rest.literal(b"led\"").map(|()| PollResult::Cancelled),
            PANICKED => rest.literal(b"ed\"").map(|()| PollResult::Panicked),
            _ => None,
        }
    }
}

const TENS: [u64; 9] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
];

/// The number that the first digits of a text make, at most eight of them, and how many they are; nothing of a text of less
/// than eight bytes, which the end of a line alone is.
///
/// All eight are looked at and added up at once, in the bytes of one word: first to pairs, then to fours. To go digit by digit
/// takes a guess at each whether it is the last. The way is that of Daniel Lemire and Johnny Lee.
#[inline(always)]
fn eight_digits(text: &[u8]) -> Option<(u64, usize)> {
    let values = word(*text.first_chunk()?) ^ every_byte(b'0');
    // The highest bit of each byte up to the first that is no digit says whether it is one; what stands behind does not
    // matter, so neither does what is carried into it.
    let not_digits = (values.wrapping_add(every_byte(0x80 - 10)) | values) & every_byte(0x80);
    let digits = not_digits.trailing_zeros() / 8;
    // What is no digit is pushed out, and zeros come in before the first one.
    let values = values.unbounded_shl(64 - 8 * digits);
    let pairs = (values * 10 + (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let number = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    Some((number, digits as usize))
}

/// Eight bytes as one number, to be compared at once.
const fn word(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

const fn every_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests;
