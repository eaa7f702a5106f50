//! [`TraceReader`]: bytes in, a [`Trace`] out.
//!
//! The reader finds out by the first bytes how a file is laid out: one record a [line](self::lines), as the writer
//! does it, or JSON of any other [layout](self::values). It never holds more of the input than one record, trusts
//! no size or nesting that the input claims, and goes on behind whatever it cannot read.

mod block;
mod found;
mod here;
mod importer;
mod intake;
mod lines;
mod sniff;
mod values;

pub(super) use self::block::{Block, Scanner};
use self::here::Here;
use self::intake::Intake;
use self::lines::Lines;
use self::sniff::Sniffed;
use self::values::Values;
use crate::{Error, Trace};

/// How much of the beginning is kept, to say what the input is if it is no trace.
const HEAD: usize = 1024;

/// A longer record is none: it is skipped, and its beginning is not kept either.
const LONGEST: usize = 16 << 20;

/// Reads a trace as its bytes come in.
///
/// ```
/// let mut reader = reify_lib::TraceReader::new();
/// reader.feed(b"[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"tick()\"}},\n{\"step\":[0,")?;
/// reader.feed(b"0,0,5]},\n{\"poll\":[1,0,6,2,1,\"rea")?;
/// assert_eq!((reader.lines(), reader.events()), (4, 0));
/// reader.feed(b"dy\"]},\n{\"end\":{\"at\":9,\"recorded\":2}}\n]\n")?;
/// let trace = reader.finish()?;
/// assert_eq!(trace.polls().count(), 1);
/// assert!(trace.notices().is_empty());
/// # Ok::<(), reify_lib::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct TraceReader {
    head: Vec<u8>,
    layout: Option<Layout>,
    /// The beginning of what is not whole yet.
    pending: Vec<u8>,
    /// The place of the first byte that was not made use of: where `pending` begins.
    here: Here,
    intake: Intake,
    bytes: u64,
}

#[derive(Debug)]
enum Layout {
    Lines(Lines),
    Values(Values),
}

impl TraceReader {
    /// A reader that was given nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the input, cut anywhere.
    ///
    /// # Errors
    ///
    /// As soon as it is clear that the input is no trace, or one of a later version of the format.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.bytes += bytes.len() as u64;
        let room = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if self.layout.is_some() {
            return self.process(bytes);
        }
        if self.pending.is_empty() {
            // The usual case: the first chunk says it all, and need not be copied.
            if let Some(skip) = self.decide(bytes, false)? {
                return self.process(&bytes[skip..]);
            }
        }
        self.pending.extend_from_slice(bytes);
        self.decide_on_pending(false)
    }

    /// Makes room for an input of so many bytes, if it goes on as it began.
    pub(super) fn expect(&mut self, bytes: u64) {
        let times = bytes.checked_div(self.bytes).unwrap_or(0);
        self.intake.expect(usize::try_from(times).unwrap_or(0));
    }

    /// Makes out events in what comes next.
    pub(super) fn scanner(&self) -> Scanner {
        let has_lines = matches!(self.layout, Some(Layout::Lines(_)));
        Scanner::new(has_lines && self.intake.is_ours())
    }

    /// Whether what comes next begins a line.
    pub(super) fn is_at_start(&self) -> bool {
        match &self.layout {
            Some(Layout::Lines(lines)) => lines.is_at_start(&self.pending),
            _ => false,
        }
    }

    /// Takes what comes next, as the [scanner](Self::scanner) has made it out.
    pub(super) fn feed_block(&mut self, block: &Block) -> Result<(), Error> {
        let lines = match &mut self.layout {
            Some(Layout::Lines(lines)) if !block.events.is_empty() => lines,
            _ => return self.feed(&block.text),
        };
        self.bytes += block.bytes;
        lines.feed_block(block, &mut self.pending, &mut self.here, &mut self.intake)?;
        self.intake.check(&self.head)
    }

    /// Takes the end of the input for the end of the trace.
    ///
    /// # Errors
    ///
    /// Where nothing in the input is a record of a trace.
    pub fn finish(mut self) -> Result<Trace, Error> {
        if self.layout.is_none() {
            self.decide_on_pending(true)?;
        }
        match &self.layout {
            Some(Layout::Lines(lines)) => {
                lines.finish(&self.pending, self.here, &mut self.intake)?;
            }
            Some(Layout::Values(values)) => {
                values.finish(&self.pending, self.here, &mut self.intake)?;
            }
            None => {}
        }
        self.intake.finish(&self.head)
    }

    /// The trace of all records that are whole by now, and empty if none is: what a file that is still being written
    /// shows. The reader goes on after it.
    ///
    /// A record of which only the beginning came is neither in it nor complained about.
    ///
    /// ```
    /// let mut reader = reify_lib::TraceReader::new();
    /// reader.feed(b"[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"tick()\"}},\n{\"step\":[0,0,0,5]},\n{\"po")?;
    /// assert_eq!(reader.snapshot().polls().count(), 0);
    /// reader.feed(b"ll\":[1,0,6,2,1,\"ready\"]},\n")?;
    /// assert_eq!(reader.snapshot().polls().count(), 1);
    /// # Ok::<(), reify_lib::Error>(())
    /// ```
    pub fn snapshot(&self) -> Trace {
        self.intake.snapshot()
    }

    /// How many bytes were taken.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many lines were taken whole.
    pub fn lines(&self) -> u64 {
        self.here.line - 1
    }

    /// How many events were taken.
    pub fn events(&self) -> usize {
        self.intake.events()
    }

    fn decide_on_pending(&mut self, is_whole: bool) -> Result<(), Error> {
        let bytes = std::mem::take(&mut self.pending);
        if let Some(skip) = self.decide(&bytes, is_whole)? {
            self.process(&bytes[skip..])
        } else {
            self.pending = bytes;
            Ok(())
        }
    }

    /// Finds out how the input is laid out, if its beginning tells, and how much of that says nothing else.
    fn decide(&mut self, bytes: &[u8], is_whole: bool) -> Result<Option<usize>, Error> {
        let (layout, skip) = match sniff::layout(bytes, is_whole) {
            Sniffed::Lines { skip } => (Layout::Lines(Lines::default()), skip),
            Sniffed::Values { skip } => (Layout::Values(Values::default()), skip),
            Sniffed::TooEarly => return Ok(None),
            Sniffed::Foreign(what) => return Err(intake::foreign(self.here.place(), what)),
        };
        self.layout = Some(layout);
        self.here.advance(&bytes[..skip]);
        Ok(Some(skip))
    }

    fn process(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Self {
            layout,
            pending,
            here,
            intake,
            ..
        } = self;
        let read = match layout {
            Some(Layout::Lines(lines)) => lines.feed(bytes, pending, here, intake),
            Some(Layout::Values(values)) => values.feed(bytes, pending, here, intake),
            None => Ok(()),
        };
        read.and_then(|()| self.intake.check(&self.head))
    }
}
