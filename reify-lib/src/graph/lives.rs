//! [`Lives`]: how far each step lived, in the total order of events.

use std::collections::BTreeMap;

use crate::{EventLog, StepId, Trace};

/// The `seq` at which a step was finished. Numbers of events never come near the two values that stand for none.
pub(super) type End = u64;

/// The step was polled and never finished.
pub(super) const OPEN: End = u64::MAX;
/// The step was never polled.
pub(super) const UNPOLLED: End = u64::MAX - 1;

/// The same two, of positions of events.
const IS_OPEN: u32 = u32::MAX;
const IS_UNPOLLED: u32 = u32::MAX - 1;

/// The end of every step.
pub(super) struct Lives<'a> {
    events: &'a EventLog,
    /// The position of the event with which each step was finished.
    ends: Vec<u32>,
}

impl<'a> Lives<'a> {
    pub(super) fn of(trace: &'a Trace, in_progress: &[(StepId, u64)]) -> Self {
        let mut ends = vec![IS_UNPOLLED; trace.steps().len()];
        let events = trace.events();
        for index in 0..events.len() {
            let (Some(step), Some(result)) = (events.step_of(index), events.result_of(index))
            else {
                continue;
            };
            ends[step.index()] = if result.is_final() {
                index as u32
            } else {
                IS_OPEN
            };
        }
        for &(step, _) in in_progress {
            let end = &mut ends[step.index()];
            if *end == IS_UNPOLLED {
                *end = IS_OPEN;
            }
        }
        Self { events, ends }
    }

    /// Where a step ended.
    pub(super) fn end(&self, step: StepId) -> End {
        match self.ends[step.index()] {
            IS_OPEN => OPEN,
            IS_UNPOLLED => UNPOLLED,
            position => self.events.seq_of(position as usize),
        }
    }
}

/// The steps that the last sign of life saw within a poll, sorted, and since when at least.
///
/// It names the deepest step being polled: those above it are being polled too, for as long at least.
pub(super) fn in_progress(trace: &Trace) -> Vec<(StepId, u64)> {
    let polling = trace.last_sync().into_iter().flat_map(|sync| &sync.polling);
    let mut polling: Vec<_> = polling.map(|poll| (poll.since, poll.step)).collect();
    polling.sort_unstable();
    let mut found = BTreeMap::new();
    for (since, step) in polling {
        let mut step = Some(step);
        // Above a step that was met before, all were met, and for longer.
        while let Some(id) = step.filter(|id| !found.contains_key(id)) {
            found.insert(id, since);
            step = trace.steps().parent(id);
        }
    }
    found.into_iter().collect()
}
