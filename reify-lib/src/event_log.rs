//! [`EventLog`]: the events of a trace, as columns of integers.
//!
//! Ten million events are 15 bytes each here, if a program has few threads; as a `Vec<Event>` they would be 72. What few
//! events have (a poll of over four seconds, many wakers, the place where a step was dropped) stands in sorted side tables.

mod appender;

pub(crate) use self::appender::Appender;
use crate::column::{Ascending, Column, Narrow, partition_point, side};
use crate::{Event, PollEvent, PollResult, StepId, ThreadId, WakeEvent, WakerDropEvent};

const WAKE: u8 = 4;
const LAST_WAKE: u8 = 5;
const WAKER_DROP: u8 = 6;

/// The bits of the kind of an event.
const KIND: u8 = 0b0111;
/// The bit that says that there is a step within whose poll this one was dropped.
const WITHIN: u8 = 0b1000;
/// The bits above those hold the number of wakers, plus one, so that zero is "not recorded".
const WAKERS_FROM: u32 = 4;
/// Stands for a number of wakers in the side table.
const MANY: u8 = u8::MAX >> WAKERS_FROM;

const NO_STEP: u32 = u32::MAX;
const LONG: u32 = u32::MAX;

/// The events of a trace in their total order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLog {
    /// What it was, and how many wakers a poll left.
    what: Vec<u8>,
    thread: Narrow,
    step: Vec<u32>,
    /// How long a poll took, in ns; of other events the causing step.
    took: Vec<u32>,
    at: Column<u32>,
    seq: Ascending,
    /// `(event, took)`.
    long: Vec<(u32, u64)>,
    /// `(event, wakers)`.
    many_wakers: Vec<(u32, u32)>,
    /// `(event, step within whose poll it was dropped)`.
    within: Vec<(u32, u32)>,
}

impl EventLog {
    /// How many events there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.what.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.what.is_empty()
    }

    /// The event at a position, if there is one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Event> {
        (index < self.len()).then(|| self.at(index))
    }

    #[inline]
    fn at(&self, index: usize) -> Event {
        let kind = self.what[index] & KIND;
        let (seq, at) = (self.seq.get(index), self.at.get(index));
        let step = StepId(self.step[index]);
        let thread = self.thread_of(index);
        let by = (self.took[index] != NO_STEP).then(|| StepId(self.took[index]));
        match kind {
            WAKE | LAST_WAKE => Event::Wake(WakeEvent {
                seq,
                step,
                at,
                by,
                thread,
                last: kind == LAST_WAKE,
            }),
            WAKER_DROP => Event::WakerDrop(WakerDropEvent {
                seq,
                step,
                at,
                by,
                thread,
            }),
            _ => Event::Poll(PollEvent {
                seq,
                step,
                at,
                took: self.took(index),
                thread,
                result: PollResult::ALL[usize::from(kind & 3)],
                wakers: self.wakers(index),
                within: self.within(index),
            }),
        }
    }

    /// The step that the event at a position happened to; cheaper than [`get`](Self::get).
    #[inline]
    pub fn step_of(&self, index: usize) -> Option<StepId> {
        self.step.get(index).copied().map(StepId)
    }

    /// The result of the poll at a position, if it is a poll; cheaper than [`get`](Self::get).
    #[inline]
    pub fn result_of(&self, index: usize) -> Option<PollResult> {
        PollResult::ALL
            .get(usize::from(*self.what.get(index)? & KIND))
            .copied()
    }

    /// When the event at a position was complete; see [`Event::time`].
    #[inline]
    pub fn time_of(&self, index: usize) -> Option<u64> {
        let (at, took) = (index < self.len()).then(|| self.span_of(index))?;
        Some(at.saturating_add(took))
    }

    /// How long the poll at a position took, in ns; nothing of another event.
    #[inline]
    pub fn took_of(&self, index: usize) -> Option<u64> {
        self.result_of(index).map(|_| self.took(index))
    }

    /// When the poll at a position began, and how long it took, in ns; of another event, when it was. Cheaper than
    /// [`get`](Self::get).
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub fn span_of(&self, index: usize) -> (u64, u64) {
        let is_poll = self.what[index] & KIND < WAKE;
        let took = if is_poll { self.took(index) } else { 0 };
        (self.at.get(index), took)
    }

    /// The thread that the event at a position, which must be there, happened on.
    #[inline]
    pub(crate) fn thread_of(&self, index: usize) -> ThreadId {
        ThreadId(self.thread.get(index))
    }

    /// The events in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + '_ {
        (0..self.len()).map(|index| self.at(index))
    }

    /// The position of the first event whose `seq` is not below the given one.
    pub fn position_of_seq(&self, seq: u64) -> usize {
        partition_point(self.len(), |index| self.seq.get(index) < seq)
    }

    /// The number of the event at a position, which must be there.
    #[inline]
    pub(crate) fn seq_of(&self, index: usize) -> u64 {
        self.seq.get(index)
    }

    fn wakers(&self, index: usize) -> Option<u32> {
        match self.what[index] >> WAKERS_FROM {
            MANY => side(&self.many_wakers, index),
            count => u32::from(count).checked_sub(1),
        }
    }

    fn within(&self, index: usize) -> Option<StepId> {
        if self.what[index] & WITHIN == 0 {
            return None;
        }
        side(&self.within, index).map(StepId)
    }

    fn took(&self, index: usize) -> u64 {
        match self.took[index] {
            LONG => side(&self.long, index).unwrap_or(u64::from(LONG)),
            took => u64::from(took),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(seq: u64, took: u64, wakers: Option<u32>) -> Event {
        Event::Poll(PollEvent {
            seq,
            step: StepId(7),
            at: 10 * seq,
            took,
            thread: ThreadId(1),
            result: PollResult::Cancelled,
            wakers,
            within: Some(StepId(2)),
        })
    }

    #[test]
    fn gives_back_what_was_pushed() {
        let wake = WakeEvent {
            seq: 9,
            step: StepId(1),
            at: 5,
            by: Some(StepId(0)),
            thread: ThreadId(0),
            last: true,
        };
        let dropped = WakerDropEvent {
            seq: 1 << 40,
            step: StepId(1),
            at: 5,
            by: None,
            thread: ThreadId(0),
        };
        let events = [
            poll(3, 0, None),
            poll(4, u64::from(u32::MAX), Some(3)),
            poll(5, 1 << 50, Some(u32::MAX)),
            Event::Wake(wake),
            Event::WakerDrop(dropped),
        ];
        let log: EventLog = events.into_iter().collect();
        assert_eq!(log.iter().collect::<Vec<_>>(), events);
        assert_eq!(log.get(5), None);
        assert_eq!(log.position_of_seq(5), 2);
        assert_eq!(log.position_of_seq(6), 3);
        assert_eq!(log.time_of(2), Some(50 + (1 << 50)));
    }
}
