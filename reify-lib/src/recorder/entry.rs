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

/// One thing that happened. Times are on the clock of the process.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    Task {
        at: u64,
        id: u64,
        name: Option<Box<str>>,
        spawned_by: Option<u64>,
    },
    Made {
        at: u64,
        step: u64,
        site: SiteRef,
        /// The step's id plus one; zero for none.
        parent: u64,
        task: Option<TaskRef>,
    },
    Poll {
        /// When it returned.
        end: u64,
        began: u64,
        step: u64,
        result: PollResult,
        wakers: Option<u32>,
        within: Option<u64>,
    },
    Wake {
        at: u64,
        step: u64,
        by: Option<u64>,
        last: bool,
    },
    WakerDrop {
        at: u64,
        step: u64,
        by: Option<u64>,
    },
}

/// A task, by the number that the recorder or that the executor gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TaskRef {
    Own(u64),
    #[cfg_attr(not(feature = "tokio"), expect(dead_code, reason = "only tokio tells"))]
    Runtime(u64),
}

impl Entry {
    /// When it was complete, which is its place in the total order.
    pub(super) const fn time(&self) -> u64 {
        match self {
            Self::Task { at, .. }
            | Self::Made { at, .. }
            | Self::Wake { at, .. }
            | Self::WakerDrop { at, .. } => *at,
            Self::Poll { end, .. } => *end,
        }
    }
}
