//! Events exactly as our own writer lays them out, at a fraction of the cost of a JSON parser.
//!
//! Whatever is not laid out so, to the byte, is left to [`record`](super::record), which gives the same records
//! and also the notices and the errors.

#![expect(
    clippy::inline_always,
    reason = "a cursor that is handed about stands in memory, which takes as long as all else"
)]

mod digits;
mod expected;

use self::digits::{TENS, eight_digits, word};
use self::expected::Expectation;
pub(in crate::format) use self::expected::Expected;
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

/// Hands out the event on the line that the text begins with, and what stands behind that line, which it also gives back.
///
/// It hands out rather than gives back, so that nothing is moved on the way.
#[inline]
pub(in crate::format) fn event<'a>(
    text: &'a [u8],
    expected: &mut Expected,
    mut take: impl FnMut(&Happening, &'a [u8]),
) -> Option<&'a [u8]> {
    #[cfg(any(test, fuzzing))]
    if crate::format::ways::is_long() {
        return None;
    }
    let mut cursor = Cursor(text);
    // Each kind on its own: so it is known where it is taken.
    match word(*text.first_chunk()?) {
        POLL => take(&Happening::Poll(poll(cursor.skip(8)?, expected)?), cursor.0),
        STEP => take(&Happening::Step(step(cursor.skip(8)?, expected)?), cursor.0),
        WAKE => take(&Happening::Wake(wake(cursor.skip(8)?, expected)?), cursor.0),
        WAKER_DROP => {
            let drop = waker_drop(cursor.skip(8)?, expected)?;
            take(&Happening::WakerDrop(drop), cursor.0);
        }
        _ => return None,
    }
    Some(cursor.0)
}

#[inline(always)]
fn poll(cursor: &mut Cursor<'_>, expected: &mut Expected) -> Option<PollRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number_like(&mut expected.seq)?;
    let step = cursor.next_number()?;
    let at = cursor.next_number_like(&mut expected.at)?;
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
fn step(cursor: &mut Cursor<'_>, expected: &mut Expected) -> Option<StepRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number_like(&mut expected.seq)?;
    let id = cursor.next_number()?;
    let site = cursor.next_number()?;
    let at = cursor.next_number_like(&mut expected.at)?;
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
fn wake(cursor: &mut Cursor<'_>, expected: &mut Expected) -> Option<WakeRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number_like(&mut expected.seq)?;
    let step = cursor.next_number()?;
    let at = cursor.next_number_like(&mut expected.at)?;
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
fn waker_drop(cursor: &mut Cursor<'_>, expected: &mut Expected) -> Option<WakerDropRecord> {
    cursor.literal(b"drop\":[")?;
    let seq = cursor.number_like(&mut expected.seq)?;
    let step = cursor.next_number()?;
    let at = cursor.next_number_like(&mut expected.at)?;
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
        // None at all fails too.
        if digits != 1 && !matches!(self.0[0], b'1'..=b'9') {
            return None;
        }
        self.0 = &self.0[digits..];
        Some(number)
    }

    /// A number that mostly is as expected.
    #[inline(always)]
    fn number_like(&mut self, expected: &mut impl Expectation) -> Option<u64> {
        if let Some((number, digits)) = expected.take(self.0) {
            self.0 = self.0.get(digits..)?;
            return Some(number);
        }
        let text = self.0;
        let number = self.number()?;
        expected.follow(number, text.len() - self.0.len(), text);
        Some(number)
    }

    #[inline(always)]
    fn next_number_like(&mut self, expected: &mut impl Expectation) -> Option<u64> {
        self.literal(b",")?;
        self.number_like(expected)
    }

    #[inline(always)]
    fn next_number(&mut self) -> Option<u64> {
        self.literal(b",")?;
        self.number()
    }

    /// A number that mostly has one digit.
    #[inline(always)]
    fn next_small(&mut self) -> Option<u64> {
        match self.next_digit() {
            None => self.next_number(),
            digit => digit,
        }
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

#[cfg(test)]
mod tests;
