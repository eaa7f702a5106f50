//! [`NodeState`]: what a node of the tree was at a moment.

use reify_lib::{Event, NodeId, PollEvent, PollResult, StepId};

use super::index::only_step;
use super::poll::Poll;
use super::{Model, Moment, Returned};

/// What the steps of a node were doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// None was made yet.
    Unmade,
    /// One was made and not polled yet.
    Made,
    /// One was within a poll.
    Polling {
        /// When that poll began.
        since: u64,
    },
    /// One had returned `Pending`.
    Pending {
        /// When it did.
        since: u64,
    },
    /// One had returned `Pending` and was woken since.
    Woken {
        /// When it had returned.
        since: u64,
    },
    /// All were finished.
    Ready,
    /// None was alive, and one had been dropped unfinished.
    Cancelled,
    /// None was alive, and the last one was awaited through a `&mut`, which was dropped: what it borrowed goes on.
    LetGo,
    /// None was alive, and one had panicked.
    Panicked,
}

impl StepState {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unmade => "not made yet",
            Self::Made => "not polled yet",
            Self::Polling { .. } => "being polled",
            Self::Pending { .. } => "pending",
            Self::Woken { .. } => "pending, and woken since",
            Self::Ready => "ready",
            Self::Cancelled => "cancelled",
            Self::LetGo => "let-go: only a &mut was dropped, it goes on",
            Self::Panicked => "panicked",
        }
    }
}

/// A node as it was at a moment. Times are in ns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeState {
    /// What its steps were doing.
    pub state: StepState,
    /// How many of them had been made.
    pub steps: u32,
    /// How often they had been polled: polls that had returned.
    pub polls: u32,
    /// How long they had been within polls.
    pub polling: u64,
    /// How long they had been pending.
    pub waiting: u64,
}

impl NodeState {
    /// Before the first of its steps.
    const UNMADE: Self = Self {
        state: StepState::Unmade,
        steps: 0,
        polls: 0,
        polling: 0,
        waiting: 0,
    };
}

impl Model {
    /// What a node was at a moment. Takes the same time whatever the moment is and however long the trace.
    pub fn node_at(&self, node: NodeId, moment: &Moment) -> NodeState {
        let polls = self.index.of_node(node);
        let (happened, made) = (moment.happened(), self.steps_made(node, moment));
        let is_ahead = |&first: &u32| first as usize >= happened;
        if made == 0 && polls.first().is_some_and(is_ahead) {
            // Of many nodes most are still to come, wherever one looks.
            return NodeState::UNMADE;
        }
        let returned = polls.partition_point(|&position| (position as usize) < happened);
        let (events, only) = (self.trace.events(), only_step(&self.graph, node));
        let poll = |&position: &u32| Poll::of(events, position, only);
        let last = returned.checked_sub(1).and_then(|last| poll(&polls[last]));
        let next = polls.get(returned).and_then(poll);
        let now = Now {
            made,
            last,
            polled_since: self.polled_since(node, moment, last.as_ref(), next.as_ref()),
            // A newer step that is never polled was dropped somewhere: it stands for nothing.
            polled_next: next.is_some_and(|next| {
                self.trace.steps().seq(next.step) < moment.seq
                    && last.is_none_or(|last| last.step != next.step)
            }),
            woken: last.is_some_and(|poll| self.is_woken(&poll, polls[returned - 1], moment)),
            is_borrowed: last.is_some_and(|last| self.trace.steps().is_borrowed(last.step)),
        };
        let sums = self.index.sums(events, (node, only), returned);
        let state = now.state(sums.cancelled, sums.panicked);
        let waiting_until = match state {
            StepState::Pending { .. } | StepState::Woken { .. } => Some(moment.time),
            StepState::Polling { since } => Some(since),
            _ => None,
        };
        let since_last = waiting_until.zip(now.pending_since(next.as_ref()));
        let polling_now = match state {
            StepState::Polling { since } => moment.time.saturating_sub(since),
            _ => 0,
        };
        NodeState {
            state,
            steps: now.made,
            // A drop is no poll.
            polls: (returned as u32).saturating_sub(sums.cancelled),
            polling: sums.polling.saturating_add(polling_now),
            waiting: sums
                .waiting
                .saturating_add(since_last.map_or(0, |(until, since)| until.saturating_sub(since))),
        }
    }

