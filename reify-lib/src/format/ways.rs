//! The ways of reading that are to come to the same, whatever the input is, for tests and fuzzing: the [long](the_long_way) one
//! for everything, and [blocks](in_blocks) in which the events were made out before.

use std::cell::Cell;

use super::reader::Block;
use crate::{Error, Trace, TraceReader};

thread_local! {
    static IS_LONG: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread takes the long way with events too that are laid out as our own writer does it.
pub(super) fn is_long() -> bool {
    IS_LONG.get()
}

/// Takes the long way with everything.
pub fn the_long_way<T>(read: impl FnOnce() -> T) -> T {
    IS_LONG.set(true);
    let read = read();
    IS_LONG.set(false);
    read
}

/// Reads the first bytes at once and those behind `cut` in blocks of so many, as two threads read a long file.
///
/// # Errors
///
/// As [`Trace::from_slice`].
pub fn in_blocks(file: &[u8], cut: usize, most: usize) -> Result<Trace, Error> {
    let (beginning, rest) = file.split_at(cut);
    let mut reader = TraceReader::new();
    reader.feed(beginning)?;
    let (mut scanner, mut is_at_start) = (reader.scanner(), reader.is_at_start());
    let mut block = Block::default();
    for bytes in rest.chunks(most) {
        scanner.scan(bytes, is_at_start, &mut block);
        reader.feed_block(&block)?;
        is_at_start = bytes.ends_with(b"\n");
    }
    reader.finish()
}
