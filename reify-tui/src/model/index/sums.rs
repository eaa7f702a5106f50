//! [`Sums`]: what the polls of a node add up to, and [`KeptSums`]: at which of them that is kept.

use reify_lib::{EventLog, NodeId, PollResult, StepId};

use crate::model::lists::Lists;

/// Sums are kept at every so many polls of a node; between them they are added up anew.
const STRIDE: usize = 64;

/// What the polls of a node up to one of them add up to. Times are in ns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Sums {
    /// Polls; a drop is none.
    pub(in crate::model) polls: u32,
    pub(in crate::model) cancelled: u32,
    pub(in crate::model) panicked: u32,
    pub(in crate::model) polling: u64,
    /// Between a poll that returned `Pending` and the next poll of the step, or its drop.
    pub(in crate::model) waiting: u64,
}

impl Sums {
    /// Adds the polls of a list from the given place on; those before it are added already.
    pub(super) fn add_all(&mut self, events: &EventLog, polls: &[u32], first: usize) {
        let before = first.checked_sub(1).map(|before| polls[before]);
        let mut before = before.map(|before| Returned::of(events, before));
        for &position in &polls[first..] {
            before = Some(self.add(events, position, before));
        }
    }

    /// Adds the poll at a position, which another one comes before in the list of the node.
    fn add(&mut self, events: &EventLog, position: u32, before: Option<Returned>) -> Returned {
        let position = position as usize;
        let (began, took) = events.span_of(position);
        let result = events.result_of(position);
        match result {
            Some(PollResult::Cancelled) => self.cancelled += 1,
            Some(PollResult::Panicked) => self.panicked += 1,
            _ => {}
        }
        if result != Some(PollResult::Cancelled) {
            self.polls += 1;
            self.polling = self.polling.saturating_add(took);
        }
        let step = events.step_of(position);
        if let Some(before) = before.filter(|before| before.is_pending && before.step == step) {
            let gap = began.saturating_sub(before.at);
            self.waiting = self.waiting.saturating_add(gap);
        }
        Returned {
            step,
            at: began.saturating_add(took),
            is_pending: result == Some(PollResult::Pending),
        }
    }
}

/// When a poll returned, and how.
#[derive(Clone, Copy, Debug)]
struct Returned {
    step: Option<StepId>,
    at: u64,
    is_pending: bool,
}

impl Returned {
    fn of(events: &EventLog, position: u32) -> Self {
        Sums::default().add(events, position, None)
    }
}

/// Sums at some polls of those nodes that have many.
#[derive(Debug, Default)]
pub(super) struct KeptSums {
    /// Of each such node the sums before its first poll, before its 64th, and so on.
    sums: Vec<Sums>,
    /// `(node, where its sums start)`, by node.
    nodes: Vec<(NodeId, u32)>,
}

impl KeptSums {
    /// Those of all nodes, of which the polls are listed.
    pub(super) fn of(events: &EventLog, polls: &Lists) -> Self {
        let mut kept = Self::default();
        for node in (0..polls.len()).map(NodeId::from) {
            let list = polls.get(node.index());
            if list.len() < STRIDE {
                continue;
            }
            kept.nodes.push((node, kept.sums.len() as u32));
            let (mut sums, mut before) = (Sums::default(), None);
            kept.sums.push(sums);
            for (index, &position) in list.iter().enumerate() {
                before = Some(sums.add(events, position, before));
                if (index + 1).is_multiple_of(STRIDE) {
                    kept.sums.push(sums);
                }
            }
        }
        kept
    }

    /// The last sums that are kept of the first so many polls of a node, and of how many polls these are.
    pub(super) fn before(&self, node: NodeId, polls: usize) -> (Sums, usize) {
        let block = polls / STRIDE;
        if block == 0 {
            return (Sums::default(), 0);
        }
        match self.nodes.binary_search_by_key(&node, |&(node, _)| node) {
            Ok(found) => (
                self.sums[self.nodes[found].1 as usize + block],
                block * STRIDE,
            ),
            Err(_) => (Sums::default(), 0),
        }
    }
}
