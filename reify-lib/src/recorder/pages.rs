//! [`Pages`]: entries, packed.
//!
//! Memory that is kept costs a poll as much as the clock does: an entry is 24 bytes here, and is never moved again. What
//! few entries have (a poll of over four seconds, the name of a task) stands beside them.

mod beside;
mod reading;

use std::collections::VecDeque;

pub(super) use self::reading::Reading;

use self::beside::Beside;
use super::entry::{Entry, SiteNumber, TaskEntry, TaskRef};
use crate::PollResult;

/// Entries a sheet: the first one small, for the many recordings that stay small.
const FIRST: usize = 64;
const FULL: usize = 4096;

const TASK: u8 = 0;
const MADE: u8 = 1;
const MADE_IN_TASK: u8 = 2;
const WAKE: u8 = 3;
const LAST_WAKE: u8 = 4;
const WAKER_DROP: u8 = 5;
const POLL: u8 = 8;
const LONG_POLL: u8 = 16;
/// Of the place of a task: it is the executor's number.
const RUNTIME: u64 = 1 << 63;

/// Entries in the order of their times.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    /// All but the last one are full.
    sheets: VecDeque<Vec<Packed>>,
    /// How many entries a sheet has at most.
    full: usize,
    len: usize,
    tasks: Beside<TaskEntry>,
    numbers: Beside<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Packed {
    time: u64,
    step: u32,
    a: u32,
    b: u32,
    kind: u8,
}

impl Pages {
    /// Pages with sheets of so many entries at most.
    pub(super) fn new(full: usize) -> Self {
        Self {
            sheets: VecDeque::new(),
            full: full.min(FULL),
            len: 0,
            tasks: Beside::default(),
            numbers: Beside::default(),
        }
    }

    /// Leaves pages like these, empty.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self::new(self.full);
        std::mem::replace(self, empty)
    }

    /// The time of the last entry of the first sheet.
    pub(super) fn oldest_sheet(&self) -> Option<u64> {
        Some(self.sheets.front()?.last()?.time)
    }

    /// Takes the first sheet out.
    pub(super) fn take_sheet(&mut self) -> Option<Vec<(u64, Entry)>> {
        let sheet = self.sheets.pop_front()?;
        self.len -= sheet.len();
        let unpack = |packed: &Packed| (packed.time, self.unpack(*packed));
        let entries = sheet.iter().map(unpack).collect();
        for packed in &sheet {
            match packed.kind {
                TASK => self.tasks.forget(),
                MADE_IN_TASK => self.numbers.forget(),
                kind if kind >= LONG_POLL => self.numbers.forget(),
                _ => {}
            }
        }
        Some(entries)
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds an entry. Says whether it needed a new sheet.
    #[expect(clippy::inline_always, reason = "as for `pack`")]
    #[inline(always)]
    pub(super) fn push(&mut self, time: u64, entry: Entry) -> bool {
        let packed = self.pack(time, entry);
        self.len += 1;
        match self.sheets.back_mut() {
            Some(sheet) if sheet.len() < sheet.capacity() => {
                sheet.push(packed);
                false
            }
            _ => {
                self.turn(packed);
                true
            }
        }
    }

    #[cold]
    fn turn(&mut self, packed: Packed) {
        let size = self
            .sheets
            .back()
            .map_or(FIRST, |sheet| sheet.capacity() * 2);
        let mut sheet = Vec::with_capacity(size.min(self.full));
        sheet.push(packed);
        self.sheets.push_back(sheet);
    }

    #[expect(
        clippy::inline_always,
        reason = "which entry it is, is known where it is made"
    )]
    #[inline(always)]
    fn pack(&mut self, time: u64, entry: Entry) -> Packed {
        let (kind, step, a, b) = match entry {
            Entry::Task(task) => (TASK, 0, self.tasks.put(task), 0),
            Entry::Made {
                step,
                site,
                parent,
                task: None,
            } => (MADE, step, parent, site.0),
            Entry::Made {
                step,
                site,
                task: Some(task),
                ..
            } => {
                let task = match task {
                    TaskRef::Own(id) => id,
                    TaskRef::Runtime(id) => id | RUNTIME,
                };
                (MADE_IN_TASK, step, self.numbers.put(task), site.0)
            }
            Entry::Poll {
                step,
                took,
                result,
                wakers,
                within,
            } => {
                let (kind, took) = match u32::try_from(took) {
                    Ok(took) => (POLL, took),
                    Err(_) => (LONG_POLL, self.numbers.put(took)),
                };
                let more = match wakers {
                    Some(count) => count.saturating_add(1),
                    None => within,
                };
                (kind + number_of(result), step, took, more)
            }
            Entry::Wake { step, by, last } => (if last { LAST_WAKE } else { WAKE }, step, by, 0),
            Entry::WakerDrop { step, by } => (WAKER_DROP, step, by, 0),
        };
        Packed {
            time,
            step,
            a,
            b,
            kind,
        }
    }

    fn unpack(&self, packed: Packed) -> Entry {
        let Packed {
            step, a, b, kind, ..
        } = packed;
        match kind {
            TASK => Entry::Task(self.tasks.get(a)),
            MADE => Entry::Made {
                step,
                site: SiteNumber(b),
                parent: a,
                task: None,
            },
            MADE_IN_TASK => {
                let task = self.numbers.get(a);
                Entry::Made {
                    step,
                    site: SiteNumber(b),
                    parent: 0,
                    task: Some(if task & RUNTIME == 0 {
                        TaskRef::Own(task)
                    } else {
                        TaskRef::Runtime(task & !RUNTIME)
                    }),
                }
            }
            WAKE | LAST_WAKE => Entry::Wake {
                step,
                by: a,
                last: kind == LAST_WAKE,
            },
            WAKER_DROP => Entry::WakerDrop { step, by: a },
            _ => {
                let result = PollResult::ALL[usize::from(kind & 3)];
                let cancelled = result == PollResult::Cancelled;
                Entry::Poll {
                    step,
                    took: if kind < LONG_POLL {
                        u64::from(a)
                    } else {
                        self.numbers.get(a)
                    },
                    result,
                    wakers: if cancelled { None } else { b.checked_sub(1) },
                    within: if cancelled { b } else { 0 },
                }
            }
        }
    }
}

fn number_of(result: PollResult) -> u8 {
    match result {
        PollResult::Pending => 0,
        PollResult::Ready => 1,
        PollResult::Cancelled => 2,
        PollResult::Panicked => 3,
    }
}

#[cfg(test)]
mod tests;
