//! [`Sums`]: what the polls of a node add up to, and [`KeptSums`]: at which of them that is kept.

use reify_lib::__private::Lists;
use reify_lib::{EventLog, NodeId, PollResult, StepId};

use crate::model::poll::Poll;

/// Sums are kept at every so many polls of a node; between them they are added up anew.
const STRIDE: usize = 32;

/// What the polls of a node up to one of them add up to. Times are in ns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Sums {
    /// Drops, which are no polls.
    pub(in crate::model) cancelled: u32,
    pub(in crate::model) panicked: u32,
    pub(in crate::model) polling: u64,
    /// Between a poll that returned `Pending` and the next poll of the step, or its drop.
    pub(in crate::model) waiting: u64,
}

impl Sums {
    /// Adds the polls of a list from the given place on; those before it are added already. Where they are all of one step,
    /// it may be told.
    pub(super) fn add_all(
        &mut self,
        events: &EventLog,
        (polls, only): (&[u32], Option<StepId>),
        first: usize,
    ) {
        let list = polls[first.saturating_sub(1)..].iter();
        let mut list = list.filter_map(|&position| Poll::of(events, position, only));
        let mut before = if first > 0 { list.next() } else { None };
        for poll in list {
            self.add(&poll, before.replace(poll).as_ref());
        }
    }

    /// Adds a poll or drop of a node, which came behind another one.
    fn add(&mut self, poll: &Poll, before: Option<&Poll>) {
        match poll.result {
            PollResult::Cancelled => self.cancelled += 1,
            PollResult::Panicked => self.panicked += 1,
            PollResult::Pending | PollResult::Ready => {}
        }
        if poll.result != PollResult::Cancelled {
            self.polling = self.polling.saturating_add(poll.took);
        }
        let waited = before.and_then(|before| poll.waited_since(before));
        self.waiting = self.waiting.saturating_add(waited.unwrap_or(0));
    }
}

/// Sums at some polls of those nodes that have many.
#[derive(Debug, Default)]
pub(super) struct KeptSums {
    /// Of each such node the sums before its first poll, and before every so many.
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
            let polls = list.iter().filter_map(|&at| Poll::of(events, at, None));
            for (index, poll) in polls.enumerate() {
                sums.add(&poll, before.replace(poll).as_ref());
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
