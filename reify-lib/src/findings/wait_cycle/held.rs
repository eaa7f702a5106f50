//! [`Held`]: locks that a waiting task may hold.
//!
//! A guard lives in the function that took it, which has to be unfinished, and in a loop no longer than the round: where
//! a site comes again under the same step, a new round has begun.

use std::collections::HashMap;

use super::takes::Takes;
use crate::findings::case::{Case, TaskKey};
use crate::findings::facts::State;
use crate::{SiteId, StepId};

/// Locks that may be held, in the order in which they were taken.
#[derive(Default)]
pub(super) struct Held {
    by_task: HashMap<TaskKey, Vec<StepId>>,
    by_class: HashMap<u32, Vec<(TaskKey, StepId)>>,
}

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
            let is_open =
                outer.is_none_or(|outer| case.facts.step(outer).state() == State::Pending);
            if !is_open {
                continue;
            }
            let round = rounds.round(task, outer, case.site_id(step));
            if takes.taken(case, step).is_some() {
                candidates.push((task, outer, round, step));
            }
        }
        let mut held = Self::default();
        for (task, outer, round, step) in candidates {
            if let Some(class) = takes.class(case, step)
                && rounds.is_last(task, outer, round)
            {
                held.by_task.entry(task).or_default().push(step);
                held.by_class.entry(class).or_default().push((task, step));
            }
        }
        held
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (TaskKey, StepId)> + '_ {
        let each = self.by_task.iter();
        each.flat_map(|(task, steps)| steps.iter().map(|step| (*task, *step)))
    }

    pub(super) fn of_task(&self, task: TaskKey) -> &[StepId] {
        self.by_task.get(&task).map_or(&[], Vec::as_slice)
    }

    /// Those of one kind.
    pub(super) fn of_class(&self, class: Option<u32>) -> &[(TaskKey, StepId)] {
        let held = class.and_then(|class| self.by_class.get(&class));
        held.map_or(&[], Vec::as_slice)
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
