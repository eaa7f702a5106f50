//! [`Block`]: what a stretch of the input holds, made out by a [`Scanner`].
//!
//! To make events out takes half of the time of reading, and needs nothing but the bytes: it can be done on one thread, while
//! the builder takes the block before on another one. The input may be cut anywhere.

use memchr::memchr;

use super::found::Found;
use crate::format::parse::fast::{self, Expected};

/// The events of a stretch of the input that are laid out as our own writer does it, and the text between them.
#[derive(Debug, Default)]
pub(in crate::format) struct Block {
    /// How many bytes the stretch has.
    pub(super) bytes: u64,
    pub(super) events: Vec<Found>,
    /// All that is no such event.
    pub(super) text: Vec<u8>,
    /// How many events stand before each piece of the text, and where that ends.
    pub(super) pieces: Vec<(usize, usize)>,
}

impl Block {
    fn clear(&mut self) {
        self.bytes = 0;
        self.events.clear();
        self.text.clear();
        self.pieces.clear();
    }

    fn add_text(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        let (before, end) = (self.events.len(), self.text.len());
        match self.pieces.last_mut() {
            Some((events, last)) if *events == before => *last = end,
            _ => self.pieces.push((before, end)),
        }
    }

    /// How many events were made out.
    #[cfg(test)]
    pub(in crate::format) fn len(&self) -> usize {
        self.events.len()
    }
}

/// Makes out the events in one stretch of the input after another.
#[derive(Debug)]
pub(in crate::format) struct Scanner {
    /// Whether there may be events.
    has_events: bool,
    expected: Expected,
}

impl Scanner {
    /// A scanner of an input in which there may be events.
    pub(in crate::format) fn new(has_events: bool) -> Self {
        Self {
            has_events,
            expected: Expected::default(),
        }
    }

    /// Puts what a stretch holds into a block, in place of what was in there. Its first byte may begin a line.
    pub(in crate::format) fn scan(&mut self, bytes: &[u8], is_at_start: bool, block: &mut Block) {
        block.clear();
        block.bytes = bytes.len() as u64;
        if !self.has_events {
            block.add_text(bytes);
            return;
        }
        let mut rest = bytes;
        if !is_at_start {
            rest = to_next_line(rest, block);
        }
        while !rest.is_empty() {
            let mut is_found = false;
            let behind = fast::event(rest, &mut self.expected, |happening, behind| {
                if let Some(found) = Found::new(rest.len() - behind.len(), happening) {
                    block.events.push(found);
                    is_found = true;
                }
            });
            rest = match behind {
                Some(behind) if is_found => behind,
                _ => to_next_line(rest, block),
            };
        }
    }
}

/// Leaves the rest of the line as it is, and gives back what stands behind it.
fn to_next_line<'a>(text: &'a [u8], block: &mut Block) -> &'a [u8] {
    let end = memchr(b'\n', text).map_or(text.len(), |end| end + 1);
    let (line, behind) = text.split_at(end);
    block.add_text(line);
    behind
}
