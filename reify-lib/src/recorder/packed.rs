//! [`Packed`]: an entry and its time in 24 bytes.
//!
//! Memory that is kept costs a poll as much as the clock does, so that an entry is packed before it is written: a time, three
//! numbers of 32 bits, and a kind with 24 bits to spare, which are the high bits of what may not fit into one of the others.

use super::entry::{Entry, SiteNumber, TaskRef};
use crate::PollResult;

const TASK: u8 = 0;
const MADE: u8 = 1;
const MADE_IN_TASK: u8 = 2;
const MADE_IN_RUNTIME_TASK: u8 = 3;
const WAKE: u8 = 4;
const LAST_WAKE: u8 = 5;
const WAKER_DROP: u8 = 6;
const TASK_MET: u8 = 7;
/// The first of four, one for each result.
const POLL: u8 = 8;

/// The largest number of 56 bits.
const WIDEST: u64 = (1 << 56) - 1;

/// An entry with its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Packed {
    pub(super) time: u64,
    /// The step that it is about, and one more number.
    step: u32,
    low: u32,
    other: u32,
    /// The high bits of the number above, and the kind.
    high_and_kind: u32,
}

impl Packed {
    #[expect(
        clippy::inline_always,
        reason = "which entry it is, is known where it is made"
    )]
    #[inline(always)]
    pub(super) fn new(time: u64, entry: Entry) -> Self {
        let (kind, step, number, other) = match entry {
            Entry::Task { id, spawned_by } => (TASK, spawned_by, id, 0),
            Entry::TaskMet { id, runtime_id } => {
                let [high, low] = [(runtime_id >> 32) as u32, runtime_id as u32];
                (TASK_MET, high, id, low)
            }
            Entry::Made {
                step,
                site,
                parent,
                task,
            } => match task {
                None => (MADE, step, u64::from(parent), site.0),
                Some(TaskRef::Own(task)) => (MADE_IN_TASK, step, task, site.0),
                Some(TaskRef::Runtime(task)) => (MADE_IN_RUNTIME_TASK, step, task, site.0),
            },
            Entry::Poll {
                step,
                took,
                result,
                wakers,
                within,
            } => {
                let other = wakers.map_or(within, with_wakers);
                return Self::poll(time, step, took, result, other);
            }
            Entry::Wake { step, by, last } => {
                (if last { LAST_WAKE } else { WAKE }, step, u64::from(by), 0)
            }
            Entry::WakerDrop { step, by } => (WAKER_DROP, step, u64::from(by), 0),
        };
        Self::with_number(time, kind, step, number, other)
    }

    /// A poll. `other` is what [`with_wakers`] makes of a pending one, and the step that a cancelled one is within.
    #[inline]
    pub(super) fn poll(time: u64, step: u32, took: u64, result: PollResult, other: u32) -> Self {
        Self::with_number(time, POLL + number_of(result), step, took, other)
    }

    #[inline]
    fn with_number(time: u64, kind: u8, step: u32, number: u64, other: u32) -> Self {
        // 56 bits of ticks are most of a year, and of tasks more than can be.
        let number = number.min(WIDEST);
        Self {
            time,
            step,
            low: number as u32,
            other,
            high_and_kind: ((number >> 32) as u32) << 8 | u32::from(kind),
        }
    }

    #[inline]
    pub(super) fn words(self) -> [u64; 3] {
        let pair = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
        [
            self.time,
            pair(self.step, self.low),
            pair(self.other, self.high_and_kind),
        ]
    }

    pub(super) fn from_words([time, first, second]: [u64; 3]) -> Self {
        Self {
            time,
            step: (first >> 32) as u32,
            low: first as u32,
            other: (second >> 32) as u32,
            high_and_kind: second as u32,
        }
    }

    pub(super) fn entry(self) -> Entry {
        let Self {
            step, low, other, ..
        } = self;
        let number = u64::from(self.high_and_kind >> 8) << 32 | u64::from(low);
        let made = |parent, task| Entry::Made {
            step,
            site: SiteNumber(other),
            parent,
            task,
        };
        match self.high_and_kind as u8 {
            TASK => Entry::Task {
                id: number,
                spawned_by: step,
            },
            TASK_MET => Entry::TaskMet {
                id: number,
                runtime_id: u64::from(step) << 32 | u64::from(other),
            },
            MADE => made(low, None),
            MADE_IN_TASK => made(0, Some(TaskRef::Own(number))),
            MADE_IN_RUNTIME_TASK => made(0, Some(TaskRef::Runtime(number))),
            kind @ (WAKE | LAST_WAKE) => Entry::Wake {
                step,
                by: low,
                last: kind == LAST_WAKE,
            },
            WAKER_DROP => Entry::WakerDrop { step, by: low },
            kind => {
                let result = PollResult::ALL[usize::from(kind & 3)];
                let pending = result == PollResult::Pending;
                Entry::Poll {
                    step,
                    took: number,
                    result,
                    wakers: other.checked_sub(1).filter(|_| pending),
                    within: if pending { 0 } else { other },
                }
            }
        }
    }
}

/// The number for so many clones of a waker that are kept; zero is for nobody knows.
#[inline]
pub(super) fn with_wakers(clones: u32) -> u32 {
    clones.saturating_add(1)
}

/// The place of a result in [`PollResult::ALL`].
fn number_of(result: PollResult) -> u8 {
    match result {
        PollResult::Pending => 0,
        PollResult::Ready => 1,
        PollResult::Cancelled => 2,
        PollResult::Panicked => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_takes_24_bytes() {
        assert_eq!(size_of::<Packed>(), 24);
        assert_eq!(size_of_val(&Packed::new(0, entries()[0]).words()), 24);
    }

    #[test]
    fn entries_come_out_as_they_went_in() {
        for (time, entry) in (1 << 60..).zip(entries()) {
            let packed = Packed::from_words(Packed::new(time, entry).words());
            assert_eq!((packed.time, packed.entry()), (time, entry));
        }
    }

    #[test]
    fn a_number_that_is_too_wide_is_the_widest_one() {
        let poll = |took| Entry::Poll {
            step: 0,
            took,
            result: PollResult::Ready,
            wakers: None,
            within: 0,
        };
        assert_eq!(Packed::new(0, poll(u64::MAX)).entry(), poll(WIDEST));
    }

    fn entries() -> Vec<Entry> {
        let made = |parent, task| Entry::Made {
            step: 1,
            site: SiteNumber((1 << 31) | 5),
            parent,
            task,
        };
        let wake = |by, last| Entry::Wake { step: 1, by, last };
        let mut entries = vec![
            Entry::Task {
                id: (1 << 40) + 2,
                spawned_by: 4,
            },
            Entry::TaskMet {
                id: (1 << 40) + 2,
                runtime_id: (1 << 63) + 3,
            },
            made(9, None),
            made(0, Some(TaskRef::Own(2))),
            made(0, Some(TaskRef::Runtime((1 << 50) + 17))),
            wake(0, true),
            wake(6, false),
            Entry::WakerDrop { step: 1, by: 2 },
        ];
        for result in PollResult::ALL {
            for took in [12, 1 << 40] {
                for number in [0, 7] {
                    let pending = result == PollResult::Pending;
                    entries.push(Entry::Poll {
                        step: 3,
                        took,
                        result,
                        wakers: pending.then_some(number),
                        within: if pending { 0 } else { number },
                    });
                }
            }
        }
        entries
    }
}
