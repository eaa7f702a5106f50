//! [`Block`]: a stretch of the input, with those events in it that are laid out as our own writer does it.
//!
//! To make them out takes half of the time of reading, and needs nothing but the bytes: it can be done on one thread, while
//! the builder takes the block before on another one. A block may be cut anywhere.

use memchr::memchr;

use super::found::Found;
use crate::format::parse::fast;

/// A stretch of the input, and the events that were made out in it.
#[derive(Debug, Default)]
pub(in crate::format) struct Block {
    pub(in crate::format) bytes: Vec<u8>,
    /// Those on a whole line of their own, in order, but for a few with large numbers.
    pub(super) events: Vec<Found>,
}

impl Block {
    /// Makes out the events.
    pub(in crate::format) fn scan(&mut self) {
        let Self { bytes, events } = self;
        events.clear();
        let mut start = 0;
        while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let length = fast::event(rest, |happening, length| {
                if let Some(found) = Found::new(start, length, happening) {
                    events.push(found);
                }
            });
            let length = length.or_else(|| memchr(b'\n', rest).map(|end| end + 1));
            let Some(length) = length else { break };
            start += length;
        }
    }

    /// How many events were made out.
    #[cfg(test)]
    pub(in crate::format) fn len(&self) -> usize {
        self.events.len()
    }
}
