//! [`EventIndex`]: which events belong to which step and node, and what the polls of a node add up to.

mod sums;

use std::sync::OnceLock;

use reify_lib::__private::{Lists, both};
use reify_lib::{AsyncStepGraph, EventLog, NodeId, PollResult, StepId, Trace};

use self::sums::KeptSums;
pub(super) use self::sums::Sums;
use super::positions::Positions;
use super::ranks::SiteRanks;

/// Looks up what happened to steps and nodes. Holds four bytes an event, and eight a node.
///
/// What only makes it quicker is made [later](Self::complete), or when it is needed first.
#[derive(Debug, Default)]
pub(super) struct EventIndex {
    polls: Lists,
    /// Wakes, and drops of the last waker: by node, and of a node with several steps by step.
    others: Lists,
    kept: OnceLock<KeptSums>,
    ranks: OnceLock<SiteRanks>,
}

impl EventIndex {
    /// The index, and something else that is made beside it.
    pub(super) fn beside<T: Send>(
        trace: &Trace,
        graph: &AsyncStepGraph,
        something: impl Fn() -> T + Send + Sync,
    ) -> (Self, T) {
        let (events, nodes) = (trace.events(), graph.nodes().len());
        let node_of = |position: usize| {
            let step = events.step_of(position)?;
            Some(graph.node_of(step).index())
        };
        let is_poll = |position: usize| events.result_of(position).is_some();
        let polls = || {
            let node_of = |position| node_of(position).filter(|_| is_poll(position));
            Lists::new(nodes, events.len(), node_of)
        };
        let others = || {
            // They are few, so their positions are looked for once.
            let others = (0..events.len()).filter(|&position| !is_poll(position));
            let others: Vec<u32> = others.map(|position| position as u32).collect();
            let numbered = others.iter();
            let numbered = numbered.filter_map(|&at| Some((at, node_of(at as usize)?)));
            let mut others = Lists::of(nodes, numbered);
            for node in graph.nodes_of_several_steps() {
                // A step may be woken when it is over, and the next one is there.
                let list = others.get_mut(node.index());
                list.sort_by_key(|&position| events.step_of(position as usize));
            }
            others
        };
        let (polls, (others, something)) = both(events.len(), polls, || (others(), something()));
        let index = Self {
            polls,
            others,
            ..Self::default()
        };
        (index, something)
    }

    /// Makes what makes it quicker.
    pub(super) fn complete(&self, trace: &Trace) {
        let events = trace.events();
        both(
            events.len(),
            || self.kept.get_or_init(|| KeptSums::of(events, &self.polls)),
            || self.ranks(trace),
        );
    }

    /// How many events of each await point stand before each block of events.
    pub(super) fn ranks(&self, trace: &Trace) -> &SiteRanks {
        self.ranks.get_or_init(|| SiteRanks::of(trace))
    }

    /// The polls and drops of a node's steps. Steps of a node never overlap, so those of one stand together.
    pub(super) fn of_node(&self, node: NodeId) -> &[u32] {
        self.polls.get(node.index())
    }

    /// All other events of a step.
    pub(super) fn others_of(&self, trace: &Trace, graph: &AsyncStepGraph, step: StepId) -> &[u32] {
        let node = graph.node_of(step);
        let list = self.others.get(node.index());
        if list.is_empty() || only_step(graph, node).is_some() {
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

    /// What the first so many polls of a node add up to, of which the only step may be told. Takes time in proportion to
    /// them, as long as this is not [complete](Self::complete).
    pub(super) fn sums(
        &self,
        events: &EventLog,
        (node, only): (NodeId, Option<StepId>),
        polls: usize,
    ) -> Sums {
        let list = self.of_node(node);
        let (mut sums, first) = self.kept_sums(node, polls);
        sums.add_all(events, (&list[..polls], only), first);
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

    fn kept_sums(&self, node: NodeId, polls: usize) -> (Sums, usize) {
        let kept = self.kept.get();
        kept.map_or_else(Default::default, |kept| kept.before(node, polls))
    }
}

/// The events of a step in a list that has the steps of a node one behind the other.
fn part_of<'a>(events: &EventLog, list: &'a [u32], step: StepId) -> &'a [u32] {
    let step_of = |position: u32| events.step_of(position as usize);
    let first = list.partition_point(|&position| step_of(position) < Some(step));
    let rest = &list[first..];
    &rest[..rest.partition_point(|&position| step_of(position) == Some(step))]
}

/// The step of a node that has one alone. Most have.
pub(super) fn only_step(graph: &AsyncStepGraph, node: NodeId) -> Option<StepId> {
    let mut steps = graph.steps_of(node);
    let first = steps.next();
    first.filter(|_| steps.len() == 0)
}