    /// What a poll came to.
    pub fn returned(&self, poll: &PollEvent) -> Returned {
        Returned::of(&self.trace, poll.step, poll.result)
    }

    /// Whether the last thing that happened to a step, after its last poll, was a wake.
    fn is_woken(&self, last: &Poll, position: u32, moment: &Moment) -> bool {
        let others = self.index.others_of(&self.trace, &self.graph, last.step);
        let happened = others.partition_point(|&event| (event as usize) < moment.happened());
        let last = happened.checked_sub(1).map(|last| others[last]);
        last.filter(|last| *last > position).is_some_and(|last| {
            let event = self.trace.events().get(last as usize);
            event.is_some_and(|event| matches!(event, Event::Wake(_)))
        })
    }

    /// How many steps of a node had been made.
    pub(super) fn steps_made(&self, node: NodeId, moment: &Moment) -> u32 {
        let steps = self.trace.steps();
        let made = self
            .graph
            .steps_while(node, |step| steps.seq(step) < moment.seq);
        made as u32
    }

    /// Since when a step of a node was within a poll, if one was.
    pub(super) fn polled_since(
        &self,
        node: NodeId,
        moment: &Moment,
        last: Option<&Poll>,
        next: Option<&Poll>,
    ) -> Option<u64> {
        if let Some(next) = next {
            let is_poll = next.result != PollResult::Cancelled;
            let is_made = self.trace.steps().seq(next.step) < moment.seq;
            return (is_poll && is_made && next.at <= moment.time).then_some(next.at);
        }
        let newest = self.graph.steps_of(node).next_back()?;
        let since = self.polled_at_end(newest, last)?;
        (since <= moment.time).then_some(since)
    }

    /// Since when a step was within a poll when the recording stopped, if it was. `last` is its node's last poll.
    pub(super) fn polled_at_end(&self, step: StepId, last: Option<&Poll>) -> Option<u64> {
        let found = self
            .in_progress
            .binary_search_by_key(&step, |&(step, _)| step);
        let (_, since) = self.in_progress[found.ok()?];
        let returned = last.is_some_and(|last| {
            last.step == step && (last.result.is_final() || last.end() > since)
        });
        (!returned).then_some(since)
    }

    pub(super) fn is_polled_at_end(&self, step: StepId) -> bool {
        let polls = self.index.of_node(self.graph.node_of(step));
        let last = polls.last().and_then(|&last| self.poll(last));
        self.polled_at_end(step, last.as_ref()).is_some()
    }
}

/// What the state of a node depends on.
struct Now {
    made: u32,
    last: Option<Poll>,
    polled_since: Option<u64>,
    polled_next: bool,
    /// The last thing that happened to the step that is alive was a wake.
    woken: bool,
    /// The step is awaited through a `&mut`.
    is_borrowed: bool,
}

impl Now {
    fn state(&self, cancelled: u32, panicked: u32) -> StepState {
        let Some(last) = self.last else {
            return match self.polled_since {
                Some(since) => StepState::Polling { since },
                None if self.made > 0 => StepState::Made,
                None => StepState::Unmade,
            };
        };
        match (self.polled_since, last.result) {
            (Some(since), _) => StepState::Polling { since },
            (None, PollResult::Pending) if self.woken => StepState::Woken { since: last.end() },
            (None, PollResult::Pending) => StepState::Pending { since: last.end() },
            _ if self.polled_next => StepState::Made,
            _ if panicked > 0 => StepState::Panicked,
            (None, PollResult::Cancelled) if self.is_borrowed => StepState::LetGo,
            // That a reference was dropped before is no loss.
            _ if cancelled > 0 && !self.is_borrowed => StepState::Cancelled,
            _ => StepState::Ready,
        }
    }

    /// Since when the step that is alive waits, or waited until the poll it is within.
    fn pending_since(&self, next: Option<&Poll>) -> Option<u64> {
        let last = self
            .last
            .filter(|last| last.result == PollResult::Pending)?;
        let same = next.is_none_or(|next| next.step == last.step);
        same.then(|| last.end())
    }
}
