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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::parse;

    /// Lines as the writer lays them out, with every field that can be there, be `null`, and be left out.
    const LINES: [&str; 18] = [
        "{\"poll\":[0,0,0,0,0,\"pending\"]},\n",
        "{\"poll\":[12,3,4567,89,1,\"ready\"]},\n",
        "{\"poll\":[12,3,4567,89,1,\"pending\",0]},\n",
        "{\"poll\":[12,3,4567,89,1,\"pending\",4294967295]},\n",
        "{\"poll\":[12,3,4567,89,1,\"cancelled\",null,2]},\n",
        "{\"poll\":[12,3,4567,89,1,\"panicked\",1,2]},\n",
        "{\"poll\":[9007199254740991,9007199254740991,9007199254740991,0,1,\"ready\"]},\n",
        "{\"step\":[0,0,0,0]},\n",
        "{\"step\":[12,3,4,567,8]},\n",
        "{\"step\":[12,3,4,567,null,9]},\n",
        "{\"step\":[12,3,4,567,8,9]},\n",
        "{\"step\":[12,3,4,567,8,null,true]},\n",
        "{\"step\":[12,3,4,567,null,9,true]},\n",
        "{\"wake\":[12,3,4567,1]},\n",
        "{\"wake\":[12,3,4567,1,20]},\n",
        "{\"wake\":[12,3,4567,1,null,true]},\n",
        "{\"waker_drop\":[12,3,4567,1]},\n",
        "{\"waker_drop\":[12,3,4567,1,20]},\n",
    ];

    /// What the parser makes of the line that a text begins with.
    fn slow(text: &[u8]) -> Option<(Record, usize)> {
        let length = text.iter().position(|byte| *byte == b'\n')? + 1;
        let line = text[..length].trim_ascii();
        let parsed = parse::record(line.strip_suffix(b",").unwrap_or(line)).ok()?;
        let is_plain = parsed.notices.into_vec().is_empty();
        Some((parsed.record.filter(|_| is_plain)?, length))
    }

    fn assert_agreement(text: &[u8]) {
        if let Some(fast) = event(text) {
            assert_eq!(Some(fast), slow(text), "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn lines_of_the_writer_are_known() {
        for line in LINES {
            let (record, length) = event(line.as_bytes()).expect(line);
            assert_eq!(length, line.len());
            let mut written = Vec::new();
            crate::format::write::line(&record, &mut written);
            assert_eq!(String::from_utf8(written).unwrap(), line);
            assert_agreement(line.as_bytes());
        }
    }

    #[test]
    fn both_ways_agree_on_every_line_with_one_byte_changed() {
        for line in LINES {
            let mut text = line.as_bytes().to_vec();
            for at in 0..text.len() {
                for byte in 0..=255 {
                    let original = std::mem::replace(&mut text[at], byte);
                    assert_agreement(&text);
                    text[at] = original;
                }
            }
        }
    }

    #[test]
    fn both_ways_agree_on_every_line_with_a_part_put_in_or_left_out() {
        let parts = [
            "0", "9", "00", "-", ",", "null", ",null", "true", ",1", "\"", "]", "}", " ", ".0",
            "e1",
        ];
        for line in LINES {
            for at in 0..line.len() {
                let (before, after) = line.split_at(at);
                for part in parts {
                    assert_agreement([before, part, after].concat().as_bytes());
                }
                for length in 1..after.len().min(8) {
                    assert_agreement([before, &after[length..]].concat().as_bytes());
                }
            }
        }
    }
}
