//! Reading on two threads: one reads blocks of bytes and makes out the events in them, the other one takes what the first has
//! made out before.
//!
//! Blocks are taken in the order in which they stand, and it does not matter where they are cut: the trace is the same as with
//! one thread.

use std::io::{self, Read};
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder};

use crate::format::reader::{Block, Scanner};
use crate::{Error, Trace, TraceReader};

/// So many blocks go round.
///
/// With few of them a block comes back while what is in it still stands in the cache of the other processor. To write over that
/// takes longer than to write to memory, several times so where the processors share no cache.
const BLOCKS: usize = 32;

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
    mut watch: impl FnMut(&TraceReader) + Send,
) -> Result<Trace, Error> {
    let scanner = reader.scanner();
    let is_read = thread::scope(|scope| {
        let (sender, blocks) = sync_channel(BLOCKS);
        let (give_back, spare) = sync_channel(BLOCKS);
        for _ in 0..BLOCKS {
            // There is room for all of them.
            let _ = give_back.try_send(Block::default());
        }
        let (reader, watch) = (&mut reader, &mut watch);
        let thread = Builder::new()
            .name("build".to_owned())
            .spawn_scoped(scope, move || take(&blocks, &give_back, reader, watch));
        let Ok(thread) = thread else {
            return Ok(false);
        };
        let read = scan(&mut source, most, scanner, &sender, &spare);
        // Nothing more comes.
        drop(sender);
        thread
            .join()
            .unwrap_or_else(|panic| panic::resume_unwind(panic))?;
        read.map(|()| true)
    })?;
    if !is_read {
        // There is no thread to be had.
        let mut chunk = Vec::new();
        while next(&mut source, most, &mut chunk)? {
            reader.feed(&chunk)?;
            watch(&reader);
        }
    }
    reader.finish()
}

/// Reads blocks and makes out the events in them, until there is nothing left or nobody is interested.
fn scan(
    source: &mut impl Read,
    most: usize,
    mut scanner: Scanner,
    done: &SyncSender<Block>,
    spare: &Receiver<Block>,
) -> Result<(), Error> {
    let mut chunk = Vec::new();
    for mut block in spare {
        if !next(source, most, &mut chunk)? {
            break;
        }
        scanner.scan(&chunk, &mut block);
        if done.send(block).is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes blocks, until there are no more or it is clear that the input is no trace.
fn take(
    blocks: &Receiver<Block>,
    give_back: &SyncSender<Block>,
    reader: &mut TraceReader,
    watch: &mut impl FnMut(&TraceReader),
) -> Result<(), Error> {
    for block in blocks {
        reader.feed_block(&block)?;
        watch(reader);
        // At the end nobody needs it any more.
        let _ = give_back.try_send(block);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
