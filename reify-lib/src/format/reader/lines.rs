//! [`Lines`]: one record a line, as the writer lays a file out.
//!
//! No record holds a raw line feed, so behind any damage the next line is a safe place to go on.

use memchr::{memchr, memchr_iter};

use super::LONGEST;
use super::here::Here;
use super::intake::Intake;
use crate::Error;
use crate::format::parse::fast;

#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The length so far of a line that is too long to be kept.
    skipped: usize,
}

impl Lines {
    /// Takes the next bytes; `pending` is the beginning of a line that was not whole yet, and `here` its place.
    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        pending: &mut Vec<u8>,
        here: &mut Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        if !pending.is_empty() || self.skipped > 0 {
            let Some(end) = memchr(b'\n', bytes) else {
                self.keep(bytes, pending, *here, intake);
                return Ok(());
            };
            let (rest, next) = bytes.split_at(end + 1);
            bytes = next;
            self.keep(rest, pending, *here, intake);
            if self.skipped > 0 {
                here.advance_line(std::mem::take(&mut self.skipped));
            } else {
                line(pending, *here, intake)?;
                here.advance_line(pending.len());
                pending.clear();
            }
        }
        while !bytes.is_empty() {
            if !intake.imports()
                && let Some(length) =
                    fast::event(bytes, |happening| intake.happening(happening, *here))
            {
                here.advance_line(length);
                bytes = &bytes[length..];
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
            intake.bad(here.place(), here, "the line is longer than 16 MiB");
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
        if self.skipped > 0 || matches!(text, b"" | b"[" | b"]") {
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

/// Takes those lines of a text that are records, of which the first begins somewhere behind `here`.
///
/// This is for what an unbalanced bracket or quote made one text of.
pub(super) fn salvage(text: &[u8], mut here: Here, intake: &mut Intake) -> Result<(), Error> {
    for whole in text.split_inclusive(|byte| *byte == b'\n') {
        let (record, start) = trimmed(whole, here);
        if record.starts_with(b"{\"") {
            // What is none is part of the damage, which was counted already.
            let _ = intake.parse(record, start)?;
        }
        here.advance(whole);
    }
    Ok(())
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
        _ if memchr(0, text).is_some() => {
            let zeros = memchr_iter(0, text).count();
            intake.bad(there.place(), there, &format!("{zeros} zero bytes"));
            Ok(())
        }
        _ => intake.text(text, there).map(|_| ()),
    }
}

/// The text of a line: without white space around it and the comma behind it.
fn trimmed(line: &[u8], mut here: Here) -> (&[u8], Here) {
    let start = line.trim_ascii_start();
    here.byte += (line.len() - start.len()) as u64;
    let text = start.trim_ascii_end();
    (text.strip_suffix(b",").unwrap_or(text), here)
}
