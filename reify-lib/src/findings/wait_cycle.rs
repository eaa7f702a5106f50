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
}

impl WaitCycle {
    /// The cycle of a trace, if there is one.
    pub(super) fn of(case: &Case<'_>) -> Option<Self> {
        let waiting = waiting(case);
        let mut held = HashMap::new();
        for step in case.trace.step_ids() {
            let taken = case.facts.step(step).state == State::Finished(PollResult::Ready);
            if !taken || !known::is_guard(case.site(step)) {
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
        let is_cycle = held.len() > 1
            || held.iter().any(|(task, step)| {
                // Alone, it has to be the same lock.
                waiting
                    .get(task)
                    .is_some_and(|waits_at| case.site(*waits_at).expr == case.site(*step).expr)
            });
        is_cycle.then_some(Self { held })
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
    pub(super) fn holds_up(case: &Case<'_>, step: StepId) -> bool {
        let facts = case.facts.step(step);
        let since = facts.last().map_or(0, |last| case.time(last));
        let lasted = case.trace.duration().saturating_sub(since);
        known::is_guard(case.site(step))
            && facts.unanswered_wake().is_none()
            && lasted >= ns(case.options.wait_cycle)
    }
}

/// The step at which each task waits for a lock, or for a task that does.
fn waiting(case: &Case<'_>) -> HashMap<TaskKey, StepId> {
    let leaves = case
        .waiting_leaves()
        .filter(|(step, _)| WaitCycle::holds_up(case, *step));
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
