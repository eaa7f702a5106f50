//! [`Moment`]: a position of the time cursor, as the place in the total order and the time that it stands for.

use super::Model;

/// The world just after an event, or at the end of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The position of the event; behind the last one at the end.
    pub position: usize,
    /// The place in the total order: what has a number above it is still to come.
    pub seq: u64,
    /// The time, in ns since the start of the trace.
    pub time: u64,
}

impl Moment {
    /// How many events have happened.
    pub(super) const fn happened(&self) -> usize {
        self.position.saturating_add(1)
    }
}

impl Model {
    /// The moment of a position.
    pub fn moment(&self, position: usize) -> Moment {
        match self.trace().events().get(position) {
            Some(event) => Moment {
                position,
                seq: event.seq(),
                time: event.time(),
            },
            None => Moment {
                position: self.events(),
                seq: u64::MAX,
                time: self.trace().duration(),
            },
        }
    }

    /// The last event that was complete at a time, in ns since the start; behind it lies what came later.
    pub fn position_of_time(&self, time: u64) -> usize {
        if time > self.trace().duration() {
            return self.events();
        }
        let events = self.trace().events();
        let (mut low, mut high) = (0, events.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if events.time_of(middle).is_some_and(|at| at <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low.saturating_sub(1)
    }
}
