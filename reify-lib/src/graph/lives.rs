//! [`Lives`]: how far each step lived, in the total order of events.

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
