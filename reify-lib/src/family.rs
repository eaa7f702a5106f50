//! Families: the steps of one parent step, the root steps of one task, and those root steps of which the task is not known.
//!
//! They stand side by side, in the [graph](crate::AsyncStepGraph) and where findings look for what could run together.

use crate::{StepId, TaskId, Trace};

/// How many families there may be: the largest [number](of), and one.
pub(crate) fn count(trace: &Trace) -> usize {
    trace.steps().len() + trace.tasks().len() + 1
}

/// The number of the family of a step: those of steps come first.
#[inline]
pub(crate) fn of(trace: &Trace, step: StepId) -> usize {
    let (steps, tasks) = (trace.steps(), trace.tasks().len());
    let of_task = || steps.len() + steps.task(step).map_or(tasks, TaskId::index);
    steps.parent(step).map_or_else(of_task, StepId::index)
}
