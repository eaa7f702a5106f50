//! [`EventLog`]: the events of a trace, as columns of integers.
//!
//! Ten million events are 24 bytes each here; as a `Vec<Event>` they would be 72. What few events have (a poll of
//! over four seconds, the place where a step was dropped) stands in sorted side tables.

use crate::{Event, PollEvent, PollResult, StepId, ThreadId, WakeEvent, WakerDropEvent};

const WAKE: u8 = 4;
const LAST_WAKE: u8 = 5;
const WAKER_DROP: u8 = 6;

const NO_STEP: u32 = u32::MAX;
const LONG: u32 = u32::MAX;
/// Waker counts are kept plus one, so that zero is "not recorded"; the largest number stands for all above.
const MOST_WAKERS: u32 = 254;

/// The events of a trace in their total order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLog {
    kind: Vec<u8>,
    wakers: Vec<u8>,
    thread: Vec<u16>,
    step: Vec<u32>,
    /// How long a poll took, in ns; of other events the causing step.
    took: Vec<u32>,
    at: Vec<u64>,
    /// Relative to the base of its epoch.
    seq: Vec<u32>,
    /// `(first event, seq of that event)`; a new one where the relative number would not fit.
    epochs: Vec<(u32, u64)>,
    /// `(event, took)`.
    long: Vec<(u32, u64)>,
    /// `(event, step within whose poll it was dropped)`.
    within: Vec<(u32, u32)>,
}

impl EventLog {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The event at a position, if there is one.
    pub fn get(&self, index: usize) -> Option<Event> {
        (index < self.len()).then(|| self.at(index))
    }

    fn at(&self, index: usize) -> Event {
        let kind = self.kind[index];
        let (seq, at) = (self.seq(index), self.at[index]);
        let step = StepId(self.step[index]);
        let thread = ThreadId(u32::from(self.thread[index]));
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
                wakers: u32::from(self.wakers[index]).checked_sub(1),
                within: side(&self.within, index).map(StepId),
            }),
        }
    }

    /// The step that the event at a position happened to; cheaper than [`get`](Self::get).
    pub fn step_of(&self, index: usize) -> Option<StepId> {
        self.step.get(index).copied().map(StepId)
    }

    /// The result of the poll at a position, if it is a poll; cheaper than [`get`](Self::get).
    pub fn result_of(&self, index: usize) -> Option<PollResult> {
        PollResult::ALL
            .get(usize::from(*self.kind.get(index)?))
            .copied()
    }

    /// When the event at a position was complete; see [`Event::time`].
    pub fn time_of(&self, index: usize) -> Option<u64> {
        let kind = *self.kind.get(index)?;
        let at = self.at[index];
        Some(if kind < WAKE {
            at.saturating_add(self.took(index))
        } else {
            at
        })
    }

    /// The events in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + '_ {
        (0..self.len()).map(|index| self.at(index))
    }

    /// The position of the first event whose `seq` is not below the given one.
    pub fn position_of_seq(&self, seq: u64) -> usize {
        partition_point(self.len(), |index| self.seq(index) < seq)
    }

    /// The number of the last event.
    pub(crate) fn last_seq(&self) -> Option<u64> {
        self.len().checked_sub(1).map(|last| self.seq(last))
    }

    /// Appends an event. Its `seq` must be above that of the last one.
    pub(crate) fn push(&mut self, event: &Event) {
        let index = self.len() as u32;
        let (kind, took, wakers) = match event {
            Event::Poll(poll) => {
                if poll.took >= u64::from(LONG) {
                    self.long.push((index, poll.took));
                }
                if let Some(step) = poll.within {
                    self.within.push((index, step.0));
                }
                let kind = PollResult::ALL
                    .iter()
                    .position(|r| *r == poll.result)
                    .unwrap_or(0);
                let wakers = poll.wakers.map_or(0, |count| count.min(MOST_WAKERS) + 1);
                (
                    kind as u8,
                    u32::try_from(poll.took).unwrap_or(LONG),
                    wakers as u8,
                )
            }
            Event::Wake(wake) => (
                if wake.last { LAST_WAKE } else { WAKE },
                wake.by.map_or(NO_STEP, |s| s.0),
                0,
            ),
            Event::WakerDrop(drop) => (WAKER_DROP, drop.by.map_or(NO_STEP, |s| s.0), 0),
        };
        let at = match event {
            Event::Poll(event) => event.at,
            _ => event.time(),
        };
        self.kind.push(kind);
        self.wakers.push(wakers);
        self.thread
            .push(u16::try_from(event.thread().0).unwrap_or(u16::MAX));
        self.step.push(event.step().0);
        self.took.push(took);
        self.at.push(at);
        self.push_seq(index, event.seq());
    }

    fn push_seq(&mut self, index: u32, seq: u64) {
        let base = self.epochs.last().map(|&(_, base)| base);
        let relative = base.and_then(|base| u32::try_from(seq.checked_sub(base)?).ok());
        if relative.is_none() {
            self.epochs.push((index, seq));
        }
        self.seq.push(relative.unwrap_or(0));
    }

    fn seq(&self, index: usize) -> u64 {
        let epoch = self
            .epochs
            .partition_point(|&(first, _)| first as usize <= index);
        self.epochs[epoch - 1].1 + u64::from(self.seq[index])
    }

    fn took(&self, index: usize) -> u64 {
        match self.took[index] {
            LONG => side(&self.long, index).unwrap_or(u64::from(LONG)),
            took => u64::from(took),
        }
    }
}

/// Looks an event up in a side table, which is sorted by position.
fn side<T: Copy>(table: &[(u32, T)], index: usize) -> Option<T> {
    let found = table
        .binary_search_by_key(&index, |&(at, _)| at as usize)
        .ok()?;
    Some(table[found].1)
}

fn partition_point(len: usize, mut before: impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(seq: u64, took: u64) -> Event {
        Event::Poll(PollEvent {
            seq,
            step: StepId(7),
            at: 10 * seq,
            took,
            thread: ThreadId(1),
            result: PollResult::Cancelled,
            wakers: Some(3),
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
            poll(3, 0),
            poll(4, u64::from(u32::MAX)),
            poll(5, 1 << 50),
            Event::Wake(wake),
            Event::WakerDrop(dropped),
        ];
        let mut log = EventLog::default();
        for event in &events {
            log.push(event);
        }
        assert_eq!(log.iter().collect::<Vec<_>>(), events);
        assert_eq!(log.get(5), None);
        assert_eq!(log.position_of_seq(5), 2);
        assert_eq!(log.position_of_seq(6), 3);
        assert_eq!(log.time_of(2), Some(50 + (1 << 50)));
    }
}
