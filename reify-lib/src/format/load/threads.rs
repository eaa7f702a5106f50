//! Reading on two threads: one reads blocks of bytes and makes out the events in them, the other one takes what was made out.
//! Where that one has nothing to take, it reads a block by itself, if both can read the same input.
//!
//! Blocks are taken in the order in which they stand, and it does not matter where they are cut: the trace is the same as with
//! one thread.

mod blocks;
mod end;

use std::io::Read;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder};

use self::blocks::Blocks;
pub(super) use self::end::next;
use self::end::{End, Rest};
use crate::format::reader::Block;
use crate::{Error, Trace, TraceReader};

/// So many blocks go round.
///
/// With few of them a block comes back while what is in it still stands in the cache of the other processor. To write over that
/// takes longer than to write to memory, several times so where the processors share no cache.
const BLOCKS: usize = 32;

/// Reads what is left, so many bytes at once. What another thread reads from `same` is not to be read from `source` any more;
/// neither may wait for bytes then.
pub(super) fn read_on_two_threads(
    mut source: impl Read,
    same: Option<impl Read + Send>,
    most: usize,
    mut reader: TraceReader,
    mut watch: impl FnMut(&TraceReader) + Send,
) -> Result<Trace, Error> {
    let rest = Rest::behind(&reader);
    let is_read = thread::scope(|scope| {
        let (sender, blocks) = sync_channel(BLOCKS);
        let (give_back, spare) = sync_channel(BLOCKS);
        for _ in 0..BLOCKS {
            // There is room for all of them.
            let _ = give_back.try_send(Block::default());
        }
        let end = End::new(&mut source, most, &rest, reader.scanner());
        let other_end = same.map(|same| End::new(same, most, &rest, reader.scanner()));
        let (reader, watch) = (&mut reader, &mut watch);
        let thread = Builder::new()
            .name("build".to_owned())
            .spawn_scoped(scope, move || {
                Blocks::new(blocks, give_back, other_end).each(|block| {
                    reader.feed_block(block)?;
                    watch(reader);
                    Ok(())
                })
            });
        let Ok(thread) = thread else {
            return Ok(false);
        };
        let read = scan(end, &sender, &spare);
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
    mut end: End<'_, impl Read>,
    done: &SyncSender<(usize, Block)>,
    spare: &Receiver<Block>,
) -> Result<(), Error> {
    for mut block in spare {
        let Some(index) = end.next(&mut block)? else {
            break;
        };
        if done.send((index, block)).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
