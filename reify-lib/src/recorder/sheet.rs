//! [`Sheet`]: a piece of a log, which one thread writes while others read what is finished of it.
//!
//! Its thread writes an entry with plain stores and then publishes it by one more, of how much there is: nobody waits for
//! anybody, and an entry that is published is whole and stays as it is.

use std::collections::VecDeque;
use std::mem;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::packed::{MOST_WORDS, Packed};

/// Words of a sheet whose memory is used again.
pub(super) const FULL: usize = 12_288;
/// How many of those wait for that at most: 6 MB.
const SPARE: usize = 64;

/// Memory that comes fresh from the system costs more, at its first touch, than what is written into it. So does memory
/// that another processor wrote last: each piece waits for the thread that it was written by.
static SPARES: Mutex<VecDeque<Spare>> = Mutex::new(VecDeque::new());

#[derive(Debug)]
struct Spare {
    writer: usize,
    words: Box<[AtomicU64]>,
}

thread_local! {
    static HERE: u8 = const { 0 };
}

/// What tells the calling thread from all others that live: where one of its own variables stands.
fn thread_number() -> usize {
    HERE.with(|here| std::ptr::from_ref(here).addr())
}

/// How far something was written or read: so many entries, and so many words. One number, as it is published by one store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(u64);

const ONE_ENTRY: u64 = 1 << 32;

impl Place {
    pub(super) fn entries(self) -> usize {
        (self.0 / ONE_ENTRY) as usize
    }

    #[inline]
    pub(super) fn words(self) -> usize {
        self.0 as u32 as usize
    }

    /// The place after an entry of so many words.
    #[inline]
    fn after(self, words: usize) -> Self {
        Self(self.0 + ONE_ENTRY + words as u64)
    }
}

/// So many words, the first ones of them published.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The thread that writes it.
    writer: usize,
    words: Box<[AtomicU64]>,
    /// A [`Place`], as one number.
    published: AtomicU64,
}

impl Sheet {
    pub(super) fn new(size: usize) -> Self {
        let writer = thread_number();
        let spare = if size == FULL { spare(writer) } else { None };
        let fresh = || vec![0; size].into_iter().map(AtomicU64::new).collect();
        Self {
            writer,
            words: spare.unwrap_or_else(fresh),
            published: AtomicU64::new(0),
        }
    }

    /// Writes an entry at the end of what is written, publishes it, and gives back the new end. There must be room. That
    /// is for one thread alone to do; what two at once would write is some entry.
    #[inline]
    pub(super) fn write(&self, end: Place, entry: Packed) -> Place {
        let place = end.words();
        let Some(place) = self.words.get(place..place + MOST_WORDS) else {
            return end;
        };
        // What is not needed of it is written over by the next entry.
        let (words, needed) = entry.words();
        for (to, word) in place.iter().zip(words) {
            to.store(word, Ordering::Relaxed);
        }
        let end = end.after(needed);
        self.published.store(end.0, Ordering::Release);
        end
    }

    /// How much is published.
    pub(super) fn published(&self) -> Place {
        Place(self.published.load(Ordering::Acquire))
    }

    /// How many words there are.
    pub(super) fn size(&self) -> usize {
        self.words.len()
    }

    /// The last word at which there is room for any entry, plus one.
    pub(super) fn last(&self) -> usize {
        (self.size() + 1).saturating_sub(MOST_WORDS)
    }

    /// Whether nothing more will be written.
    pub(super) fn is_full(&self) -> bool {
        self.published().words() >= self.last()
    }

    /// The published entry at a place, and the place after it.
    pub(super) fn read(&self, place: Place) -> Option<(Packed, Place)> {
        let word = |number: usize| {
            let word = self.words.get(place.words() + number)?;
            Some(word.load(Ordering::Relaxed))
        };
        let entry = Packed::from_words([word(0)?, word(1)?], || word(2))?;
        let (_, needed) = entry.words();
        Some((entry, place.after(needed)))
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        // Nobody waits here either, and who comes from within an allocator of that list finds it taken.
        if self.size() == FULL
            && let Ok(mut spares) = SPARES.try_lock()
        {
            let oldest = if spares.len() < SPARE {
                None
            } else {
                // Its thread may be no more.
                spares.pop_front()
            };
            spares.push_back(Spare {
                writer: self.writer,
                words: mem::take(&mut self.words),
            });
            // Frees memory, by an allocator that may come back here.
            drop(spares);
            drop(oldest);
        }
    }
}

/// What was written by the thread, and last.
fn spare(writer: usize) -> Option<Box<[AtomicU64]>> {
    let mut spares = SPARES.try_lock().ok()?;
    let place = spares.iter().rposition(|spare| spare.writer == writer)?;
    Some(spares.remove(place)?.words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PollResult;

    fn poll(time: u64, result: PollResult) -> Packed {
        Packed::poll(time, 0, 1, result, u32::from(result == PollResult::Pending))
    }

    #[test]
    fn a_sheet_of_used_memory_is_empty() {
        for round in 0..3 {
            let sheet = Sheet::new(FULL);
            assert_eq!((sheet.published(), sheet.size()), (Place::default(), FULL));
            let mut end = Place::default();
            while !sheet.is_full() {
                end = sheet.write(end, poll(round, PollResult::Ready));
            }
            assert_eq!(sheet.published(), end);
        }
    }

    #[test]
    fn entries_of_both_lengths_are_read_one_after_the_other() {
        let sheet = Sheet::new(64);
        let mut entries = Vec::new();
        while !sheet.is_full() {
            let time = entries.len() as u64;
            let entry = poll(time, PollResult::ALL[time as usize % 2]);
            sheet.write(sheet.published(), entry);
            entries.push(entry);
        }
        assert_eq!(sheet.published().entries(), entries.len());
        let (mut place, mut read) = (Place::default(), Vec::new());
        while place != sheet.published() {
            let (entry, after) = sheet.read(place).unwrap();
            read.push(entry);
            place = after;
        }
        assert_eq!(read, entries);
    }
}
