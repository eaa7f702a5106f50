//! Events exactly as our own writer lays them out, at a tenth of the cost of a JSON parser.
//!
//! Whatever is not laid out so, to the byte, is left to [`record`](super::record), which gives the same records
//! and also the notices and the errors.

use super::body::MAX_NUMBER;
use crate::record::{PollRecord, StepRecord, WakeRecord, WakerDropRecord};
use crate::{PollResult, Record};

/// The event on the line that the text begins with, and the length of that line with its end.
#[inline]
pub(in crate::format) fn event(text: &[u8]) -> Option<(Record, usize)> {
    let mut cursor = Cursor(text);
    let record = match text.get(..8)? {
        b"{\"poll\":" => poll(cursor.skip(8)?)?,
        b"{\"step\":" => step(cursor.skip(8)?)?,
        b"{\"wake\":" => wake(cursor.skip(8)?)?,
        b"{\"waker_" => waker_drop(cursor.skip(8)?)?,
        _ => return None,
    };
    cursor.literal(b"]},\n")?;
    Some((record, text.len() - cursor.0.len()))
}

fn poll(cursor: &mut Cursor<'_>) -> Option<Record> {
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
    Some(Record::Poll(PollRecord {
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

fn step(cursor: &mut Cursor<'_>) -> Option<Record> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let id = cursor.next_number()?;
    let site = cursor.next_number()?;
    let at = cursor.next_number()?;
    let (mut parent, mut task) = (None, None);
    cursor.next_optional(&mut parent)?;
    cursor.next_optional(&mut task)?;
    let borrowed = cursor.next_flag()?;
    Some(Record::Step(StepRecord {
        seq,
        id,
        site,
        parent,
        task,
        at,
        borrowed,
    }))
}

fn wake(cursor: &mut Cursor<'_>) -> Option<Record> {
    cursor.literal(b"[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    let last = cursor.next_flag()?;
    Some(Record::Wake(WakeRecord {
        seq,
        step,
        at,
        by,
        thread,
        last,
    }))
}

fn waker_drop(cursor: &mut Cursor<'_>) -> Option<Record> {
    cursor.literal(b"drop\":[")?;
    let seq = cursor.number()?;
    let step = cursor.next_number()?;
    let at = cursor.next_number()?;
    let thread = cursor.next_number()?;
    let mut by = None;
    cursor.next_optional(&mut by)?;
    Some(Record::WakerDrop(WakerDropRecord {
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

    #[inline]
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        let mut digits = 0;
        while let Some(digit @ b'0'..=b'9') = self.0.get(digits) {
            number = number * 10 + u64::from(digit - b'0');
            digits += 1;
            // One digit more than the largest number has: it could not be told from a smaller one for long.
            if digits > 16 {
                return None;
            }
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
