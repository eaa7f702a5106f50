//! [`Entry`]: what a thread's log holds, before it is given its place in the total order.

use std::collections::HashSet;

use crate::PollResult;

/// A step of the recorder, as its id plus one; zero for none.
pub(super) type StepRef = u32;

/// One thing that happened. What it lacks is its time; a poll's is that of its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Entry {
    /// A task begins. Its name is kept by the recorder.
    Task {
        id: u64,
        spawned_by: StepRef,
    },
    /// A task meets its executor, which has a number of its own for it.
    TaskMet {
        id: u64,
        runtime_id: u64,
    },
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

impl Entry {
    /// The step that it makes.
    pub(super) fn makes(&self) -> Option<u32> {
        match self {
            Self::Made { step, .. } => Some(*step),
            _ => None,
        }
    }

    /// The step that it ends.
    pub(super) fn ends(&self) -> Option<u32> {
        match self {
            Self::Poll { step, result, .. } if result.is_final() => Some(*step),
            _ => None,
        }
    }

    /// The step that it is about.
    pub(super) fn step(&self) -> Option<u32> {
        match self {
            Self::Task { .. } | Self::TaskMet { .. } => None,
            Self::Made { step, .. }
            | Self::Poll { step, .. }
            | Self::Wake { step, .. }
            | Self::WakerDrop { step, .. } => Some(*step),
        }
    }

    /// The entry where it is placed so much later: a poll has then begun when it did, and taken longer.
    pub(super) fn ended_later(self, by: u64) -> Self {
        match self {
            Self::Poll {
                step,
                took,
                result,
                wakers,
                within,
            } if result != PollResult::Cancelled => Self::Poll {
                step,
                took: took + by,
                result,
                wakers,
                within,
            },
            other => other,
        }
    }

    /// Forgets what it says of steps other than these.
    pub(super) fn keep_references(&mut self, steps: &HashSet<u32>) {
        let reference = match self {
            Self::TaskMet { .. } => return,
            Self::Task { spawned_by, .. } => spawned_by,
            Self::Made { parent, .. } => parent,
            Self::Poll { within, .. } => within,
            Self::Wake { by, .. } | Self::WakerDrop { by, .. } => by,
        };
        if reference
            .checked_sub(1)
            .is_some_and(|step| !steps.contains(&step))
        {
            *reference = 0;
        }
    }
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
    /// Of a site that is named at run time.
    pub(super) fn of_named(number: u32) -> Self {
        Self(number | NAMED)
    }

    /// The number among the named ones, if it is one of them.
    pub(super) fn named(self) -> Option<u32> {
        (self.0 & NAMED != 0).then_some(self.0 & !NAMED)
    }
}
