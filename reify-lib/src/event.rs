//! [`Event`]: what happened to a step, at one place in the total order.

use crate::{StepId, ThreadId};

/// What a poll returned, or how it ended otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "read", derive(serde::Serialize))]
#[cfg_attr(feature = "read", serde(rename_all = "lowercase"))]
pub enum PollResult {
    /// The future is not finished.
    Pending,
    /// The future finished.
    Ready,
    /// The future was dropped unfinished, after it had been polled.
    Cancelled,
    /// The future unwound out of the poll.
    Panicked,
}

impl PollResult {
    /// Every result, in the order of their numbers in compact tables.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Ready, Self::Cancelled, Self::Panicked];

    /// The word of the file format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Ready => "ready",
            Self::Cancelled => "cancelled",
            Self::Panicked => "panicked",
        }
    }

    /// The result that a word of the file format stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.as_str() == word)
    }

    /// Whether no further poll of the step can follow.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Pending)
    }
}

/// One poll of one step, or its being dropped unfinished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollEvent {
    /// The place in the total order: the order in which polls returned.
    pub seq: u64,
    /// The step.
    pub step: StepId,
    /// When the poll began, in ns since the start of the trace.
    pub at: u64,
    /// How long it took, in ns.
    pub took: u64,
    /// The thread that polled.
    pub thread: ThreadId,
    /// How it ended.
    pub result: PollResult,
    /// How many clones of the step's waker were alive when `Pending` was returned, where that was recorded.
    pub wakers: Option<u32>,
    /// Of a cancelled step: the step inside whose poll it was dropped; none if it was dropped outside of any.
    pub within: Option<StepId>,
}

impl PollEvent {
    /// When the poll returned, in ns since the start of the trace.
    pub const fn end(&self) -> u64 {
        self.at.saturating_add(self.took)
    }
}

/// A step's waker was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeEvent {
    /// The place in the total order.
    pub seq: u64,
    /// The step whose waker was called.
    pub step: StepId,
    /// When, in ns since the start of the trace; taken just before the wake was forwarded.
    pub at: u64,
    /// The step that was being polled on the waking thread.
    pub by: Option<StepId>,
    /// The waking thread.
    pub thread: ThreadId,
    /// The call used up the last clone of the waker.
    pub last: bool,
}

/// The last clone of a pending step's waker was dropped without a wake: nobody can wake that step any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakerDropEvent {
    /// The place in the total order.
    pub seq: u64,
    /// The step.
    pub step: StepId,
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// The step that was being polled on the dropping thread.
    pub by: Option<StepId>,
    /// The thread that dropped it.
    pub thread: ThreadId,
}

/// What happened to a step, at one place in the total order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// It was polled, or dropped unfinished.
    Poll(PollEvent),
    /// Its waker was called.
    Wake(WakeEvent),
    /// The last clone of its waker was dropped.
    WakerDrop(WakerDropEvent),
}

impl Event {
    /// The place in the total order.
    pub const fn seq(&self) -> u64 {
        match self {
            Self::Poll(event) => event.seq,
            Self::Wake(event) => event.seq,
            Self::WakerDrop(event) => event.seq,
        }
    }

    /// The step it happened to.
    pub const fn step(&self) -> StepId {
        match self {
            Self::Poll(event) => event.step,
            Self::Wake(event) => event.step,
            Self::WakerDrop(event) => event.step,
        }
    }

    /// The thread it happened on.
    pub const fn thread(&self) -> ThreadId {
        match self {
            Self::Poll(event) => event.thread,
            Self::Wake(event) => event.thread,
            Self::WakerDrop(event) => event.thread,
        }
    }

    /// When it was complete, in ns since the start of the trace; a poll, when it returned.
    pub const fn time(&self) -> u64 {
        match self {
            Self::Poll(event) => event.end(),
            Self::Wake(event) => event.at,
            Self::WakerDrop(event) => event.at,
        }
    }

    /// The poll, if it is one.
    pub const fn as_poll(&self) -> Option<&PollEvent> {
        match self {
            Self::Poll(event) => Some(event),
            _ => None,
        }
    }
}
