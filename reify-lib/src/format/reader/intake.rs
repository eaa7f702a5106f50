//! [`Intake`]: takes the texts of records into a [`TraceBuilder`], and decides when there is too little of a trace.

use super::here::Here;
use super::importer::Importer;
use super::sniff;
use crate::error::Place;
use crate::format::escape::shown;
use crate::format::parse::{self, Parsed};
use crate::format::too_new;
use crate::record::Happening;
use crate::{Error, ErrorKind, NoticeKind, Record, Trace, TraceBuilder, VERSION};

/// So many texts that are no records are borne with, whatever is between them.
const TOLERATED: u64 = 1000;

/// So many characters of a text that is no record are shown.
const EXCERPT: usize = 40;

#[derive(Debug, Default)]
pub(super) struct Intake {
    builder: TraceBuilder,
    importer: Option<Importer>,
    has_header: bool,
    /// Texts that are records of a trace.
    good: u64,
    /// Texts that are none.
    bad: u64,
    /// Records of kinds that are not known.
    unknown: u64,
    /// Whether the first text is one of these.
    begins_unknown: bool,
    /// The first text that is no record, and why.
    first_bad: Option<(Place, String)>,
}

impl Intake {
    pub(super) fn events(&self) -> usize {
        self.builder.events()
    }

    /// Makes room for so many times as much as was taken up to now.
    pub(super) fn expect(&mut self, times: usize) {
        self.builder.expect(times);
    }

    /// Takes a text that must be a record. Gives back whether it is one.
    pub(super) fn text(&mut self, text: &[u8], here: Here) -> Result<bool, Error> {
        let parsed = self.parse(text, here)?;
        if let Err(error) = &parsed {
            self.error(text, here, error);
        }
        Ok(parsed.is_ok())
    }

    /// Counts a text that is no record, and why.
    pub(super) fn error(&mut self, text: &[u8], here: Here, error: &serde_json::Error) {
        if self.bad == 0 {
            let (place, message) = told(text, here, error);
            self.bad(place, here, &message);
        } else {
            // Only the first is told of in words, and words take longer than all else about such a text.
            self.bad += 1;
            self.builder.notice(NoticeKind::BadLine, None, String::new);
        }
        self.leave_out(text.len());
    }

    /// So many bytes are no record.
    pub(super) fn leave_out(&mut self, bytes: usize) {
        self.builder.leave_out(NoticeKind::BadLine, bytes);
    }

    /// So many of the bytes that are no record, or cut off, have one in them after all.
    pub(super) fn take_back(&mut self, bytes: usize, is_torn: bool) {
        let kind = if is_torn {
            NoticeKind::TornTail
        } else {
            NoticeKind::BadLine
        };
        self.builder.take_back(kind, bytes);
    }

    /// Takes a text that may be a record. Gives back why it is none.
    pub(super) fn parse(
        &mut self,
        text: &[u8],
        here: Here,
    ) -> Result<Result<(), serde_json::Error>, Error> {
        if self.importer.is_none() {
            let parsed = parse::record(text);
            let is_record = matches!(&parsed, Ok(parsed) if parsed.record.is_some());
            if !is_record && self.good == 0 {
                self.importer = Importer::of(text);
            }
            if self.importer.is_none() {
                return self.parsed(parsed, here);
            }
        }
        let Some(importer) = &mut self.importer else {
            return Ok(Ok(()));
        };
        let taken = importer.text(text, &mut self.builder, here.position());
        self.good += u64::from(taken.is_ok());
        Ok(taken)
    }

    fn parsed(
        &mut self,
        parsed: Result<Parsed, serde_json::Error>,
        here: Here,
    ) -> Result<Result<(), serde_json::Error>, Error> {
        let parsed = match parsed {
            Ok(parsed) => parsed,
            Err(error) => return Ok(Err(error)),
        };
        self.builder
            .add_notices(parsed.notices, Some(here.position()));
        if let Some(record) = parsed.record {
            self.record(record, here)?;
        } else {
            self.begins_unknown |= self.is_first();
            self.unknown += 1;
        }
        Ok(Ok(()))
    }

    /// Takes a record that says nothing of the file.
    #[inline]
    pub(super) fn happening(&mut self, happening: &Happening, here: Here) {
        self.good += 1;
        self.builder.push_happening(happening, here.position());
    }

    /// Takes a record.
    fn record(&mut self, record: Record, here: Here) -> Result<(), Error> {
        if let Record::Header(header) = &record {
            if header.min_reader > VERSION {
                return Err(Error::new(ErrorKind::TooNew, here.place(), too_new(header)));
            }
            self.has_header = true;
        }
        self.good += 1;
        self.builder.push_at(record, here.position());
        Ok(())
    }

