//! [`Tasks`]: the tasks of a trace, and which step belongs to which.

use std::collections::HashMap;

use super::task::{TaskFacts, TaskKey};
use crate::{StepId, Trace};

/// What is known of each task.
pub(super) struct Tasks {
    /// The root step above each step; empty where the tasks of all steps are known.
    roots: Vec<StepId>,
    /// By task.
    known: Vec<TaskFacts>,
    /// By root, of steps whose task is not known.
    unknown: HashMap<StepId, TaskFacts>,
}

impl Tasks {
    /// Those of a trace, of which nothing is known yet.
    pub(super) fn of(trace: &Trace) -> Self {
        let steps = trace.steps();
        let all_known = trace.step_ids().all(|step| steps.task(step).is_some());
        Self {
            roots: if all_known { Vec::new() } else { roots(trace) },
            known: vec![TaskFacts::default(); trace.tasks().len()],
            unknown: HashMap::new(),
        }
    }

    /// The task of a step.
    pub(super) fn key(&self, trace: &Trace, step: StepId) -> TaskKey {
        match trace.steps().task(step) {
            Some(task) => TaskKey::Task(task.0),
            None => TaskKey::Root(self.roots.get(step.index()).copied().unwrap_or(step)),
        }
    }

    pub(super) fn get(&self, key: TaskKey) -> TaskFacts {
        let found = match key {
            TaskKey::Task(task) => self.known.get(task as usize),
            TaskKey::Root(root) => self.unknown.get(&root),
        };
        found.copied().unwrap_or_default()
    }

    pub(super) fn entry(&mut self, key: TaskKey) -> &mut TaskFacts {
        match key {
            TaskKey::Task(task) => &mut self.known[task as usize],
            TaskKey::Root(root) => self.unknown.entry(root).or_default(),
        }
    }
}

/// The root step above each step. Parents nearly always stand before their children.
fn roots(trace: &Trace) -> Vec<StepId> {
    let mut roots: Vec<StepId> = Vec::with_capacity(trace.steps().len());
    for step in trace.step_ids() {
        let parent = trace.steps().parent(step);
        let root = parent.and_then(|parent| roots.get(parent.index()).copied());
        roots.push(root.unwrap_or(step));
    }
    roots
}
