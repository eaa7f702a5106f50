//! [`Numbers`]: counts and times of steps or of nodes, at 24 bytes each.
//!
//! A step is polled a few times within a few seconds, nearly always. What does not fit stands in a table of its own.

use super::node::StepOutcome;

const NO_EVENT: u32 = u32::MAX;
/// Stands for a number of polls that does not fit: all numbers of the entry are in the other table.
const LARGE: u8 = u8::MAX;

/// The counts and times of a step or node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) polls: u64,
    pub(super) cancelled: u32,
    pub(super) outcome: StepOutcome,
    pub(super) polling: u64,
    pub(super) waiting: u64,
    /// When the last poll returned, or as the first step was made.
    pub(super) last: u64,
    pub(super) first_event: Option<u32>,
    pub(super) last_event: Option<u32>,
}

impl Sum {
    /// Adds a later step of the same node.
    pub(super) fn add(&mut self, other: &Self) {
        self.polls += other.polls;
        self.cancelled = self.cancelled.saturating_add(other.cancelled);
        self.outcome = self.outcome.and(other.outcome);
        self.polling = self.polling.saturating_add(other.polling);
        self.waiting = self.waiting.saturating_add(other.waiting);
        self.last = self.last.max(other.last);
        let events = [self.first_event, other.first_event];
        self.first_event = events.into_iter().flatten().min();
        self.last_event = self.last_event.max(other.last_event);
    }
}

/// A [`Sum`] in 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    /// Or the place in the table of the large.
    first_event: u32,
    last_event: u32,
    polling: u32,
    waiting: u32,
    /// Since the first step was made.
    last: u32,
    polls: u8,
    cancelled: u8,
    outcome: StepOutcome,
}

impl Packed {
    fn of(sum: &Sum, made: u64) -> Option<Self> {
        Some(Self {
            first_event: sum.first_event.unwrap_or(NO_EVENT),
            last_event: sum.last_event.unwrap_or(NO_EVENT),
            polling: u32::try_from(sum.polling).ok()?,
            waiting: u32::try_from(sum.waiting).ok()?,
            last: u32::try_from(sum.last.checked_sub(made)?).ok()?,
            polls: u8::try_from(sum.polls)
                .ok()
                .filter(|polls| *polls != LARGE)?,
            cancelled: u8::try_from(sum.cancelled).ok()?,
            outcome: sum.outcome,
        })
    }

    const fn large(index: usize) -> Self {
        Self {
            first_event: index as u32,
            polls: LARGE,
            ..Self::NOTHING
        }
    }

    const NOTHING: Self = Self {
        first_event: NO_EVENT,
        last_event: NO_EVENT,
        polling: 0,
        waiting: 0,
        last: 0,
        polls: 0,
        cancelled: 0,
        outcome: StepOutcome::NeverPolled,
    };
}

/// The counts and times of many steps or nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    packed: Vec<Packed>,
    large: Vec<Sum>,
}

impl Numbers {
    /// So many of which nothing is known.
    pub(super) fn new(count: usize) -> Self {
        Self {
            packed: vec![Packed::NOTHING; count],
            large: Vec::new(),
        }
    }

    /// One of them, whose first step was made at the given time.
    #[inline]
    pub(super) fn get(&self, index: usize, made: u64) -> Sum {
        let packed = self.packed[index];
        if packed.polls == LARGE {
            return self.large[packed.first_event as usize];
        }
        let event = |event: u32| (event != NO_EVENT).then_some(event);
        Sum {
            polls: u64::from(packed.polls),
            cancelled: u32::from(packed.cancelled),
            outcome: packed.outcome,
            polling: u64::from(packed.polling),
            waiting: u64::from(packed.waiting),
            last: made.saturating_add(u64::from(packed.last)),
            first_event: event(packed.first_event),
            last_event: event(packed.last_event),
        }
    }

    /// Lets one of them stand at an earlier place too.
    pub(super) fn move_down(&mut self, from: usize, to: usize) {
        self.packed[to] = self.packed[from];
    }

    /// Forgets all behind so many, and the room that they took.
    pub(super) fn truncate(&mut self, count: usize) {
        self.packed.truncate(count);
        self.packed.shrink_to_fit();
        let before = std::mem::take(&mut self.large);
        for packed in self
            .packed
            .iter_mut()
            .filter(|packed| packed.polls == LARGE)
        {
            self.large.push(before[packed.first_event as usize]);
            *packed = Packed::large(self.large.len() - 1);
        }
    }

    /// Changes one of them.
    #[inline]
    pub(super) fn change(&mut self, index: usize, made: u64, change: impl FnOnce(&mut Sum)) {
        let packed = self.packed[index];
        if packed.polls == LARGE {
            change(&mut self.large[packed.first_event as usize]);
            return;
        }
        let mut sum = self.get(index, made);
        change(&mut sum);
        self.packed[index] = Packed::of(&sum, made).unwrap_or_else(|| {
            self.large.push(sum);
            Packed::large(self.large.len() - 1)
        });
    }
}
