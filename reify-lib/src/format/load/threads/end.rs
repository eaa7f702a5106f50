//! [`End`]: one end of what threads read the same input through.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use crate::format::reader::{Block, Scanner};
use crate::{Error, TraceReader};

/// How far the input was read.
pub(super) struct Rest {
    /// How many blocks were read.
    blocks: usize,
    /// Whether the next byte is the first one of a line.
    is_at_start: bool,
}

impl Rest {
    /// What a reader was not given yet.
    pub(super) fn behind(reader: &TraceReader) -> Mutex<Self> {
        Mutex::new(Self {
            blocks: 0,
            is_at_start: reader.is_at_start(),
        })
    }
}

/// Reads blocks from the input, wherever it is by then.
pub(super) struct End<'a, R> {
    source: R,
    /// How many bytes are read at once.
    most: usize,
    rest: &'a Mutex<Rest>,
    scanner: Scanner,
    chunk: Vec<u8>,
}

impl<'a, R: Read> End<'a, R> {
    pub(super) fn new(source: R, most: usize, rest: &'a Mutex<Rest>, scanner: Scanner) -> Self {
        Self {
            source,
            most,
            rest,
            scanner,
            chunk: Vec::new(),
        }
    }

    /// Puts the next block in place of another one, and gives back how many stand before it; nothing at the end of the input.
    pub(super) fn next(&mut self, block: &mut Block) -> Result<Option<usize>, Error> {
        let (index, is_at_start) = {
            let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            if !next(&mut self.source, self.most, &mut self.chunk)? {
                return Ok(None);
            }
            let before = (rest.blocks, rest.is_at_start);
            rest.blocks += 1;
            rest.is_at_start = self.chunk.ends_with(b"\n");
            before
        };
        self.scanner.scan(&self.chunk, is_at_start, block);
        Ok(Some(index))
    }
}

/// Reads the next bytes in place of those before, and gives back whether there are any.
pub(in crate::format::load) fn next(
    source: &mut impl Read,
    most: usize,
    chunk: &mut Vec<u8>,
) -> Result<bool, Error> {
    chunk.resize(most, 0);
    loop {
        match source.read(chunk) {
            Ok(length) => {
                chunk.truncate(length);
                return Ok(length > 0);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::io("read", None, error)),
        }
    }
}
