//! [`Step`]: one execution of one site; [`Task`]: what steps are rooted in; [`Thread`]: where they were polled.

use crate::{SiteId, StepId, TaskId};

/// One execution of one site by one task: an await instance. It exists from the moment it is made, polled or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The id that the recording gave it.
    pub id: u64,
    /// Where it stands in the source.
    pub site: SiteId,
    /// The step that was being polled when this one was made.
    pub parent: Option<StepId>,
    /// The task it belongs to, where that is known.
    pub task: Option<TaskId>,
    /// The place of its making in the total order of events.
    pub seq: u64,
    /// When it was made, in ns since the start of the trace.
    pub at: u64,
    /// It awaits through a `&mut` (or a pinned one): dropping it cancels nothing.
    pub borrowed: bool,
}

/// A root without a parent: a [`TracedFuture`](crate::TracedFuture), or what an executor runs on its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// The id that the recording gave it.
    pub id: u64,
    /// The name given by the user.
    pub name: Option<String>,
    /// The id that the executor shows for it, where the recorder knew it.
    pub runtime_id: Option<u64>,
    /// The step that was being polled when the task was made.
    pub spawned_by: Option<StepId>,
}

impl Task {
    /// Adds what was learned of it later. Says whether that was new: what is known already is not told again.
    pub(crate) fn learn(&mut self, later: Self) -> bool {
        fn add<T>(known: &mut Option<T>, later: Option<T>) -> bool {
            let new = known.is_none() || later.is_none();
            *known = known.take().or(later);
            new
        }
        let tells =
            later.name.is_some() || later.runtime_id.is_some() || later.spawned_by.is_some();
        // Each is added, whatever comes of the others.
        let news = [
            add(&mut self.name, later.name),
            add(&mut self.runtime_id, later.runtime_id),
            add(&mut self.spawned_by, later.spawned_by),
        ];
        tells && news == [true; 3]
    }
}

/// A thread that polled or woke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The id that the recording gave it, from 1.
    pub id: u64,
    /// Its name.
    pub name: Option<String>,
}
