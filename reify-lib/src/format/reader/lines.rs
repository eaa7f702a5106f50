//! [`Lines`]: one record a line, as the writer lays a file out.
//!
//! No record holds a raw line feed, so behind any damage the next line is a safe place to go on.

use memchr::{memchr, memchr_iter, memmem};

use super::LONGEST;
use super::block::Block;
use super::found::Found;
use super::here::Here;
use super::intake::Intake;
use crate::Error;
use crate::format::parse::fast::{self, Expected};

const TOO_LONG: &str = "the line is longer than 16 MiB";

#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The length so far of a line that is too long to be kept.
    skipped: usize,
}

impl Lines {
    /// Takes what was made out; as [`feed`](Self::feed) the bytes of it.
    pub(super) fn feed_block(
        &mut self,
        block: &Block,
        pending: &mut Vec<u8>,
        here: &mut Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        let (mut event, mut start) = (0, 0);
        for &(before, end) in &block.pieces {
            take_events(&block.events[event..before], here, intake);
            self.feed(&block.text[start..end], pending, here, intake)?;
            (event, start) = (before, end);
        }
        take_events(&block.events[event..], here, intake);
        Ok(())
    }

    /// Whether the next byte is the first one of a line, if `pending` is the beginning of a line that was not whole yet.
    pub(super) fn is_at_start(&self, pending: &[u8]) -> bool {
        pending.is_empty() && self.skipped == 0
    }

    /// Takes the next bytes; `pending` is the beginning of a line that was not whole yet, and `here` its place.
    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        pending: &mut Vec<u8>,
        here: &mut Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        if !self.is_at_start(pending) {
            let Some(end) = memchr(b'\n', bytes) else {
                self.keep(bytes, pending, *here, intake);
                return Ok(());
            };
            let (rest, next) = bytes.split_at(end + 1);
            bytes = next;
            self.keep(rest, pending, *here, intake);
            if self.skipped > 0 {
                intake.leave_out(self.skipped);
                here.advance_line(std::mem::take(&mut self.skipped));
            } else {
                line(pending, *here, intake)?;
                here.advance_line(pending.len());
                pending.clear();
            }
        }
        let mut expected = Expected::default();
        while !bytes.is_empty() {
            if !intake.imports()
                && let Some(behind) = fast::event(bytes, &mut expected, |happening, _| {
                    intake.happening(happening, *here);
                })
            {
                here.advance_line(bytes.len() - behind.len());
                bytes = behind;
                continue;
            }
            let Some(end) = memchr(b'\n', bytes) else {
                self.keep(bytes, pending, *here, intake);
                break;
            };
            let (whole, next) = bytes.split_at(end + 1);
            line(whole, *here, intake)?;
            here.advance_line(whole.len());
            bytes = next;
        }
        Ok(())
    }

    /// Keeps the beginning of a line for later.
    fn keep(&mut self, bytes: &[u8], pending: &mut Vec<u8>, here: Here, intake: &mut Intake) {
        if self.skipped == 0 && pending.len() + bytes.len() <= LONGEST {
            pending.extend_from_slice(bytes);
            return;
        }
        if self.skipped == 0 {
            intake.bad(here.place(), here, TOO_LONG);
        }
        self.skipped += pending.len() + bytes.len();
        *pending = Vec::new();
    }

    /// Takes what there is of a last line without an end.
    pub(super) fn finish(
        &self,
        pending: &[u8],
        here: Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        let (text, start) = trimmed(pending, here);
        if self.skipped > 0 {
            intake.leave_out(self.skipped);
            return Ok(());
        }
        if matches!(text, b"" | b"[" | b"]") {
            return Ok(());
        }
        if has_zeros(text, start, intake) {
            return Ok(());
        }
        match intake.parse(text, start)? {
            Err(error) if error.is_eof() => {
                let skipped = (start.byte - here.byte) as usize;
                intake.torn(start, pending.len() - skipped);
            }
            Err(error) => intake.error(text, start, &error),
            Ok(()) => {}
        }
        Ok(())
    }
}

/// Takes events that stand one behind the other.
fn take_events(events: &[Found], here: &mut Here, intake: &mut Intake) {
    for found in events {
        intake.happening(&found.happening(), *here);
        here.advance_line(found.length());
    }
}

/// Takes what looks like records out of a text that is none, and gives back how many bytes they are. The text begins at
/// `here`.
///
/// This is for what an unbalanced bracket or quote made one text of, or the end of the input. A record is looked for
/// between one place where one may begin and the next, so that the text is gone through once.
pub(super) fn salvage(text: &[u8], here: Here, intake: &mut Intake) -> Result<usize, Error> {
    let (mut start, mut place, mut of_use) = (0, here, 0);
    let mut begins = memmem::find_iter(text, b"{\"").filter(|at| may_begin(&text[..*at]));
    loop {
        let end = begins.next().unwrap_or(text.len());
        let (record, there) = trimmed(&text[start..end], place);
        let record = record.trim_ascii_end();
        if record.starts_with(b"{\"") {
            // What is none is part of the damage, which was counted already.
            let mut taken = intake.parse(record, there)?.is_ok();
            if let (false, Some(inner)) = (taken, record.strip_suffix(b"]")) {
                taken = intake.parse(inner, there)?.is_ok();
            }
            of_use += if taken { record.len() } else { 0 };
        }
        place.advance(&text[start..end]);
        if end == text.len() {
            return Ok(of_use);
        }
        start = end;
    }
}

/// Whether a record may begin behind a text: on a line of its own, or as an element of an array.
fn may_begin(before: &[u8]) -> bool {
    let spaces = before.len() - before.trim_ascii_end().len();
    let is_first = before.len() == spaces || before[before.len() - spaces..].contains(&b'\n');
    is_first || matches!(before.trim_ascii_end().last(), Some(b',' | b'['))
}

/// Takes a whole line.
fn line(line: &[u8], here: Here, intake: &mut Intake) -> Result<(), Error> {
    let (text, there) = trimmed(line, here);
    match text {
        b"" => Ok(()),
        b"[" if here.line == 1 => Ok(()),
        b"]" => {
            intake.closed();
            Ok(())
        }
        _ if text.len() > LONGEST => {
            intake.bad(there.place(), there, TOO_LONG);
            intake.leave_out(text.len());
            Ok(())
        }
        _ if has_zeros(text, there, intake) => Ok(()),
        _ => intake.text(text, there).map(|_| ()),
    }
}

/// Whether there are zero bytes in a text, as a crash of the machine leaves them; they are counted.
fn has_zeros(text: &[u8], here: Here, intake: &mut Intake) -> bool {
    let zeros = memchr_iter(0, text).count();
    if zeros > 0 {
        let bytes = if zeros == 1 { "byte" } else { "bytes" };
        intake.bad(here.place(), here, &format!("{zeros} zero {bytes}"));
        intake.leave_out(text.len());
    }
    zeros > 0
}

/// The text of a line: without white space around it and the comma behind it.
fn trimmed(line: &[u8], mut here: Here) -> (&[u8], Here) {
    let start = line.trim_ascii_start();
    here.byte += (line.len() - start.len()) as u64;
    let text = start.trim_ascii_end();
    (text.strip_suffix(b",").unwrap_or(text), here)
}
