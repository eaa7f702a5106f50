//! [`WaitCycle`]: tasks that wait for locks which only they can hold.
//!
//! No event tells which lock is meant, nor when a guard is dropped. But whoever is waited for took a lock before; and if
//! every task on record that took one, and is alive, waits for one itself, they wait for each other.

use std::collections::HashMap;

use super::case::{Case, TaskKey};
use super::facts::State;
use super::known;
use super::options::ns;
use crate::{PollResult, StepId};

/// So many of the locks that may be held are told.
const MOST_TOLD: usize = 4;

/// Tasks that wait for each other.
pub(super) struct WaitCycle {
    /// A lock that each of them took before and may hold.
    held: HashMap<TaskKey, StepId>,
    /// Whether a guard is what one gets at a site.
    guards: Vec<bool>,
}

impl WaitCycle {
    /// The cycle of a trace, if there is one.
    pub(super) fn of(case: &Case<'_>) -> Option<Self> {
        let guards: Vec<bool> = case.trace.sites().iter().map(known::is_guard).collect();
        let waiting = waiting(case, &guards);
        if waiting.is_empty() {
            return None;
        }
        let mut held = HashMap::new();
        for step in case.trace.step_ids() {
            let taken = case.facts.step(step).state == State::Finished(PollResult::Ready);
            if !taken || !guards[case.trace.step(step).site.index()] {
                continue;
            }
            let task = case.task_of(step);
            let Some(&waits_at) = waiting.get(&task) else {
                // It may hold what the others wait for, and go on.
                if case.task(step).is_alive() {
                    return None;
                }
                continue;
            };
            // A guard lives in the function that took it, or in one that it was handed up to.
            let outer = case.outer(step);
            if step != waits_at
                && outer.is_none_or(|outer| case.facts.step(outer).state == State::Pending)
            {
                held.insert(task, step);
            }
        }
        let mut own = held
            .iter()
            .filter_map(|(task, step)| Some((*step, *waiting.get(task)?)));
        let is_cycle =
            held.len() > 1 || own.any(|(held, wanted)| is_taken_twice(case, held, wanted));
        is_cycle.then_some(Self { held, guards })
    }

    /// The locks that may be held, that of the step's own task last.
    pub(super) fn related(&self, case: &Case<'_>, step: StepId) -> Vec<(&'static str, StepId)> {
        let own = case.task_of(step);
        let mut held: Vec<(bool, StepId)> = self
            .held
            .iter()
            .map(|(task, step)| (*task == own, *step))
            .collect();
        held.sort_unstable();
        let told = held.iter().take(MOST_TOLD);
        told.map(|(is_own, step)| {
            (
                if *is_own {
                    "its task took it before"
                } else {
                    "another task took it before"
                },
                *step,
            )
        })
        .collect()
    }

    /// Whether a step waits in the cycle, or for it.
    pub(super) fn holds_up(&self, case: &Case<'_>, step: StepId) -> bool {
        waits_for_lock(case, &self.guards, step)
    }
}

/// Whether one task holds a lock that it waits for. The rounds of a loop look the same, but for their place.
fn is_taken_twice(case: &Case<'_>, held: StepId, wanted: StepId) -> bool {
    let place = |step: StepId| (case.trace.step(step).site, case.outer(step));
    case.site(held).expr == case.site(wanted).expr && place(held) != place(wanted)
}

/// Whether a step has waited for a lock, for long.
fn waits_for_lock(case: &Case<'_>, guards: &[bool], step: StepId) -> bool {
    let facts = case.facts.step(step);
    let since = facts.last().map_or(0, |last| case.time(last));
    let lasted = case.trace.duration().saturating_sub(since);
    guards[case.trace.step(step).site.index()]
        && facts.unanswered_wake().is_none()
        && lasted >= ns(case.options.wait_cycle)
}

/// The step at which each task waits for a lock, or for a task that does.
fn waiting(case: &Case<'_>, guards: &[bool]) -> HashMap<TaskKey, StepId> {
    let leaves = case
        .waiting_leaves()
        .filter(|(step, _)| waits_for_lock(case, guards, *step));
    let mut waiting: HashMap<_, _> = leaves.map(|(step, _)| (case.task_of(step), step)).collect();
    let mut open: Vec<TaskKey> = waiting.keys().copied().collect();
    while let Some(task) = open.pop() {
        let TaskKey::Task(task) = task else { continue };
        let Some(spawner) = case.trace.tasks()[task as usize].spawned_by else {
            continue;
        };
        let joins_at = case
            .task(spawner)
            .at
            .filter(|at| known::is_join(case.site(*at)));
        let spawner = case.task_of(spawner);
        if let Some(joins_at) = joins_at
            && !waiting.contains_key(&spawner)
        {
            waiting.insert(spawner, joins_at);
            open.push(spawner);
        }
    }
    waiting
}
