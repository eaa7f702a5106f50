//! [`Entry`]: what a thread's log holds, before it is given its place in the total order.

use crate::PollResult;
use crate::call_site::CallSite;

/// Where a step stands in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SiteRef {
    /// A site that a macro wrote into the program.
    Static(&'static CallSite),
    /// A site of the recorder's own table of names.
    Named(u32),
}

/// A step of the recorder, as its id plus one; zero for none.
pub(super) type StepRef = u32;

/// One thing that happened. What it lacks is its time; a poll's is that of its end.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Task(TaskEntry),
    Made {
        step: u32,
        /// As in [`SiteNumber`].
        site: SiteNumber,
        parent: StepRef,
        /// Only of a step without a parent.
        task: Option<TaskRef>,
    },
    Poll {
        step: u32,
        took: u64,
        result: PollResult,
        wakers: Option<u32>,
        within: StepRef,
    },
    Wake {
        step: u32,
        by: StepRef,
        last: bool,
    },
    WakerDrop {
        step: u32,
        by: StepRef,
    },
}

/// A task begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TaskEntry {
    pub(super) id: u64,
    pub(super) name: Option<Box<str>>,
    pub(super) spawned_by: StepRef,
}

/// A task, by the number that the recorder or that the executor gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TaskRef {
    Own(u64),
    Runtime(u64),
}

/// The number of a site: those that are written into the program and those that are named at run time are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SiteNumber(pub(super) u32);

const NAMED: u32 = 1 << 31;

impl SiteNumber {
    /// The number among the named ones, if it is one of them.
    pub(super) fn named(self) -> Option<u32> {
        (self.0 & NAMED != 0).then_some(self.0 & !NAMED)
    }
}

impl From<SiteRef> for SiteNumber {
    #[inline]
    fn from(site: SiteRef) -> Self {
        match site {
            SiteRef::Static(site) => Self(site.id()),
            SiteRef::Named(number) => Self(number | NAMED),
        }
    }
}
