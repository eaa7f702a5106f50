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

/// Looks up what happened to steps and nodes. Holds four bytes an event, and eight a node.
#[derive(Debug, Default)]
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
    /// The index, and something else that is made beside it.
    pub(super) fn beside<T: Send>(
        trace: &Trace,
        graph: &AsyncStepGraph,
        something: impl Fn() -> T + Send + Sync,
    ) -> (Self, T) {
        let (events, nodes) = (trace.events(), graph.nodes().len());
        let lists = |polls: bool| {
            Lists::new(nodes, events.len(), |position| {
                let is_poll = events.result_of(position).is_some();
                let step = events.step_of(position).filter(|_| is_poll == polls)?;
                Some(graph.node_of(step).index())
            })
        };
        let others = || {
            let mut others = lists(false);
            for node in graph.nodes_of_several_steps() {
                // A step may be woken when it is over, and the next one is there.
                let list = others.get_mut(node.index());
                list.sort_by_key(|&position| events.step_of(position as usize));
            }
            others
        };
        let polls = || {
            let mut index = Self {
                polls: lists(true),
                ..Self::default()
            };
            index.add_up(events, nodes);
            index
        };
        let (mut index, (others, something)) =
            both(events.len(), polls, || (others(), something()));
        index.others = others;
        (index, something)
    }

    fn add_up(&mut self, events: &EventLog, nodes: usize) {
        for node in (0..nodes).map(NodeId::from) {
            let list = self.polls.get(node.index());
            if list.len() < STRIDE {
                continue;
            }
            self.summed.push((node, self.sums.len() as u32));
            let (mut sums, mut before) = (Sums::default(), None);
            self.sums.push(sums);
            for (index, &position) in list.iter().enumerate() {
                before = Some(sums.add(events, position, before));
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
        let before = first.checked_sub(1).map(|before| list[before]);
        let mut before = before.map(|before| Returned::of(events, before));
        for &position in &list[first..polls] {
            before = Some(sums.add(events, position, before));
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
