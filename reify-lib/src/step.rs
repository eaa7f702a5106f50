//! [`Step`]: one execution of one site; [`Task`]: what steps are rooted in; [`Thread`]: where they were polled.

use crate::{SiteId, StepId, TaskId};

/// One execution of one site by one task: an await instance. It exists from the moment it is made, polled or not.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A thread that polled or woke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The id that the recording gave it, from 1.
    pub id: u64,
    /// Its name.
    pub name: Option<String>,
}
