//! [`Block`]: a stretch of the input, with those events in it that are laid out as our own writer does it.
//!
//! To make them out takes half of the time of reading, and needs nothing but the bytes: it can be done on another thread,
//! while the builder takes the block before. A block may be cut anywhere.

use memchr::memchr;

use crate::format::parse::fast;
use crate::record::Happening;

/// A stretch of the input, and the events that were made out in it.
#[derive(Debug, Default)]
pub(in crate::format) struct Block {
    pub(in crate::format) bytes: Vec<u8>,
    /// Those on a whole line of their own, in order.
    pub(super) events: Vec<Found>,
}

/// An event, and its line.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) happening: Happening,
}

impl Block {
    /// Makes out the events.
    pub(in crate::format) fn scan(&mut self) {
        let Self { bytes, events } = self;
        events.clear();
        let mut start = 0;
        while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let length = fast::event(rest, |happening| {
                events.push(Found {
                    start,
                    length: 0,
                    happening: *happening,
                });
            });
            match (length, events.last_mut()) {
                (Some(length), Some(found)) => {
                    found.length = length;
                    start += length;
                }
                _ => match memchr(b'\n', rest) {
                    Some(end) => start += end + 1,
                    None => break,
                },
            }
        }
    }

    /// How many events were made out.
    #[cfg(test)]
    pub(in crate::format) fn len(&self) -> usize {
        self.events.len()
    }
}
