//! [`EventIndex`]: which events belong to which step and node, and what the polls of a node add up to.

use reify_lib::__private::both;
use reify_lib::{AsyncStepGraph, EventLog, NodeId, PollResult, StepId, Trace};

use super::lists::Lists;
use super::positions::Positions;

/// Sums are kept at every so many polls of a node; between them they are added up anew.
const STRIDE: usize = 64;

/// What the polls of a node up to one of them add up to. Times are in ns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Polls; a drop is none.
    pub(super) polls: u32,
    pub(super) cancelled: u32,
    pub(super) panicked: u32,
    pub(super) polling: u64,
    /// Between a poll that returned `Pending` and the next poll of the step, or its drop.
    pub(super) waiting: u64,
}

impl Sums {
    fn add(&mut self, events: &EventLog, position: u32, before: Option<u32>) {
        let get = |position: u32| {
            let event = events.get(position as usize);
            event.and_then(|event| event.as_poll().copied())
        };
        let Some(poll) = get(position) else { return };
        match poll.result {
            PollResult::Cancelled => self.cancelled += 1,
            PollResult::Panicked => self.panicked += 1,
            PollResult::Pending | PollResult::Ready => {}
        }
        if poll.result != PollResult::Cancelled {
            self.polls += 1;
            self.polling = self.polling.saturating_add(poll.took);
        }
        let waited = before
            .and_then(get)
            .filter(|before| before.step == poll.step && before.result == PollResult::Pending);
        if let Some(before) = waited {
            let gap = poll.at.saturating_sub(before.end());
            self.waiting = self.waiting.saturating_add(gap);
        }
    }
}

/// Looks up what happened to steps and nodes. Holds four bytes an event, and eight a node.
#[derive(Debug)]
pub(super) struct EventIndex {
    polls: Lists,
    /// Wakes, and drops of the last waker: by node, and of a node with several steps by step.
    others: Lists,
    /// Of each node with many polls the sums before its first poll, before its 64th, and so on.
    sums: Vec<Sums>,
    /// `(node, where its sums start)`, by node.
    summed: Vec<(NodeId, u32)>,
}

impl EventIndex {
    pub(super) fn of(trace: &Trace, graph: &AsyncStepGraph) -> Self {
        let (events, nodes) = (trace.events(), graph.nodes().len());
        let lists = |polls: bool| {
            Lists::new(nodes, events.len(), |position| {
                let is_poll = events.result_of(position).is_some();
                let step = events.step_of(position).filter(|_| is_poll == polls)?;
                Some(graph.node_of(step).index())
            })
        };
        let (polls, mut others) = both(events.len(), || lists(true), || lists(false));
        for node in (0..nodes).map(NodeId::from) {
            // A step may be woken when it is over, and the next one is there.
            if graph.steps_of(node).len() > 1 {
                let list = others.get_mut(node.index());
                list.sort_by_key(|&position| events.step_of(position as usize));
            }
        }
        let mut index = Self {
            polls,
            others,
            sums: Vec::new(),
            summed: Vec::new(),
        };
        index.add_up(events, nodes);
        index
    }

    fn add_up(&mut self, events: &EventLog, nodes: usize) {
        for node in (0..nodes).map(NodeId::from) {
            let list = self.polls.get(node.index());
            if list.len() < STRIDE {
                continue;
            }
            self.summed.push((node, self.sums.len() as u32));
            let mut sums = Sums::default();
            self.sums.push(sums);
            for (index, &position) in list.iter().enumerate() {
                let before = index.checked_sub(1).map(|before| list[before]);
                sums.add(events, position, before);
                if (index + 1).is_multiple_of(STRIDE) {
                    self.sums.push(sums);
                }
            }
        }
    }

    /// The polls and drops of a node's steps. Steps of a node never overlap, so those of one stand together.
    pub(super) fn of_node(&self, node: NodeId) -> &[u32] {
        self.polls.get(node.index())
    }

    /// All other events of a step.
    pub(super) fn others_of(&self, trace: &Trace, graph: &AsyncStepGraph, step: StepId) -> &[u32] {
        let node = graph.node_of(step);
        let list = self.others.get(node.index());
        if graph.steps_of(node).len() == 1 {
            return list;
        }
        part_of(trace.events(), list, step)
    }

    /// The events of a step.
    pub(super) fn of_step(
        &self,
        trace: &Trace,
        graph: &AsyncStepGraph,
        step: StepId,
    ) -> Positions<'_> {
        let polls = part_of(trace.events(), self.of_node(graph.node_of(step)), step);
        Positions::two([polls, self.others_of(trace, graph, step)])
    }

    /// What the first so many polls of a node add up to.
    pub(super) fn sums(&self, events: &EventLog, node: NodeId, polls: usize) -> Sums {
        let list = self.of_node(node);
        let (mut sums, first) = self.kept_sums(node, polls);
        for index in first..polls {
            let before = index.checked_sub(1).map(|before| list[before]);
            sums.add(events, list[index], before);
        }
        sums
    }

    /// How long the first so many polls of a node took together, in ns; cheaper than all [sums](Self::sums).
    pub(super) fn polling(&self, events: &EventLog, node: NodeId, polls: usize) -> u64 {
        let (sums, first) = self.kept_sums(node, polls);
        let rest = self.of_node(node)[first..polls].iter();
        let rest = rest.map(|&position| position as usize);
        let polls = rest.filter(|&at| events.result_of(at) != Some(PollResult::Cancelled));
        let rest = polls.filter_map(|at| events.took_of(at));
        rest.fold(sums.polling, u64::saturating_add)
    }

    /// The last sums that are kept of the first so many polls of a node, and of how many polls these are.
    fn kept_sums(&self, node: NodeId, polls: usize) -> (Sums, usize) {
        let block = polls / STRIDE;
        if block == 0 {
            return (Sums::default(), 0);
        }
        match self.summed.binary_search_by_key(&node, |&(node, _)| node) {
            Ok(found) => (
                self.sums[self.summed[found].1 as usize + block],
                block * STRIDE,
            ),
            Err(_) => (Sums::default(), 0),
        }
    }
}

/// The events of a step in a list that has the steps of a node one behind the other.
fn part_of<'a>(events: &EventLog, list: &'a [u32], step: StepId) -> &'a [u32] {
    let step_of = |position: u32| events.step_of(position as usize);
    let first = list.partition_point(|&position| step_of(position) < Some(step));
    let rest = &list[first..];
    &rest[..rest.partition_point(|&position| step_of(position) == Some(step))]
}
