//! [`Sort`]: in which order rows stand.

use reify_lib::{AsyncStepGraph, NodeId};

/// In which order rows stand. Of numbers, the largest of the whole recording comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they were made; sites by their places.
    #[default]
    Order,
    /// By how often they were polled.
    Polls,
    /// By how long they were pending.
    Waiting,
    /// By how long they were within polls.
    Polling,
}

impl Sort {
    /// Every order, in the sequence in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Order, Self::Polls, Self::Waiting, Self::Polling];

    /// The order that comes next.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Order => Self::Polls,
            Self::Polls => Self::Waiting,
            Self::Waiting => Self::Polling,
            Self::Polling => Self::Order,
        }
    }

    /// The order that came before.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.next().next().next()
    }

    /// The word for it; empty for the order in which things happened.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "",
            Self::Polls => "polls",
            Self::Waiting => "waiting",
            Self::Polling => "polling",
        }
    }

    /// What a node is sorted by, the largest first.
    pub(crate) fn of(self, graph: &AsyncStepGraph, node: NodeId) -> u64 {
        match self {
            Self::Order => 0,
            Self::Polls => graph.polls(node),
            Self::Waiting => graph.waiting(node),
            Self::Polling => graph.polling(node),
        }
    }

    /// What is sorted by, the largest first: of these three numbers the one that is meant.
    pub(super) const fn key(self, polls: u64, waiting: u64, polling: u64) -> u64 {
        match self {
            Self::Order => 0,
            Self::Polls => polls,
            Self::Waiting => waiting,
            Self::Polling => polling,
        }
    }
}
