//! [`Packed`]: an entry and its time in two words of 64 bits, or three.
//!
//! Memory that is kept costs a poll as much as the clock does, so that an entry is packed before it is written. The first
//! word is its time, the second the step, the low bits of a number and the kind, the third the high bits of that number and
//! another one. A poll that was ready after a short time does without the third.

use super::entry::{Entry, SiteNumber, StepRef, TaskRef};
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
/// The one that most awaits have, and have last.
const POLL_READY: u8 = POLL + 1;
/// Of that kind: there is no third word.
const SHORT: u8 = 1 << 7;

/// How many bits of a number there is place for, and how many of them in the second word.
const NUMBER: u32 = 56;
const LOW: u32 = 24;

/// Words an entry, at most.
pub(super) const MOST_WORDS: usize = 3;
/// Words an entry, at least.
pub(super) const LEAST_WORDS: usize = 2;

/// An entry with its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Packed {
    pub(super) time: u64,
    step: u32,
    kind: u8,
    number: u64,
    other: u32,
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
        Self {
            time,
            step,
            kind,
            // Ticks of most of a year, and more tasks than can be.
            number: number.min((1 << NUMBER) - 1),
            other,
        }
    }

    /// Its words, and how many of them are needed.
    #[inline]
    pub(super) fn words(self) -> ([u64; MOST_WORDS], usize) {
        let (low, high) = (self.number as u32 & ((1 << LOW) - 1), self.number >> LOW);
        let third = u64::from(self.other) << 32 | high;
        // To ask it of every kind would cost more than the memory does.
        let (kind, needed) = if self.kind == POLL_READY && third == 0 {
            (self.kind | SHORT, LEAST_WORDS)
        } else {
            (self.kind, MOST_WORDS)
        };
        let second = u64::from(self.step) << 32 | u64::from(low << 8 | u32::from(kind));
        ([self.time, second, third], needed)
    }

    /// An entry that begins with these words. The third one is asked for where it is needed.
    pub(super) fn from_words(
        [time, second]: [u64; LEAST_WORDS],
        third: impl FnOnce() -> Option<u64>,
    ) -> Option<Self> {
        let kind = second as u8;
        let third = if kind & SHORT == 0 { third()? } else { 0 };
        Some(Self {
            time,
            step: (second >> 32) as u32,
            kind: kind & !SHORT,
            number: u64::from(second as u32 >> 8) | u64::from(third as u32) << LOW,
            other: (third >> 32) as u32,
        })
    }

    pub(super) fn entry(self) -> Entry {
        let Self {
            step,
            kind,
            number,
            other,
            ..
        } = self;
        let made = |parent, task| Entry::Made {
            step,
            site: SiteNumber(other),
            parent,
            task,
        };
        match kind {
            TASK => Entry::Task {
                id: number,
                spawned_by: step,
            },
            TASK_MET => Entry::TaskMet {
                id: number,
                runtime_id: u64::from(step) << 32 | u64::from(other),
            },
            MADE => made(number as StepRef, None),
            MADE_IN_TASK => made(0, Some(TaskRef::Own(number))),
            MADE_IN_RUNTIME_TASK => made(0, Some(TaskRef::Runtime(number))),
            kind @ (WAKE | LAST_WAKE) => Entry::Wake {
                step,
                by: number as StepRef,
                last: kind == LAST_WAKE,
            },
            WAKER_DROP => Entry::WakerDrop {
                step,
                by: number as StepRef,
            },
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

    fn there_and_back(time: u64, entry: Entry) -> Packed {
        let ([time, second, third], needed) = Packed::new(time, entry).words();
        let third = || Some(third).filter(|_| needed == MOST_WORDS);
        Packed::from_words([time, second], third).expect("there are as many words as it says")
    }

    #[test]
    fn entries_come_out_as_they_went_in() {
        for (time, entry) in (1 << 60..).zip(entries()) {
            let packed = there_and_back(time, entry);
            assert_eq!((packed.time, packed.entry()), (time, entry));
        }
    }

    #[test]
    fn an_await_that_is_ready_at_once_takes_five_words() {
        let made = Entry::Made {
            step: u32::MAX,
            site: SiteNumber(9),
            parent: 8,
            task: None,
        };
        let ready = Entry::Poll {
            step: u32::MAX,
            took: 5_000_000,
            result: PollResult::Ready,
            wakers: None,
            within: 0,
        };
        let words = |entry| Packed::new(u64::MAX, entry).words().1;
        assert_eq!((words(made), words(ready)), (3, 2));
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
        let widest = poll((1 << NUMBER) - 1);
        assert_eq!(there_and_back(0, poll(u64::MAX)).entry(), widest);
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
