//! [`Knot`]: tasks of which each waits only for others among them.
//!
//! Found by taking away: whoever is not known to wait for tasks is free, whatever a free task may give is free to have,
//! and who waits for that is free too. What is left has nobody to come from outside.

use std::collections::{HashMap, HashSet};

use super::Resource;
use super::held::Held;
use super::takes::Takes;
use super::woken_by::WokenBy;
use crate::StepId;
use crate::findings::case::{Case, TaskKey};

/// Tasks that wait for each other.
pub(super) struct Knot {
    tasks: HashSet<TaskKey>,
}

type Waits = HashMap<TaskKey, Vec<(StepId, Resource)>>;

impl Knot {
    /// The knot of a trace: by locks alone, or, with who woke whom, by all that is known.
    pub(super) fn of(
        case: &Case<'_>,
        takes: &Takes,
        held: &Held,
        woken_by: Option<&WokenBy>,
        waits: &Waits,
    ) -> Self {
        let mut loosening = Loosening::new(waits);
        let givers = givers(case, takes, held, woken_by, waits);
        let mut open = Vec::new();
        for resource in loosening.waiting.keys().copied() {
            let is_known = match resource {
                Resource::Lock(class) => woken_by.is_some() || takes.is_lock(class),
                Resource::Join(_) => true,
                Resource::Wake(site) => woken_by.is_some_and(|wakers| wakers.are_all(site)),
            };
            let has_giver = givers.wanted.contains_key(&resource);
            if !is_known || !has_giver || givers.open.contains(&resource) {
                open.push(resource);
            }
        }
        let mut held_twice = HashMap::new();
        for (resource, tasks) in &givers.wanted {
            let [only] = tasks.as_slice() else { continue };
            if !loosening.waits(*only, *resource) {
                continue;
            }
            // The only one who may give it waits for it too: for good, if it is the same thing for sure.
            let is_same = matches!(resource, Resource::Lock(_))
                && *held_twice
                    .entry(*only)
                    .or_insert_with(|| takes_twice(case, takes, held, *only));
            if !is_same {
                loosening.free(*only);
            }
        }
        let mut of_task: HashMap<TaskKey, Vec<Resource>> = HashMap::new();
        for (resource, tasks) in &givers.wanted {
            for task in tasks {
                of_task.entry(*task).or_default().push(*resource);
            }
        }
        for task in givers.wanted.values().flatten() {
            loosening.free_unless_waiting(*task);
        }
        for task in takes.tasks().filter(|task| case.facts_of(*task).is_alive()) {
            loosening.free_unless_waiting(task);
        }
        loosening.run(open, |task| {
            let locks = takes.of_task(task).map(Resource::Lock);
            let given = of_task.get(&task).into_iter().flatten().copied();
            locks.chain(given).collect()
        });
        Self {
            tasks: loosening.tied,
        }
    }

    pub(super) fn has(&self, task: TaskKey) -> bool {
        self.tasks.contains(&task)
    }
}

/// Who may give what is waited for.
struct Givers {
    wanted: HashMap<Resource, Vec<TaskKey>>,
    /// What somebody may give who waits for more than locks.
    open: HashSet<Resource>,
}

fn givers(
    case: &Case<'_>,
    takes: &Takes,
    held: &Held,
    woken_by: Option<&WokenBy>,
    waits: &Waits,
) -> Givers {
    let mut wanted: HashMap<Resource, Vec<TaskKey>> = HashMap::new();
    let mut open = HashSet::new();
    let joins = |waits: &[(StepId, Resource)]| {
        let mut waits = waits.iter();
        waits.any(|(_, resource)| matches!(resource, Resource::Join(_)))
    };
    let joining: HashSet<TaskKey> = waits
        .iter()
        .filter(|(_, waits)| joins(waits))
        .map(|(task, _)| *task)
        .collect();
    for (task, step) in held.iter() {
        let Some(class) = takes.class(case, step) else {
            continue;
        };
        let resource = Resource::Lock(class);
        // Which task it waits for is not known: it may be one that nobody recorded.
        if woken_by.is_none() && joining.contains(&task) {
            open.insert(resource);
        }
        push_once(wanted.entry(resource).or_default(), task);
    }
    for (index, task) in case.trace.tasks().iter().enumerate() {
        let child = TaskKey::Task(index as u32);
        if let Some(spawner) = task.spawned_by.filter(|_| case.facts_of(child).may_end()) {
            let resource = Resource::Join(case.task_of(spawner));
            wanted.entry(resource).or_default().push(child);
        }
    }
    let sites: HashSet<_> = waits
        .values()
        .flatten()
        .map(|(_, resource)| *resource)
        .collect();
    for resource in sites {
        let (Resource::Wake(site), Some(woken_by)) = (resource, woken_by) else {
            continue;
        };
        let wakers = woken_by.wakers(site).iter().map(|(task, _)| *task);
        wanted.entry(resource).or_default().extend(wakers);
    }
    Givers { wanted, open }
}

/// Those of one task mostly come one after the other.
fn push_once(tasks: &mut Vec<TaskKey>, task: TaskKey) {
    if tasks.last() != Some(&task) {
        tasks.push(task);
    }
}

/// Tasks that are taken away one by one.
struct Loosening {
    tied: HashSet<TaskKey>,
    waiting: HashMap<Resource, Vec<TaskKey>>,
    free: Vec<TaskKey>,
}

impl Loosening {
    fn new(waits: &Waits) -> Self {
        let mut waiting: HashMap<Resource, Vec<TaskKey>> = HashMap::new();
        for (task, waits) in waits {
            for (_, resource) in waits {
                push_once(waiting.entry(*resource).or_default(), *task);
            }
        }
        Self {
            tied: waits.keys().copied().collect(),
            waiting,
            free: Vec::new(),
        }
    }

    fn free(&mut self, task: TaskKey) {
        if self.tied.remove(&task) {
            self.free.push(task);
        }
    }

    fn free_unless_waiting(&mut self, task: TaskKey) {
        if !self.tied.contains(&task) {
            self.free.push(task);
        }
    }

    /// Whether a task is one of those that wait for something.
    fn waits(&self, task: TaskKey, resource: Resource) -> bool {
        let waiting = self.waiting.get(&resource);
        waiting.is_some_and(|tasks| tasks.contains(&task))
    }

    /// Takes away all that is not tied, beginning with what somebody from outside may give.
    fn run(&mut self, mut open: Vec<Resource>, gives: impl Fn(TaskKey) -> Vec<Resource>) {
        let mut done = HashSet::new();
        loop {
            while let Some(resource) = open.pop() {
                for task in self.waiting.remove(&resource).into_iter().flatten() {
                    self.free(task);
                }
            }
            let Some(task) = self.free.pop() else { return };
            if done.insert(task) {
                open.extend(gives(task));
            }
        }
    }
}

/// Whether a task holds the lock that it waits for. The rounds of a loop look the same, but for their place.
fn takes_twice(case: &Case<'_>, takes: &Takes, held: &Held, task: TaskKey) -> bool {
    let place = |step: StepId| (case.trace.steps().site(step), case.outer(step));
    case.facts_of(task).at.is_some_and(|wanted| {
        let mut held = held.of_task(task).iter();
        held.any(|&held| {
            takes.are_called_the_same(case, held, wanted) && place(held) != place(wanted)
        })
    })
}
