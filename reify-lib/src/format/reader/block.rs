//! [`Block`]: what a stretch of the input holds, made out by a [`Scanner`].
//!
//! To make events out takes half of the time of reading, and needs nothing but the bytes: it can be done on one thread, while
//! the builder takes the block before on another one. The input may be cut anywhere.

use memchr::memchr;

use super::found::Found;
use crate::format::parse::fast;

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
    pub(in crate::format) has_events: bool,
    /// Whether the next byte is the first one of a line.
    pub(in crate::format) is_at_start: bool,
}

impl Scanner {
    /// Puts what the next stretch holds into a block, in place of what was in there.
    pub(in crate::format) fn scan(&mut self, bytes: &[u8], block: &mut Block) {
        block.clear();
        block.bytes = bytes.len() as u64;
        if !self.has_events {
            block.add_text(bytes);
            return;
        }
        let mut rest = bytes;
        if !self.is_at_start {
            rest = to_next_line(rest, block);
        }
        while !rest.is_empty() {
            let mut is_found = false;
            let length = fast::event(rest, |happening, length| {
                if let Some(found) = Found::new(length, happening) {
                    block.events.push(found);
                    is_found = true;
                }
            });
            rest = match length {
                Some(length) if is_found => &rest[length..],
                _ => to_next_line(rest, block),
            };
        }
        self.is_at_start = bytes.last().map_or(self.is_at_start, |last| *last == b'\n');
    }
}

/// Leaves the rest of the line as it is, and gives back what stands behind it.
fn to_next_line<'a>(text: &'a [u8], block: &mut Block) -> &'a [u8] {
    let end = memchr(b'\n', text).map_or(text.len(), |end| end + 1);
    let (line, behind) = text.split_at(end);
    block.add_text(line);
    behind
}
