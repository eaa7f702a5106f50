//! [`Blocks`]: the blocks of an input in their order, some made out by another thread and some here.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError};

use super::end::End;
use crate::Error;
use crate::format::reader::Block;

/// Blocks come as the other thread has them. When it has none, the next one is read here, as the other thread does not wait for
/// bytes either.
pub(super) struct Blocks<'a, R> {
    others: Receiver<(usize, Block)>,
    give_back: SyncSender<Block>,
    /// What is read from here, until that is at its end.
    end: Option<End<'a, R>>,
    /// A block that was read here, whose turn is not come.
    own: Option<(usize, Block)>,
    /// The room of the one before.
    spare: Block,
    /// How many blocks were given out.
    taken: usize,
    error: Option<Error>,
}

impl<'a, R: Read> Blocks<'a, R> {
    pub(super) fn new(
        others: Receiver<(usize, Block)>,
        give_back: SyncSender<Block>,
        end: Option<End<'a, R>>,
    ) -> Self {
        Self {
            others,
            give_back,
            end,
            own: None,
            spare: Block::default(),
            taken: 0,
            error: None,
        }
    }

    /// Shows each block to `take`, until it fails or there are no more.
    pub(super) fn each(
        mut self,
        mut take: impl FnMut(&Block) -> Result<(), Error>,
    ) -> Result<(), Error> {
        loop {
            if let Some((_, block)) = self.own.take_if(|(index, _)| *index == self.taken) {
                take(&block)?;
                self.taken += 1;
                self.spare = block;
                continue;
            }
            match self.other() {
                Ok((_, block)) => {
                    take(&block)?;
                    self.taken += 1;
                    // At the end nobody needs it any more.
                    let _ = self.give_back.try_send(block);
                }
                Err(TryRecvError::Empty) => self.read(),
                Err(TryRecvError::Disconnected) => break,
            }
        }
        self.error.map_or(Ok(()), Err)
    }

    /// The next block of the other thread. It is waited for if there is nothing to do meanwhile.
    fn other(&self) -> Result<(usize, Block), TryRecvError> {
        if self.end.is_some() && self.own.is_none() {
            return self.others.try_recv();
        }
        self.others.recv().map_err(|_| TryRecvError::Disconnected)
    }

    fn read(&mut self) {
        let Some(end) = &mut self.end else {
            return;
        };
        let mut block = std::mem::take(&mut self.spare);
        match end.next(&mut block) {
            Ok(Some(index)) => self.own = Some((index, block)),
            Ok(None) => self.end = None,
            Err(error) => {
                self.error = Some(error);
                self.end = None;
            }
        }
    }
}
