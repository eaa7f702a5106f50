//! [`Pages`]: entries, packed.
//!
//! Memory that is kept costs a poll as much as the clock does: an entry is 24 bytes here, and is never moved again. What
//! few entries have (a poll of over four seconds, the name of a task) stands beside them.

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
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    /// All but the last one are full.
    sheets: Vec<Vec<Packed>>,
    len: usize,
    tasks: Vec<TaskEntry>,
    numbers: Vec<u64>,
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
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn push(&mut self, time: u64, entry: Entry) {
        let packed = self.pack(time, entry);
        match self.sheets.last_mut() {
            Some(sheet) if sheet.len() < sheet.capacity() => sheet.push(packed),
            _ => self.turn(packed),
        }
        self.len += 1;
    }

    #[cold]
    fn turn(&mut self, packed: Packed) {
        let size = self
            .sheets
            .last()
            .map_or(FIRST, |sheet| sheet.capacity() * 2);
        let mut sheet = Vec::with_capacity(size.min(FULL));
        sheet.push(packed);
        self.sheets.push(sheet);
    }

    #[inline]
    fn pack(&mut self, time: u64, entry: Entry) -> Packed {
        let (kind, step, a, b) = match entry {
            Entry::Task(task) => (TASK, 0, place(&mut self.tasks, task), 0),
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
                (MADE_IN_TASK, step, place(&mut self.numbers, task), site.0)
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
                    Err(_) => (LONG_POLL, place(&mut self.numbers, took)),
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
            TASK => Entry::Task(self.tasks[a as usize].clone()),
            MADE => Entry::Made {
                step,
                site: SiteNumber(b),
                parent: a,
                task: None,
            },
            MADE_IN_TASK => {
                let task = self.numbers[a as usize];
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
                        self.numbers[a as usize]
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

fn place<T>(table: &mut Vec<T>, value: T) -> u32 {
    table.push(value);
    table.len() as u32 - 1
}

/// Reads pages from their beginning on.
#[derive(Debug)]
pub(super) struct Reading {
    pages: Pages,
    sheet: usize,
    place: usize,
}

impl Reading {
    pub(super) fn new(pages: Pages) -> Self {
        Self {
            pages,
            sheet: 0,
            place: 0,
        }
    }

    fn packed(&self) -> Option<Packed> {
        self.pages.sheets.get(self.sheet)?.get(self.place).copied()
    }

    /// The time of the next entry, if there is one.
    pub(super) fn time(&self) -> Option<u64> {
        Some(self.packed()?.time)
    }
}

impl Iterator for Reading {
    type Item = (u64, Entry);

    fn next(&mut self) -> Option<(u64, Entry)> {
        let packed = self.packed()?;
        self.place += 1;
        if self.place == self.pages.sheets[self.sheet].len() {
            (self.sheet, self.place) = (self.sheet + 1, 0);
        }
        Some((packed.time, self.pages.unpack(packed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_takes_24_bytes() {
        assert_eq!(size_of::<Packed>(), 24);
    }

    #[test]
    fn entries_come_out_as_they_went_in() {
        let poll = |result, took| Entry::Poll {
            step: 3,
            took,
            result,
            wakers: (result == PollResult::Pending).then_some(0),
            within: if result == PollResult::Cancelled {
                8
            } else {
                0
            },
        };
        let made = |parent, task| Entry::Made {
            step: 1,
            site: SiteNumber((1 << 31) | 5),
            parent,
            task,
        };
        let task = TaskEntry {
            id: 2,
            name: Some("worker".into()),
            spawned_by: 4,
        };
        let mut entries = vec![
            Entry::Task(task),
            made(9, None),
            made(0, Some(TaskRef::Own(2))),
            made(0, Some(TaskRef::Runtime(17))),
            Entry::Wake {
                step: 1,
                by: 0,
                last: true,
            },
            Entry::Wake {
                step: 1,
                by: 6,
                last: false,
            },
            Entry::WakerDrop { step: 1, by: 2 },
        ];
        for result in PollResult::ALL {
            entries.push(poll(result, 12));
            entries.push(poll(result, 1 << 40));
        }
        let entries: Vec<Entry> = entries.into_iter().cycle().take(10_000).collect();
        let mut pages = Pages::default();
        for (time, entry) in entries.iter().enumerate() {
            pages.push(time as u64, entry.clone());
        }
        assert_eq!(pages.len(), 10_000);
        let read: Vec<(u64, Entry)> = Reading::new(pages).collect();
        assert!(read.iter().map(|(time, _)| *time).eq(0..10_000));
        assert!(read.into_iter().map(|(_, entry)| entry).eq(entries));
    }
}
