//! [`Found`]: an event that was made out in a block, and its line, in few bytes.
//!
//! It is made on one thread and taken on another one: each byte goes from one processor's cache to the other's, which takes
//! longer than to squeeze it.

#![expect(
    clippy::inline_always,
    reason = "an event that is handed on stands in memory, which takes as long as all else"
)]

use crate::PollResult;
use crate::record::{Happening, PollRecord, StepRecord, WakeRecord, WakerDropRecord};

/// Stands for what is not there.
const NONE: u32 = u32::MAX;

/// An event whose numbers are as small, and of which as much is left out, as in nearly all recordings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    seq: u64,
    at: u64,
    step: u32,
    /// How long a poll took, or the site of a step, or the step that caused the event.
    second: u32,
    /// What [`Kind`] says.
    third: u32,
    thread: u16,
    length: u8,
    kind: Kind,
}

/// What happened, and what the third number is.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// The wakers.
    Poll(PollResult),
    /// The step within whose poll this one was dropped.
    DroppedWithin,
    /// The parent.
    Step,
    BorrowedStep,
    /// The task.
    RootStep,
    BorrowedRootStep,
    /// Nothing.
    Wake,
    LastWake,
    WakerDrop,
}

impl Found {
    /// An event on a line of so many bytes, if it can be squeezed.
    #[inline(always)]
    pub(super) fn new(length: usize, happening: &Happening) -> Option<Self> {
        let (step, seq, at, thread) = match happening {
            Happening::Poll(poll) => (poll.step, poll.seq, poll.at, poll.thread),
            Happening::Step(step) => (step.id, step.seq, step.at, 0),
            Happening::Wake(wake) => (wake.step, wake.seq, wake.at, wake.thread),
            Happening::WakerDrop(drop) => (drop.step, drop.seq, drop.at, drop.thread),
        };
        let (kind, second, third) = match happening {
            Happening::Poll(poll) => {
                let (kind, third) = match (poll.wakers, poll.within) {
                    (wakers, None) => (Kind::Poll(poll.result), wakers.map(u64::from)),
                    (None, within) if poll.result == PollResult::Cancelled => {
                        (Kind::DroppedWithin, within)
                    }
                    _ => return None,
                };
                (kind, Some(poll.took), third)
            }
            Happening::Step(step) => {
                let (kind, third) = match (step.parent, step.task, step.borrowed) {
                    (parent, None, false) => (Kind::Step, parent),
                    (parent, None, true) => (Kind::BorrowedStep, parent),
                    (None, task, false) => (Kind::RootStep, task),
                    (None, task, true) => (Kind::BorrowedRootStep, task),
                    _ => return None,
                };
                (kind, Some(step.site), third)
            }
            Happening::Wake(wake) if wake.last => (Kind::LastWake, wake.by, None),
            Happening::Wake(wake) => (Kind::Wake, wake.by, None),
            Happening::WakerDrop(drop) => (Kind::WakerDrop, drop.by, None),
        };
        Some(Self {
            seq,
            at,
            step: u32::try_from(step).ok()?,
            second: squeezed(second)?,
            third: squeezed(third)?,
            thread: u16::try_from(thread).ok()?,
            length: u8::try_from(length).ok()?,
            kind,
        })
    }

    /// How many bytes its line has, with its end.
    #[inline(always)]
    pub(super) fn length(&self) -> usize {
        usize::from(self.length)
    }

    /// The event.
    #[inline(always)]
    pub(super) fn happening(&self) -> Happening {
        match self.kind {
            Kind::Poll(result) => {
                let wakers = (self.third != NONE).then_some(self.third);
                self.poll(result, wakers, None)
            }
            Kind::DroppedWithin => self.poll(PollResult::Cancelled, None, known(self.third)),
            Kind::Step => self.made(known(self.third), None, false),
            Kind::BorrowedStep => self.made(known(self.third), None, true),
            Kind::RootStep => self.made(None, known(self.third), false),
            Kind::BorrowedRootStep => self.made(None, known(self.third), true),
            Kind::Wake => self.woken(false),
            Kind::LastWake => self.woken(true),
            Kind::WakerDrop => Happening::WakerDrop(WakerDropRecord {
                seq: self.seq,
                step: u64::from(self.step),
                at: self.at,
                by: known(self.second),
                thread: u64::from(self.thread),
            }),
        }
    }

