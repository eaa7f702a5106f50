//! Reading on two threads: one makes out the events in a block of bytes, while the other takes those of the block before.
//!
//! Blocks come back in the order in which they went, and it does not matter where they are cut: the trace is the same as
//! with one thread.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder};

use crate::format::reader::Block;
use crate::{Error, Trace, TraceReader};

/// So many blocks are under way at once.
const UNDER_WAY: usize = 4;

/// Reads the next bytes in place of those before, and gives back whether there are any.
pub(super) fn next(
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

/// Reads what is left, so many bytes at once.
pub(super) fn read_on_two_threads(
    mut source: impl Read,
    most: usize,
    mut reader: TraceReader,
    mut watch: impl FnMut(&TraceReader),
) -> Result<Trace, Error> {
    thread::scope(|scope| {
        let (sender, unscanned) = sync_channel::<Block>(UNDER_WAY);
        let (done, scanned) = sync_channel(UNDER_WAY);
        let thread = Builder::new()
            .name("scan".to_owned())
            .spawn_scoped(scope, move || scan(&unscanned, &done));
        // Without a thread nothing is made out beforehand.
        let has_thread = thread.is_ok();
        let mut spare = Vec::new();
        let (mut under_way, mut is_over) = (0, false);
        loop {
            while !is_over && under_way < UNDER_WAY {
                let mut block: Block = spare.pop().unwrap_or_default();
                is_over = !next(&mut source, most, &mut block.bytes)?;
                if is_over {
                    break;
                }
                if !has_thread {
                    reader.feed(&block.bytes)?;
                    watch(&reader);
                    spare.push(block);
                } else if sender.send(block).is_ok() {
                    under_way += 1;
                }
            }
            if under_way == 0 {
                return reader.finish();
            }
            let Ok(block) = scanned.recv() else {
                // It panicked, which the end of the scope passes on.
                return reader.finish();
            };
            under_way -= 1;
            reader.feed_block(&block)?;
            watch(&reader);
            spare.push(block);
        }
    })
}

/// Until there is nothing left, or nobody is interested.
fn scan(unscanned: &Receiver<Block>, done: &SyncSender<Block>) {
    while let Ok(mut block) = unscanned.recv() {
        block.scan();
        if done.send(block).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
