//! [`Found`]: an event that was made out in a block, and its line, in few bytes.
//!
//! It is made on one thread and taken on another one: each byte goes from one processor's cache to the other's, which takes
//! longer than to squeeze it.

use crate::PollResult;
use crate::record::{Happening, PollRecord, StepRecord, WakeRecord, WakerDropRecord};

/// Stands for what is not there.
const NONE: u32 = u32::MAX;

/// An event whose numbers are as small as they are in nearly all recordings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    seq: u64,
    at: u64,
    step: u32,
    /// How long a poll took, or the site of a step, or the step that caused the event.
    second: u32,
    /// The wakers of a poll, or the parent of a step.
    third: u32,
    /// The step within whose poll one was dropped, or the task of a step.
    fourth: u32,
    start: u32,
    thread: u16,
    length: u8,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Poll(PollResult),
    Step,
    BorrowedStep,
    Wake,
    LastWake,
    WakerDrop,
}

impl Found {
    /// An event on the line of so many bytes that starts at a byte of the block, if it can be squeezed.
    #[inline]
    pub(super) fn new(start: usize, length: usize, happening: &Happening) -> Option<Self> {
        let (seq, at, kind) = match happening {
            Happening::Poll(poll) => (poll.seq, poll.at, Kind::Poll(poll.result)),
            Happening::Step(step) if step.borrowed => (step.seq, step.at, Kind::BorrowedStep),
            Happening::Step(step) => (step.seq, step.at, Kind::Step),
            Happening::Wake(wake) if wake.last => (wake.seq, wake.at, Kind::LastWake),
            Happening::Wake(wake) => (wake.seq, wake.at, Kind::Wake),
            Happening::WakerDrop(drop) => (drop.seq, drop.at, Kind::WakerDrop),
        };
        let (step, thread, second, third, fourth) = match happening {
            Happening::Poll(poll) => (
                poll.step,
                poll.thread,
                Some(poll.took),
                poll.wakers.map(u64::from),
                poll.within,
            ),
            Happening::Step(step) => (step.id, 0, Some(step.site), step.parent, step.task),
            Happening::Wake(wake) => (wake.step, wake.thread, wake.by, None, None),
            Happening::WakerDrop(drop) => (drop.step, drop.thread, drop.by, None, None),
        };
        Some(Self {
            seq,
            at,
            step: u32::try_from(step).ok()?,
            second: squeezed(second)?,
            third: squeezed(third)?,
            fourth: squeezed(fourth)?,
            start: u32::try_from(start).ok()?,
            thread: u16::try_from(thread).ok()?,
            length: u8::try_from(length).ok()?,
            kind,
        })
    }

    /// Where its line starts in the block.
    #[inline]
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// How many bytes its line has, with its end.
    #[inline]
    pub(super) fn length(&self) -> usize {
        usize::from(self.length)
    }

    /// The event.
    #[inline]
    pub(super) fn happening(&self) -> Happening {
        let Self { seq, at, .. } = *self;
        let (step, thread) = (u64::from(self.step), u64::from(self.thread));
        let by = known(self.second);
        match self.kind {
            Kind::Poll(result) => Happening::Poll(PollRecord {
                seq,
                step,
                at,
                took: u64::from(self.second),
                thread,
                result,
                wakers: (self.third != NONE).then_some(self.third),
                within: known(self.fourth),
            }),
            Kind::Step | Kind::BorrowedStep => Happening::Step(StepRecord {
                seq,
                id: step,
                site: u64::from(self.second),
                parent: known(self.third),
                task: known(self.fourth),
                at,
                borrowed: matches!(self.kind, Kind::BorrowedStep),
            }),
            Kind::Wake | Kind::LastWake => Happening::Wake(WakeRecord {
                seq,
                step,
                at,
                by,
                thread,
                last: matches!(self.kind, Kind::LastWake),
            }),
            Kind::WakerDrop => Happening::WakerDrop(WakerDropRecord {
                seq,
                step,
                at,
                by,
                thread,
            }),
        }
    }
}

/// A number in half of its bytes, if it fits.
#[inline]
fn squeezed(number: Option<u64>) -> Option<u32> {
    let Some(number) = number else {
        return Some(NONE);
    };
    u32::try_from(number).ok().filter(|number| *number != NONE)
}

#[inline]
fn known(number: u32) -> Option<u64> {
    (number != NONE).then_some(u64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(took: u64, wakers: Option<u32>) -> Happening {
        Happening::Poll(PollRecord {
            seq: 1 << 40,
            step: 7,
            at: 1 << 50,
            took,
            thread: 2,
            result: PollResult::Cancelled,
            wakers,
            within: Some(0),
        })
    }

    #[test]
    fn gives_back_what_it_was_made_of() {
        let step = |borrowed| {
            Happening::Step(StepRecord {
                seq: 3,
                id: 9,
                site: 1,
                parent: None,
                task: Some(4),
                at: 5,
                borrowed,
            })
        };
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
            poll(5, None),
            poll(0, Some(3)),
            step(false),
            step(true),
            wake(false),
            wake(true),
            dropped,
        ];
        for happening in &all {
            let found = Found::new(70, 30, happening).unwrap();
            assert_eq!((found.start(), found.length()), (70, 30));
            assert_eq!(&found.happening(), happening);
        }
        assert_eq!(size_of::<Found>(), 40);
    }

    #[test]
    fn what_is_too_large_is_not_cut() {
        assert!(Found::new(0, 30, &poll(u64::from(u32::MAX) - 1, None)).is_some());
        assert!(Found::new(0, 30, &poll(u64::from(u32::MAX), None)).is_none());
        assert!(Found::new(0, 30, &poll(1 << 32, None)).is_none());
        assert!(Found::new(0, 30, &poll(1, Some(u32::MAX))).is_none());
        assert!(Found::new(0, 256, &poll(1, None)).is_none());
    }
}