    #[inline(always)]
    fn poll(&self, result: PollResult, wakers: Option<u32>, within: Option<u64>) -> Happening {
        Happening::Poll(PollRecord {
            seq: self.seq,
            step: u64::from(self.step),
            at: self.at,
            took: u64::from(self.second),
            thread: u64::from(self.thread),
            result,
            wakers,
            within,
        })
    }

    #[inline(always)]
    fn made(&self, parent: Option<u64>, task: Option<u64>, borrowed: bool) -> Happening {
        Happening::Step(StepRecord {
            seq: self.seq,
            id: u64::from(self.step),
            site: u64::from(self.second),
            parent,
            task,
            at: self.at,
            borrowed,
        })
    }

    #[inline(always)]
    fn woken(&self, last: bool) -> Happening {
        Happening::Wake(WakeRecord {
            seq: self.seq,
            step: u64::from(self.step),
            at: self.at,
            by: known(self.second),
            thread: u64::from(self.thread),
            last,
        })
    }
}

/// A number in half of its bytes, if it fits.
#[inline(always)]
fn squeezed(number: Option<u64>) -> Option<u32> {
    let Some(number) = number else {
        return Some(NONE);
    };
    u32::try_from(number).ok().filter(|number| *number != NONE)
}

#[inline(always)]
fn known(number: u32) -> Option<u64> {
    (number != NONE).then_some(u64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(took: u64, wakers: Option<u32>, within: Option<u64>) -> Happening {
        Happening::Poll(PollRecord {
            seq: 1 << 40,
            step: 7,
            at: 1 << 50,
            took,
            thread: 2,
            result: PollResult::Cancelled,
            wakers,
            within,
        })
    }

    fn step(parent: Option<u64>, task: Option<u64>, borrowed: bool) -> Happening {
        Happening::Step(StepRecord {
            seq: 3,
            id: 9,
            site: 1,
            parent,
            task,
            at: 5,
            borrowed,
        })
    }

    #[test]
    fn gives_back_what_it_was_made_of() {
        let wake = |last: bool| {
            Happening::Wake(WakeRecord {
                seq: 3,
                step: 9,
                at: 5,
                by: (!last).then_some(8),
                thread: 65_535,
                last,
            })
        };
        let dropped = Happening::WakerDrop(WakerDropRecord {
            seq: 3,
            step: 9,
            at: 5,
            by: None,
            thread: 0,
        });
        let all = [
            poll(5, None, None),
            poll(0, Some(3), None),
            poll(0, None, Some(0)),
            step(None, None, false),
            step(Some(4), None, false),
            step(Some(4), None, true),
            step(None, Some(4), false),
            step(None, Some(4), true),
            wake(false),
            wake(true),
            dropped,
        ];
        for happening in &all {
            let found = Found::new(30, happening).unwrap();
            assert_eq!(found.length(), 30);
            assert_eq!(&found.happening(), happening);
        }
        assert_eq!(size_of::<Found>(), 32);
    }

    #[test]
    fn what_has_no_room_is_not_cut() {
        assert!(Found::new(30, &poll(u64::from(u32::MAX) - 1, None, None)).is_some());
        assert!(Found::new(30, &poll(u64::from(u32::MAX), None, None)).is_none());
        assert!(Found::new(30, &poll(1 << 32, None, None)).is_none());
        assert!(Found::new(30, &poll(1, Some(u32::MAX), None)).is_none());
        assert!(Found::new(30, &poll(1, Some(0), Some(0))).is_none());
        assert!(Found::new(30, &step(Some(1), Some(1), false)).is_none());
        assert!(Found::new(256, &poll(1, None, None)).is_none());
    }
}
