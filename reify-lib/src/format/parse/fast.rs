//! Events exactly as our own writer lays them out, at a fraction of the cost of a JSON parser.
//!
//! Whatever is not laid out so, to the byte, is left to [`record`](super::record), which gives the same records
//! and also the notices and the errors.

use super::body::MAX_NUMBER;
use crate::PollResult;
use crate::record::{Happening, PollRecord, StepRecord, WakeRecord, WakerDropRecord};

/// Hands out the event on the line that the text begins with, and gives back the length of that line with its end.
///
/// It hands out rather than gives back, so that nothing is moved on the way.
#[inline]
pub(in crate::format) fn event(text: &[u8], take: impl FnOnce(&Happening)) -> Option<usize> {
    let mut cursor = Cursor(text);
    match text.get(..8)? {
        b"{\"poll\":" => take(&Happening::Poll(poll(cursor.skip(8)?)?)),
        b"{\"step\":" => take(&Happening::Step(step(cursor.skip(8)?)?)),
        b"{\"wake\":" => take(&Happening::Wake(wake(cursor.skip(8)?)?)),
        b"{\"waker_" => take(&Happening::WakerDrop(waker_drop(cursor.skip(8)?)?)),
        _ => return None,
    }
    Some(text.len() - cursor.0.len())
}

#[inline]
fn poll(cursor: &mut Cursor<'_>) -> Option<PollRecord> {
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

#[inline]
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

#[inline]
fn wake(cursor: &mut Cursor<'_>) -> Option<WakeRecord> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
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

#[inline]
fn waker_drop(cursor: &mut Cursor<'_>) -> Option<WakerDropRecord> {
    cursor.literal(b"drop\":[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
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

    #[inline]
    fn end(&mut self) -> Option<()> {
        self.literal(b"]},\n")
    }

    /// A number in its range, written without a zero in front. Taking eight digits at once is no faster: most have fewer.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        let mut digits = 0;
        for byte in self.0 {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
            digits += 1;
        }
        if digits == 0 || digits > 16 || (digits > 1 && self.0[0] == b'0') || number > MAX_NUMBER {
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

#[cfg(test)]
mod tests;
