//! [`EventIndex`]: which events belong to which step and node, and what the polls of a node add up to.

use reify_lib::{AsyncStepGraph, EventLog, NodeId, PollResult, SiteId, StepId, Trace};

use super::lists::Lists;

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

/// Looks up what happened to steps and nodes. Holds a little over twelve bytes an event.
#[derive(Debug)]
pub(super) struct EventIndex {
    by_step: Lists,
    polls_by_node: Lists,
    /// For each node the sums before its first poll, before its 64th, and so on.
    sums: Vec<Sums>,
    sum_starts: Vec<u32>,
    steps_by_node: Lists,
    polls_by_site: Lists,
    /// Wakes, and drops of the last waker.
    others_by_site: Lists,
}

impl EventIndex {
    pub(super) fn of(trace: &Trace, graph: &AsyncStepGraph) -> Self {
        let events = trace.events();
        let (steps, nodes) = (trace.steps().len(), graph.nodes().len());
        let step_of = |position| events.step_of(position).map(StepId::index);
        let polls_by_node = Lists::new(nodes, events.len(), |position| {
            events.result_of(position)?;
            Some(graph.node_of(events.step_of(position)?).index())
        });
        let (sums, sum_starts) = sums(events, &polls_by_node, nodes);
        let by_site = |polls: bool| {
            Lists::new(trace.sites().len(), events.len(), |position| {
                let is_poll = events.result_of(position).is_some();
                let step = events.step_of(position).filter(|_| is_poll == polls)?;
                Some(trace.step(step).site.index())
            })
        };
        Self {
            by_step: Lists::new(steps, events.len(), step_of),
            polls_by_node,
            sums,
            sum_starts,
            steps_by_node: Lists::new(nodes, steps, |step| {
                Some(graph.node_of(StepId::from(step)).index())
            }),
            polls_by_site: by_site(true),
            others_by_site: by_site(false),
        }
    }

    /// The events of a step.
    pub(super) fn of_step(&self, step: StepId) -> &[u32] {
        self.by_step.get(step.index())
    }

    /// The polls and drops of a node's steps. Steps of a node never overlap, so those of one stand together.
    pub(super) fn of_node(&self, node: NodeId) -> &[u32] {
        self.polls_by_node.get(node.index())
    }

    /// The steps of a node, in the order in which they were made.
    pub(super) fn steps_of(&self, node: NodeId) -> &[u32] {
        self.steps_by_node.get(node.index())
    }

    /// The polls and drops of all steps of a site.
    pub(super) fn of_site(&self, site: SiteId) -> &[u32] {
        self.polls_by_site.get(site.index())
    }

    /// All other events of the steps of a site.
    pub(super) fn others_of_site(&self, site: SiteId) -> &[u32] {
        self.others_by_site.get(site.index())
    }

    /// What the first so many polls of a node add up to.
    pub(super) fn sums(&self, events: &EventLog, node: NodeId, polls: usize) -> Sums {
        let list = self.of_node(node);
        let block = polls / STRIDE;
        let mut sums = self.sums[self.sum_starts[node.index()] as usize + block];
        for index in block * STRIDE..polls {
            let before = index.checked_sub(1).map(|before| list[before]);
            sums.add(events, list[index], before);
        }
        sums
    }
}

fn sums(events: &EventLog, polls_by_node: &Lists, nodes: usize) -> (Vec<Sums>, Vec<u32>) {
    let mut all = Vec::new();
    let mut starts = Vec::with_capacity(nodes);
    for node in 0..nodes {
        starts.push(all.len() as u32);
        let mut sums = Sums::default();
        all.push(sums);
        let list = polls_by_node.get(node);
        for (index, &position) in list.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| list[before]);
            sums.add(events, position, before);
            if (index + 1) % STRIDE == 0 {
                all.push(sums);
            }
        }
    }
    (all, starts)
}
