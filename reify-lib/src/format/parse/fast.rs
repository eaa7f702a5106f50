//! Events exactly as our own writer lays them out, at a tenth of the cost of a JSON parser.
//!
//! Whatever is not laid out so, to the byte, is left to [`record`](super::record), which gives the same records
//! and also the notices and the errors.

use super::body::MAX_NUMBER;
use crate::PollResult;
use crate::record::{Happening, PollRecord, StepRecord, WakeRecord, WakerDropRecord};

/// The event on the line that the text begins with, and the length of that line with its end.
#[inline]
pub(in crate::format) fn event(text: &[u8]) -> Option<(Happening, usize)> {
    let mut cursor = Cursor(text);
    let happening = match text.get(..8)? {
        b"{\"poll\":" => poll(cursor.skip(8)?)?,
        b"{\"step\":" => step(cursor.skip(8)?)?,
        b"{\"wake\":" => wake(cursor.skip(8)?)?,
        b"{\"waker_" => waker_drop(cursor.skip(8)?)?,
        _ => return None,
    };
    cursor.literal(b"]},\n")?;
    Some((happening, text.len() - cursor.0.len()))
}

fn poll(cursor: &mut Cursor<'_>) -> Option<Happening> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let took = cursor.next_number()?;
    let thread = cursor.next_number()?;
    let result = cursor.result()?;
    let (mut wakers, mut within) = (None, None);
    cursor.next_optional(&mut wakers)?;
    cursor.next_optional(&mut within)?;
    let wakers = wakers.map(u32::try_from).transpose().ok()?;
    Some(Happening::Poll(PollRecord {
        seq,
        step,
        at,
        took,
        thread,
        result,
        wakers,
        within,
    }))
}

fn step(cursor: &mut Cursor<'_>) -> Option<Happening> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let id = cursor.next_number()?;
    let site = cursor.next_number()?;
    let at = cursor.next_number()?;
    let (mut parent, mut task) = (None, None);
    cursor.next_optional(&mut parent)?;
    cursor.next_optional(&mut task)?;
    let borrowed = cursor.next_flag()?;
    Some(Happening::Step(StepRecord {
        seq,
        id,
        site,
        parent,
        task,
        at,
        borrowed,
    }))
}

fn wake(cursor: &mut Cursor<'_>) -> Option<Happening> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    let last = cursor.next_flag()?;
    Some(Happening::Wake(WakeRecord {
        seq,
        step,
        at,
        by,
        thread,
        last,
    }))
}

fn waker_drop(cursor: &mut Cursor<'_>) -> Option<Happening> {
    cursor.literal(b"drop\":[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    Some(Happening::WakerDrop(WakerDropRecord {
        seq,
        step,
        at,
        by,
        thread,
    }))
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    #[inline]
    fn skip(&mut self, count: usize) -> Option<&mut Self> {
        self.0 = self.0.get(count..)?;
        Some(self)
    }

    #[inline]
    fn literal(&mut self, literal: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    /// A number in its range, written without a zero in front. Of one with more than 16 digits the rest is left, which
    /// nothing takes.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        let (mut number, mut digits) = leading_number(self.0);
        if digits == 8 {
            let (rest, more) = leading_number(&self.0[8..]);
            number = number * POWERS[more] + rest;
            digits += more;
        }
        let leads_with_zero = digits > 1 && self.0[0] == b'0';
        if digits == 0 || leads_with_zero || number > MAX_NUMBER {
            return None;
        }
        self.0 = &self.0[digits..];
        Some(number)
    }

    #[inline]
    fn next_number(&mut self) -> Option<u64> {
        self.literal(b",")?;
        self.number()
    }

    /// A number, `null`, or the end of the array, which is left where it is.
    #[inline]
    fn next_optional(&mut self, number: &mut Option<u64>) -> Option<()> {
        if self.0.first() == Some(&b']') {
            return Some(());
        }
        self.literal(b",")?;
        if self.literal(b"null").is_none() {
            *number = Some(self.number()?);
        }
        Some(())
    }

    /// `true`, or the end of the array: what is false is left out.
    #[inline]
    fn next_flag(&mut self) -> Option<bool> {
        if self.0.first() == Some(&b']') {
            return Some(false);
        }
        self.literal(b",true")?;
        Some(true)
    }

    #[inline]
    fn result(&mut self) -> Option<PollResult> {
        const WORDS: [(&[u8], PollResult); 4] = [
            (b",\"pending\"", PollResult::Pending),
            (b",\"ready\"", PollResult::Ready),
            (b",\"cancelled\"", PollResult::Cancelled),
            (b",\"panicked\"", PollResult::Panicked),
        ];
        let (word, result) = WORDS
            .into_iter()
            .find(|(word, _)| self.0.starts_with(word))?;
        self.0 = &self.0[word.len()..];
        Some(result)
    }
}

const POWERS: [u64; 9] = [
    1,
    10,
    100,
    1000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
];

/// The number that a text begins with, up to eight digits of it, and how many they are.
#[inline]
fn leading_number(text: &[u8]) -> (u64, usize) {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let bytes = text.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [b' '; 8];
        padded[..text.len()].copy_from_slice(text);
        padded
    });
    let word = u64::from_le_bytes(bytes) ^ ZEROS;
    // A byte is a digit if its upper half is zero now, and its lower half is still below 16 when six is added.
    let others = (word | word.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0;
    let digits = (others.trailing_zeros() / 8) as usize;
    if digits == 0 {
        return (0, 0);
    }
    // The digits to the upper end, with zeros in front; then neighbours are added up, three times.
    let word = word << (64 - 8 * digits);
    let pairs = word.wrapping_mul(1 + (10 << 8)) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(1 + (100 << 16)) >> 16 & 0x0000_ffff_0000_ffff;
    let number = fours.wrapping_mul(1 + (10_000 << 32)) >> 32;
    (number, digits)
}

#[cfg(test)]
mod tests;
