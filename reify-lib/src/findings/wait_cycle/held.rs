//! [`Held`]: locks that a waiting task may hold.
//!
//! A guard lives in the function that took it, which has to be unfinished, and in a loop no longer than the round: where
//! a site comes again under the same step, a new round has begun.

use std::collections::HashMap;

use super::takes::Takes;
use crate::findings::case::{Case, TaskKey};
use crate::findings::facts::State;
use crate::{SiteId, StepId};

/// Locks that may be held, those of each task in the order in which they were taken.
pub(super) struct Held(HashMap<TaskKey, Vec<StepId>>);

impl Held {
    /// Those of tasks that are asked for.
    pub(super) fn of(case: &Case<'_>, takes: &Takes, asked: impl Fn(TaskKey) -> bool) -> Self {
        let mut rounds = Rounds::default();
        let mut candidates = Vec::new();
        for step in case.trace.step_ids() {
            let task = case.task_of(step);
            if takes.class(case, step).is_none() || !asked(task) {
                continue;
            }
            let outer = case.outer(step);
            let is_open = outer.is_none_or(|outer| case.facts.step(outer).state == State::Pending);
            if !is_open {
                continue;
            }
            let round = rounds.round(task, outer, case.trace.step(step).site);
            if takes.taken(case, step).is_some() {
                candidates.push((task, outer, round, step));
            }
        }
        let mut held: HashMap<TaskKey, Vec<StepId>> = HashMap::new();
        for (task, outer, round, step) in candidates {
            if rounds.is_last(task, outer, round) {
                held.entry(task).or_default().push(step);
            }
        }
        Self(held)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (TaskKey, StepId)> + '_ {
        let each = self.0.iter();
        each.flat_map(|(task, steps)| steps.iter().map(|step| (*task, *step)))
    }

    pub(super) fn of_task(&self, task: TaskKey) -> &[StepId] {
        self.0.get(&task).map_or(&[], Vec::as_slice)
    }
}

/// The rounds of the loop that a step may have in it.
#[derive(Default)]
struct Rounds {
    now: HashMap<(TaskKey, Option<StepId>), u32>,
    seen: HashMap<(TaskKey, Option<StepId>, SiteId), u32>,
}

impl Rounds {
    /// The round in which a site is come to.
    fn round(&mut self, task: TaskKey, outer: Option<StepId>, site: SiteId) -> u32 {
        let now = self.now.entry((task, outer)).or_default();
        let seen = self.seen.insert((task, outer, site), *now);
        if seen == Some(*now) {
            *now += 1;
            self.seen.insert((task, outer, site), *now);
        }
        *now
    }

    fn is_last(&self, task: TaskKey, outer: Option<StepId>, round: u32) -> bool {
        self.now.get(&(task, outer)) == Some(&round)
    }
}
