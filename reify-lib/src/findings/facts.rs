//! [`Facts`]: what the events say of each step, collected in one pass.
//!
//! They stand beside everything else that is kept of a recording, which may have millions of steps. What every step has
//! is a column of narrow numbers: eleven bytes a step in all. What only few have at any time, as a wake that no poll has
//! answered yet, stands in maps.

mod collector;
mod stand;
mod step;
mod sums;

use std::collections::HashMap;

use self::collector::Collector;
use self::stand::Stand;
pub(super) use self::stand::State;
use self::step::News;
pub(super) use self::step::StepFacts;
pub(super) use self::sums::Sums;
use crate::{StepId, Trace};

/// The position of no event.
const NONE: u32 = u32::MAX;

/// A poll that took long by itself.
#[derive(Clone, Copy)]
pub(super) struct LongPoll {
    pub(super) step: StepId,
    pub(super) began: u64,
    pub(super) end: u64,
    pub(super) own_time: u64,
    /// Its position; none if it had not returned when the trace ended.
    pub(super) position: Option<u32>,
}

/// A step that was woken and had to wait for its poll.
#[derive(Clone, Copy)]
pub(super) struct Delay {
    pub(super) step: StepId,
    pub(super) from: u64,
    pub(super) until: u64,
    pub(super) wake: u32,
    /// The position of the poll; none if there was none until the trace ended.
    pub(super) poll: Option<u32>,
}

/// What the events say of every step, and what stood out among them.
pub(super) struct Facts {
    stands: Vec<Stand>,
    /// The position of the last poll or drop.
    last: Vec<u32>,
    waited: Sums<u32>,
    polls: Sums<u8>,
    spurious: Sums<u8>,
    /// What happened to wakers since the last poll.
    news: HashMap<StepId, News>,
    /// Who polled those last that are polled by another step than the one they were made in.
    elsewhere: HashMap<StepId, StepId>,
    /// By site: how often its steps were woken.
    pub(super) wakes: Vec<u64>,
    pub(super) long_polls: Vec<LongPoll>,
    pub(super) delays: Vec<Delay>,
}

impl Facts {
    /// Collects them. Polls and delays shorter than `notable` ns are not kept one by one.
    pub(super) fn of(trace: &Trace, notable: u64) -> Self {
        Collector::new(trace, notable).collect()
    }

    fn none(trace: &Trace) -> Self {
        let steps = trace.steps().len();
        Self {
            stands: vec![Stand::default(); steps],
            last: vec![NONE; steps],
            waited: Sums::new(steps),
            polls: Sums::new(steps),
            spurious: Sums::new(steps),
            news: HashMap::new(),
            elsewhere: HashMap::new(),
            wakes: vec![0; trace.sites().len()],
            long_polls: Vec::new(),
            delays: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn step(&self, step: StepId) -> StepFacts<'_> {
        StepFacts::new(self, step)
    }
}
