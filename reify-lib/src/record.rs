//! [`Record`]: one line of a trace file, before its ids are resolved.
//!
//! Records are what flows between the parts: the recorder collects them, the writer lays them out as lines, the
//! reader takes lines apart into them, and the [`TraceBuilder`](crate::TraceBuilder) makes a trace of them.
//! Ids are those of the recording; whether what they name exists is for the builder to find out.

use crate::{End, Header, PollResult, Site, Sync, Untraced};

/// One line of a trace file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Record {
    /// The first line.
    Header(Header),
    /// A site, before its first use.
    Site(SiteRecord),
    /// A task, before its first use.
    Task(TaskRecord),
    /// A thread, before its first use.
    Thread(ThreadRecord),
    /// A step was made.
    Step(StepRecord),
    /// A poll returned, or a step was dropped unfinished.
    Poll(PollRecord),
    /// A step's waker was called.
    Wake(WakeRecord),
    /// The last clone of a step's waker was dropped without a wake.
    WakerDrop(WakerDropRecord),
    /// An await that is not traced.
    Untraced(Untraced),
    /// A sign of life.
    Sync(Sync<u64>),
    /// An orderly finish.
    End(End),
}

/// A site and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRecord {
    /// The id that steps name it by.
    pub id: u64,
    /// The site.
    pub site: Site,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskRecord {
    /// The id that steps name it by.
    pub id: u64,
    /// The name given by the user.
    pub name: Option<String>,
    /// The id that the executor shows for it.
    pub runtime_id: Option<u64>,
    /// The step that was being polled when the task was made.
    pub spawned_by: Option<u64>,
}

/// A thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadRecord {
    /// The id that events name it by.
    pub id: u64,
    /// Its name.
    pub name: Option<String>,
}

/// A step was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// The place in the total order.
    pub seq: u64,
    /// The id that events name it by.
    pub id: u64,
    /// Its site.
    pub site: u64,
    /// The step that was being polled when it was made.
    pub parent: Option<u64>,
    /// The task it belongs to; where none is given, that of its parent.
    pub task: Option<u64>,
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// It awaits through a `&mut`.
    pub borrowed: bool,
}

impl StepRecord {
    /// The `seq` of a step that was given none: it was made before the event that comes next.
    pub const UNNUMBERED: u64 = u64::MAX;
}

/// A poll returned, or a step was dropped unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollRecord {
    /// The place in the total order.
    pub seq: u64,
    /// The step.
    pub step: u64,
    /// When the poll began, in ns since the start of the trace.
    pub at: u64,
    /// How long it took, in ns.
    pub took: u64,
    /// The thread.
    pub thread: u64,
    /// How it ended.
    pub result: PollResult,
    /// How many clones of the step's waker were alive when `Pending` was returned.
    pub wakers: Option<u32>,
    /// Of a cancelled step: the step inside whose poll it was dropped.
    pub within: Option<u64>,
}

/// A step's waker was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeRecord {
    /// The place in the total order.
    pub seq: u64,
    /// The step whose waker was called.
    pub step: u64,
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// The step that was being polled on the waking thread.
    pub by: Option<u64>,
    /// The waking thread.
    pub thread: u64,
    /// The call used up the last clone of the waker.
    pub last: bool,
}

/// The last clone of a step's waker was dropped without a wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakerDropRecord {
    /// The place in the total order.
    pub seq: u64,
    /// The step.
    pub step: u64,
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// The step that was being polled on the dropping thread.
    pub by: Option<u64>,
    /// The thread.
    pub thread: u64,
}

/// One of the records that a file is full of, without the room that the others take.
#[cfg(feature = "read")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    Step(StepRecord),
    Poll(PollRecord),
    Wake(WakeRecord),
    WakerDrop(WakerDropRecord),
}

#[cfg(feature = "read")]
impl From<Happening> for Record {
    fn from(happening: Happening) -> Self {
        match happening {
            Happening::Step(step) => Self::Step(step),
            Happening::Poll(poll) => Self::Poll(poll),
            Happening::Wake(wake) => Self::Wake(wake),
            Happening::WakerDrop(drop) => Self::WakerDrop(drop),
        }
    }
}
