//! [`Takes`]: which locks there are, as far as they can be told apart, and who ever took one.

use std::collections::{HashMap, HashSet};

use crate::findings::case::{Case, TaskKey};
use crate::findings::facts::State;
use crate::findings::known::{self, Shared};
use crate::{PollResult, StepId};

/// Kinds of locks, numbered. Two steps of one kind may be about one lock; two of different kinds are not.
pub(super) struct Takes {
    /// The kind of lock that each site is about.
    classes: Vec<Option<u32>>,
    shared: Vec<Shared>,
    /// What the lock of each site is called, by number: a name may be long, and have many steps.
    called: Vec<Option<u32>>,
    by_task: HashMap<TaskKey, HashSet<u32>>,
}

impl Takes {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let mut numbers: HashMap<(Shared, &str), u32> = HashMap::new();
        let mut shared = Vec::new();
        let sites = case.trace.sites().iter();
        let classes = sites.map(|site| {
            let kind = known::shared(site)?;
            let next = shared.len() as u32;
            let number = numbers.entry((kind, known::contents(site)));
            Some(*number.or_insert_with(|| {
                shared.push(kind);
                next
            }))
        });
        let classes: Vec<_> = classes.collect();
        let mut names: HashMap<&str, u32> = HashMap::new();
        let sites = case.trace.sites().iter().zip(&classes);
        let called = sites.map(|(site, class)| {
            let name = class.and_then(|_| known::receiver(&site.expr))?;
            let next = names.len() as u32;
            Some(*names.entry(name).or_insert(next))
        });
        let mut takes = Self {
            called: called.collect(),
            classes,
            shared,
            by_task: HashMap::new(),
        };
        for step in case.trace.step_ids() {
            if let Some(class) = takes.taken(case, step) {
                let task = takes.by_task.entry(case.task_of(step)).or_default();
                task.insert(class);
            }
        }
        takes
    }

    /// The kind of lock that a step is about.
    pub(super) fn class(&self, case: &Case<'_>, step: StepId) -> Option<u32> {
        self.classes[case.site_id(step).index()]
    }

    /// Whether two steps are about locks that are called the same.
    pub(super) fn are_called_the_same(&self, case: &Case<'_>, one: StepId, other: StepId) -> bool {
        let called = |step: StepId| self.called[case.trace.steps().site(step).index()];
        called(one).is_some() && called(one) == called(other)
    }

    /// The kind of lock that a step took.
    pub(super) fn taken(&self, case: &Case<'_>, step: StepId) -> Option<u32> {
        let class = self.class(case, step)?;
        let is_taken = case.facts.step(step).state() == State::Finished(PollResult::Ready);
        is_taken.then_some(class)
    }

    /// Whether only who holds one can let others in.
    pub(super) fn is_lock(&self, class: u32) -> bool {
        self.shared[class as usize] == Shared::Lock
    }

    /// The kinds that a task ever took.
    pub(super) fn of_task(&self, task: TaskKey) -> impl Iterator<Item = u32> + '_ {
        self.by_task.get(&task).into_iter().flatten().copied()
    }

    /// Those who took any.
    pub(super) fn tasks(&self) -> impl Iterator<Item = TaskKey> + '_ {
        self.by_task.keys().copied()
    }
}
