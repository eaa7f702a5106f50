//! [`Sheet`]: a piece of a log, which one thread writes while others read what is finished of it.
//!
//! Its thread writes an entry with plain stores and then publishes it by one more, of the number of entries: nobody waits
//! for anybody, and an entry that is published is whole and stays as it is.

use std::mem;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::packed::Packed;

/// The words of an entry.
type Slot = [AtomicU64; 3];

/// Entries of a sheet whose memory is used again.
pub(super) const FULL: usize = 4096;
/// How many of those wait for that at most: 6 MB.
const SPARE: usize = 64;

/// Memory that comes fresh from the system costs more, at its first touch, than what is written into it.
static SPARES: Mutex<Vec<Box<[Slot]>>> = Mutex::new(Vec::new());

/// So many entries at most, the first ones of them published.
#[derive(Debug)]
pub(super) struct Sheet {
    slots: Box<[Slot]>,
    len: AtomicUsize,
}

impl Sheet {
    pub(super) fn new(size: usize) -> Self {
        let spare = if size == FULL { spare() } else { None };
        let fresh = || {
            vec![[0; 3]; size]
                .into_iter()
                .map(|words| words.map(AtomicU64::new))
        };
        Self {
            slots: spare.unwrap_or_else(|| fresh().collect()),
            len: AtomicUsize::new(0),
        }
    }

    /// Writes the entry of the next place, and publishes it. That is for one thread alone to do; what two at once would
    /// write is some entry.
    #[inline]
    pub(super) fn write(&self, place: usize, entry: Packed) {
        let Some(slot) = self.slots.get(place) else {
            return;
        };
        for (to, word) in slot.iter().zip(entry.words()) {
            to.store(word, Ordering::Relaxed);
        }
        self.len.store(place + 1, Ordering::Release);
    }

    /// How many entries are published.
    pub(super) fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }

    /// How many entries there is place for.
    pub(super) fn size(&self) -> usize {
        self.slots.len()
    }

    /// A published entry.
    pub(super) fn read(&self, place: usize) -> Option<Packed> {
        let words = self.slots.get(place)?.each_ref();
        let words = words.map(|word| word.load(Ordering::Relaxed));
        Some(Packed::from_words(words))
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        // Nobody waits here either, and who comes from within an allocator of that list finds it taken.
        if self.size() == FULL
            && let Ok(mut spares) = SPARES.try_lock()
            && spares.len() < SPARE
        {
            spares.push(mem::take(&mut self.slots));
        }
    }
}

fn spare() -> Option<Box<[Slot]>> {
    SPARES.try_lock().ok()?.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recorder::entry::Entry;

    #[test]
    fn a_sheet_of_used_memory_is_empty() {
        let wake = |time| {
            let entry = Entry::Wake {
                step: 0,
                by: 0,
                last: false,
            };
            Packed::new(time, entry)
        };
        for round in 0..3 {
            let sheet = Sheet::new(FULL);
            assert_eq!((sheet.len(), sheet.size()), (0, FULL));
            for place in 0..FULL {
                sheet.write(place, wake(round));
            }
            assert_eq!(sheet.len(), FULL);
            assert_eq!(sheet.read(FULL - 1), Some(wake(round)));
            assert_eq!(sheet.read(FULL), None);
        }
    }
}
