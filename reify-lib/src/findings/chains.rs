//! [`Chains`]: steps that came to the same end together, one around the other.
//!
//! A cancellation, or a panic, goes through many steps. What is told is the innermost of them, with the outermost.

use super::case::Case;
use crate::StepId;

/// Steps of one kind, by what is around them. Takes room only for those that stand in another one.
pub(super) struct Chains {
    /// Those that stand in another one, each with the outermost of the unbroken chain around it; in order.
    tops: Vec<(StepId, StepId)>,
    /// Those that another one stands in, in order.
    around: Vec<StepId>,
}

impl Chains {
    /// The chains of the steps that are asked for.
    pub(super) fn of(case: &Case<'_>, asked: impl Fn(StepId) -> bool) -> Self {
        let (tops, around) = (Vec::new(), Vec::new());
        let mut chains = Self { tops, around };
        for step in case.trace.step_ids().filter(|step| asked(*step)) {
            if let Some(outer) = case.outer(step).filter(|outer| asked(*outer)) {
                // What is polled by a step that was made later has no answer yet but that step.
                chains.tops.push((step, chains.top(outer)));
                chains.around.push(outer);
            }
        }
        chains.around.sort_unstable();
        chains.around.dedup();
        chains
    }

    /// Whether none of them stands in a step.
    pub(super) fn is_innermost(&self, step: StepId) -> bool {
        self.around.binary_search(&step).is_err()
    }

    /// The outermost of the chain of a step; the step itself where it stands in no other.
    pub(super) fn top(&self, step: StepId) -> StepId {
        let found = self.tops.binary_search_by_key(&step, |&(inner, _)| inner);
        found.map_or(step, |found| self.tops[found].1)
    }
}
