//! [`StepNode`]: a group of steps, as a node of the graph.

use std::fmt;

use crate::{NodeId, PollResult, SiteId, TaskId};

/// How the steps of a node ended.
///
/// Of a node that stands for several steps it is the outcome that most asks for a look: panicked before pending before
/// cancelled before completed before let go. `NeverPolled` is left for nodes of which no step was polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StepOutcome {
    /// The future finished.
    Completed,
    /// It was polled and not finished when the trace ended.
    Pending,
    /// It was dropped unfinished, after it had been polled.
    Cancelled,
    /// Only the `&mut` through which it was awaited was dropped: what that borrowed goes on.
    LetGo,
    /// It unwound out of a poll.
    Panicked,
    /// It was made and not polled once.
    NeverPolled,
}

impl StepOutcome {
    /// Every outcome.
    pub const ALL: [Self; 6] = [
        Self::Completed,
        Self::Pending,
        Self::Cancelled,
        Self::LetGo,
        Self::Panicked,
        Self::NeverPolled,
    ];

    /// The word for it, on the screen and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Pending => "pending",
            Self::Cancelled => "cancelled",
            Self::LetGo => "let-go",
            Self::Panicked => "panicked",
            Self::NeverPolled => "never-polled",
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::NeverPolled => 0,
            Self::LetGo => 1,
            Self::Completed => 2,
            Self::Cancelled => 3,
            Self::Pending => 4,
            Self::Panicked => 5,
        }
    }

    /// Of two outcomes of one group, the one that stands for both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        if other.rank() > self.rank() {
            other
        } else {
            self
        }
    }
}

impl From<PollResult> for StepOutcome {
    fn from(result: PollResult) -> Self {
        match result {
            PollResult::Pending => Self::Pending,
            PollResult::Ready => Self::Completed,
            PollResult::Cancelled => Self::Cancelled,
            PollResult::Panicked => Self::Panicked,
        }
    }
}

impl fmt::Display for StepOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A group of consecutive steps of one site under one parent. Times are in ns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StepNode {
    /// Its place in the graph.
    pub id: NodeId,
    /// Where its steps stand in the source.
    pub site: SiteId,
    /// The task of its steps, where that is known.
    pub task: Option<TaskId>,
    /// The node that holds the step under which its steps were made.
    pub parent: Option<NodeId>,
    /// How many steps it stands for.
    pub steps: u32,
    /// How many of them were cancelled; not those that were only let go.
    pub cancelled: u32,
    /// How often they were polled. Being dropped unfinished is no poll.
    pub polls: u64,
    /// How they ended.
    pub outcome: StepOutcome,
    /// When the first step was made, since the start of the trace.
    pub first: u64,
    /// When the last poll returned or the last step was dropped unfinished; if there was no such event, as `first`.
    pub last: u64,
    /// The sum of the polls' durations. What is awaited within a poll is part of it, and so is a poll that was still in
    /// progress when the trace ended.
    pub polling: u64,
    /// The sum of the times between a poll that returned `Pending` and the next poll, or the drop. For a step that was
    /// not finished when the trace ended it goes up to the trace's [`duration`](crate::Trace::duration).
    pub waiting: u64,
    /// The position of the first poll (or drop) among the events of the trace.
    pub first_event: Option<u32>,
    /// The position of the last one.
    pub last_event: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_a_look_stands_for_the_group() {
        use StepOutcome::{Cancelled, Completed, NeverPolled, Panicked, Pending};
        let in_order = [NeverPolled, Completed, Cancelled, Pending, Panicked];
        for (place, &weaker) in in_order.iter().enumerate() {
            for &stronger in &in_order[place..] {
                assert_eq!(weaker.and(stronger), stronger);
                assert_eq!(stronger.and(weaker), stronger);
            }
        }
    }

    #[test]
    fn words_are_distinct() {
        let mut words = StepOutcome::ALL.map(StepOutcome::as_str);
        words.sort_unstable();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