    /// Whether an importer takes the texts, not the parser of our own records.
    pub(super) fn imports(&self) -> bool {
        self.importer.is_some()
    }

    /// Whether it is clear that the texts are our own records.
    pub(super) fn is_ours(&self) -> bool {
        !self.imports() && self.good > 0
    }

    fn is_first(&self) -> bool {
        self.good + self.bad + self.unknown == 0
    }

    /// Counts something that is no record.
    pub(super) fn bad(&mut self, place: Place, here: Here, message: &str) {
        self.bad += 1;
        let column = place.column;
        self.builder
            .notice(NoticeKind::BadLine, Some(here.position()), || {
                format!("not a record: {message}, at column {column}")
            });
        self.first_bad
            .get_or_insert_with(|| (place, message.to_owned()));
    }

    /// Counts what the input breaks off in the middle of.
    pub(super) fn torn(&mut self, here: Here, length: usize) {
        self.builder
            .notice(NoticeKind::TornTail, Some(here.position()), || {
                format!("cut off in the middle of a record: the last {length} bytes are left out")
            });
        self.builder.leave_out(NoticeKind::TornTail, length);
        self.first_bad.get_or_insert_with(|| {
            (
                here.place(),
                "it is cut off within its first record".to_owned(),
            )
        });
    }

    /// The array that held the records was closed.
    pub(super) fn closed(&mut self) {
        if let Some(importer) = &mut self.importer {
            importer.closed(&mut self.builder);
        }
    }

    /// Refuses what has shown by now that it is no trace.
    pub(super) fn check(&self, head: &[u8]) -> Result<(), Error> {
        let is_hopeless = (self.bad > TOLERATED && self.bad > self.good)
            || (self.unknown > TOLERATED && self.good == 0);
        if is_hopeless {
            Err(self.refuse(head))
        } else {
            Ok(())
        }
    }

    /// The trace of what was taken up to now. That no header came yet means nothing here.
    pub(super) fn snapshot(&self) -> Trace {
        let mut builder = self.builder.clone();
        builder.expect_more();
        if let Some(mut importer) = self.importer.clone() {
            importer.finish(&mut builder);
        }
        builder.finish()
    }

    pub(super) fn finish(mut self, head: &[u8]) -> Result<Trace, Error> {
        if self.good == 0 {
            return Err(self.refuse(head));
        }
        if !self.has_header && self.importer.is_none() {
            let start = Some(Here::default().position());
            self.builder.notice(NoticeKind::MisplacedHeader, start, || {
                "the trace has no header: what wrote it, and when, is not known".to_owned()
            });
        }
        if let Some(importer) = &mut self.importer {
            importer.finish(&mut self.builder);
        }
        Ok(self.builder.finish())
    }

    fn refuse(&self, head: &[u8]) -> Error {
        let start = Here::default().place();
        match (sniff::guess(head), &self.first_bad) {
            (Some(what), bad) => foreign(bad.as_ref().map_or(start, |(place, _)| *place), what),
            (None, Some((place, message))) if !self.begins_unknown => {
                let message = format!("not a trace of reify: {message}");
                Error::new(ErrorKind::NotATrace, *place, message)
            }
            (None, _) if self.unknown > 0 => match sniff::first_key(head) {
                Some(key) => foreign(
                    start,
                    &format!("JSON of another tool: it begins with `{}`", shown(&key)),
                ),
                None => foreign(start, "JSON of another tool"),
            },
            (None, _) => foreign(start, "no record in it"),
        }
    }
}

/// The error about an input that is something else.
pub(super) fn foreign(place: Place, what: &str) -> Error {
    let message = format!("expected a trace of reify, found {what}");
    Error::new(ErrorKind::NotATrace, place, message)
}

/// What a JSON parser says, without its own words for the place, and fit to be shown. What is no JSON from its first byte on
/// is shown itself: that says more.
fn told(text: &[u8], here: Here, error: &serde_json::Error) -> (Place, String) {
    if error.is_syntax() && !text.starts_with(b"{") {
        let text = String::from_utf8_lossy(&text[..text.len().min(4 * EXCERPT)]);
        let mut excerpt: String = text.chars().take(EXCERPT).collect();
        if excerpt.len() < text.len() {
            excerpt.push('…');
        }
        let message = shown(&format!("expected an object, found `{excerpt}`"));
        return (here.place(), message);
    }
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = shown(message.strip_suffix(&place).unwrap_or(&message));
    (here.of_error(text, error), message)
}
