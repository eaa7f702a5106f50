//! Steps that came to the same end together, one around the other: a cancellation, or a panic, goes through many.

use super::case::Case;
use crate::StepId;

/// The innermost of the steps that are asked for, each with the outermost of the unbroken chain of those around it; in
/// order. Takes room only for those that stand in a chain.
pub(super) fn innermost<'a>(
    case: &'a Case<'_>,
    asked: impl Fn(StepId) -> bool + 'a,
) -> impl Iterator<Item = (StepId, StepId)> + 'a {
    let mut tops: Vec<(StepId, StepId)> = Vec::new();
    let mut around = Vec::new();
    for step in case.trace.step_ids().filter(|step| asked(*step)) {
        if let Some(outer) = case.outer(step).filter(|outer| asked(*outer)) {
            // What is polled by a step that was made later has no answer yet but that step.
            tops.push((step, top_of(&tops, outer)));
            around.push(outer);
        }
    }
    around.sort_unstable();
    around.dedup();
    let steps = case.trace.step_ids();
    let innermost = steps.filter(move |step| asked(*step) && around.binary_search(step).is_err());
    innermost.map(move |step| (step, top_of(&tops, step)))
}

/// The outermost of the chain of a step; the step itself where it stands in none.
fn top_of(tops: &[(StepId, StepId)], step: StepId) -> StepId {
    let found = tops.binary_search_by_key(&step, |&(inner, _)| inner);
    found.map_or(step, |found| tops[found].1)
}
