//! [`WaitCycles`]: tasks that wait for each other.
//!
//! No event tells which lock a task waits for, who will send, or which task a handle is of. But it is known who *can* be
//! waited for: who took such a lock before and may hold it, who was spawned, who woke the steps at that place until now.
//! Tasks of which each waits only for others among them wait for ever.
//!
//! With locks alone that is `likely`: nobody but a holder can let others in. Where a channel, a permit or the end of a task
//! has a part in it, tasks that are idle may look the same.

mod held;
mod knot;
mod takes;
mod woken_by;

use std::collections::HashMap;

use self::held::Held;
use self::knot::Knot;
use self::takes::Takes;
use self::woken_by::WokenBy;
use super::Certainty;
use super::case::{Case, TaskKey};
use super::options::ns;
use crate::{SiteId, StepId};

/// So many of the steps that have a part in a cycle are told.
const MOST_TOLD: usize = 4;

pub(super) const OWN: &str = "its task took it before";
pub(super) const ANOTHERS: &str = "another task took it before";

/// A step and its part in what is the matter.
type Part = (&'static str, StepId);

/// What a task waits for, together with all who wait for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Resource {
    /// A kind of lock, by its number among those of the trace.
    Lock(u32),
    /// The end of a task that this one spawned.
    Join(TaskKey),
    /// Whoever woke the steps of a site before.
    Wake(SiteId),
}

/// Tasks that wait for each other, and what is known of who wakes whom.
pub(super) struct WaitCycles {
    takes: Takes,
    held: Held,
    woken_by: WokenBy,
    /// By locks alone.
    likely: Knot,
    /// By all that may be waited for.
    possible: Knot,
}

impl WaitCycles {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let takes = Takes::of(case);
        let waits = waits(case, &takes);
        let held = Held::of(case, &takes, |task| waits.contains_key(&task));
        let woken_by = WokenBy::of(case);
        let likely = Knot::of(case, &takes, &held, None, &waits);
        let possible = Knot::of(case, &takes, &held, Some(&woken_by), &waits);
        Self {
            takes,
            held,
            woken_by,
            likely,
            possible,
        }
    }

    /// How sure it is that a step waits in a cycle, or for one; nothing if it does not as far as is known.
    pub(super) fn certainty(&self, case: &Case<'_>, step: StepId) -> Option<Certainty> {
        let task = case.task_of(step);
        let is_lock = self.takes.class(case, step).is_some();
        if self.likely.has(task) && is_lock {
            // Without wakes on record it may have been let in.
            return Some(Certainty::likely_if(case.trace.header().wakes));
        }
        self.possible.has(task).then_some(Certainty::Possible)
    }

    /// The locks of the kind that a step waits for which those in its cycle may hold, that of its own task last.
    pub(super) fn held_in_cycle(&self, case: &Case<'_>, step: StepId) -> Vec<Part> {
        let own = case.task_of(step);
        let held = self.held_like(case, step);
        let held = held.filter(|(task, _)| self.possible.has(*task));
        let mut held: Vec<(bool, StepId)> = held.map(|(task, step)| (task == own, step)).collect();
        held.sort_unstable();
        let role = |is_own| if is_own { OWN } else { ANOTHERS };
        let told = held.into_iter().take(MOST_TOLD);
        told.map(|(is_own, step)| (role(is_own), step)).collect()
    }

    /// The lock of the kind that a step waits for which another waiting task may hold, and where that task is.
    pub(super) fn held_by_another(&self, case: &Case<'_>, step: StepId) -> Vec<Part> {
        let own = case.task_of(step);
        let others = self.held_like(case, step).filter(|(task, _)| *task != own);
        let Some((task, held)) = others.min_by_key(|(_, step)| *step) else {
            return Vec::new();
        };
        let at = case.facts_of(task).at.map(|at| ("where that one is", at));
        [(ANOTHERS, held)].into_iter().chain(at).collect()
    }

    /// The locks of the kind that a step waits for which waiting tasks may hold.
    fn held_like(
        &self,
        case: &Case<'_>,
        step: StepId,
    ) -> impl Iterator<Item = (TaskKey, StepId)> + '_ {
        let class = self.takes.class(case, step);
        let held = self.held.of_class(class);
        held.iter().copied()
    }

    /// Steps that woke those at the place of this one before.
    pub(super) fn wakers(&self, case: &Case<'_>, step: StepId) -> Vec<Part> {
        let wakers = self.woken_by.wakers(case.site_id(step));
        let mut told = Vec::new();
        let mut sites = Vec::new();
        for (_, by) in wakers.iter().take(MOST_TOLD) {
            let site = case.site_id(*by);
            if !sites.contains(&site) {
                sites.push(site);
                told.push(("woke it before", *by));
            }
        }
        told
    }
}

/// What each task waits for. None is there that somebody else may wake.
fn waits(case: &Case<'_>, takes: &Takes) -> HashMap<TaskKey, Vec<(StepId, Resource)>> {
    let least = ns(case.options.wait_cycle);
    let mut waits: HashMap<TaskKey, Vec<(StepId, Resource)>> = HashMap::new();
    let mut awake = Vec::new();
    for step in case.trace.step_ids() {
        let facts = case.facts.step(step);
        let task = case.task_of(step);
        if facts.in_poll() || facts.unanswered_wake().is_some() {
            awake.push(task);
        }
        if !facts.is_waiting() {
            continue;
        }
        if facts.has_inner() {
            // A timeout has a waker besides that of what is inside of it.
            if case.wakers(facts).is_some_and(|count| count > 0) && facts.waker_drop().is_none() {
                awake.push(task);
            }
            continue;
        }
        let since = facts.last().map_or(0, |last| case.time(last));
        if case.trace.duration().saturating_sub(since) < least {
            awake.push(task);
            continue;
        }
        let resource = match takes.class(case, step) {
            Some(class) => Resource::Lock(class),
            None if case.known(step).is_join => Resource::Join(task),
            None => Resource::Wake(case.site_id(step)),
        };
        waits.entry(task).or_default().push((step, resource));
    }
    for task in awake {
        waits.remove(&task);
    }
    waits
}
