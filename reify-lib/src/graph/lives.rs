//! [`Lives`]: how far each step lived, in the total order of events.

use crate::{StepId, Trace};

/// The `seq` at which a step was finished. Numbers of events never come near the two values that stand for none.
pub(super) type End = u64;

/// The step was polled and never finished.
pub(super) const OPEN: End = u64::MAX;
/// The step was never polled.
pub(super) const UNPOLLED: End = u64::MAX - 1;

/// The end of every step.
pub(super) struct Lives {
    ends: Vec<End>,
    in_progress: Vec<(StepId, u64)>,
}

impl Lives {
    pub(super) fn of(trace: &Trace) -> Self {
        let mut ends = vec![UNPOLLED; trace.steps().len()];
        let events = trace.events();
        for index in 0..events.len() {
            let (Some(step), Some(result)) = (events.step_of(index), events.result_of(index))
            else {
                continue;
            };
            ends[step.index()] = if result.is_final() {
                events.get(index).map_or(OPEN, |event| event.seq())
            } else {
                OPEN
            };
        }
        let in_progress = in_progress(trace);
        for &(step, _) in &in_progress {
            let end = &mut ends[step.index()];
            if *end == UNPOLLED {
                *end = OPEN;
            }
        }
        Self { ends, in_progress }
    }

    /// Where a step ended.
    pub(super) fn end(&self, step: StepId) -> End {
        self.ends[step.index()]
    }

    /// The steps that the last sign of life saw within a poll, and since when at least.
    pub(super) fn in_progress(&self) -> &[(StepId, u64)] {
        &self.in_progress
    }
}

/// A sign of life names the deepest step being polled: those above it are being polled too, for as long at least.
fn in_progress(trace: &Trace) -> Vec<(StepId, u64)> {
    let mut found = Vec::new();
    for poll in trace.last_sync().iter().flat_map(|sync| &sync.polling) {
        let mut step = Some(poll.step);
        while let Some(id) = step {
            found.push((id, poll.since));
            step = trace.step(id).parent;
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|&mut (step, _)| step);
    found
}
