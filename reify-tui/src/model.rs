//! What the explorer knows of a trace, without a terminal.
//!
//! [`Model`] is the recording with what makes moving through it cheap: every question about the world at an event is
//! answered by looking up, never by going through the events before. Nothing in it changes but that findings may come later.

mod costs;
mod findings;
mod index;
mod lane;
mod moment;
mod names;
mod notices;
mod picked;
mod poll;
mod positions;
mod ranks;
mod related;
mod returned;
mod search;
mod sites;
mod slow;
mod sort;
pub mod source;
mod state;
mod stuck;
mod totals;
mod tree;
mod wake;
mod window;

use std::sync::Arc;

use reify_lib::{
    AsyncStepGraph, Finding, NodeId, Notice, NoticeKind, Site, StepId, Trace, reify_execution,
};

pub use self::costs::{Costs, LineCost};
pub use self::findings::{Findings, entries};
pub use self::lane::Cell;
pub use self::moment::Moment;
pub use self::names::Names;
pub use self::notices::{completeness, notice_entries, notices};
pub use self::picked::PickedEvents;
pub use self::positions::Positions;
pub use self::returned::Returned;
pub use self::search::{Found, Query};
pub use self::sites::{SiteSummary, SitesTally, Spread};
pub use self::sort::Sort;
pub use self::state::{NodeState, StepState};
pub use self::totals::{Addends, Totals};
pub use self::tree::{Row, Tree};
pub use self::wake::Wakeup;
pub use self::window::Window;

use self::index::EventIndex;
use self::ranks::SiteRanks;
use self::sites::Awaits;
use self::slow::{Seeking, Slow};

/// A recording, reified, with its indexes.
#[derive(Debug)]
pub struct Model {
    trace: Arc<Trace>,
    graph: Arc<AsyncStepGraph>,
    names: Names,
    index: Arc<EventIndex>,
    tree: Tree,
    awaits: Awaits,
    /// What everything adds up to, once it is known.
    totals: Option<Totals>,
    /// The polls over a time that was asked for, in its place.
    slow_over: Option<Slow>,
    /// Those over a time that was asked for since.
    seeking: Option<Seeking>,
    findings: Findings,
    /// Whether it is known what is wrong in it.
    is_checked: bool,
    /// Whether more of the recording is to come.
    is_followed: bool,
    /// The steps that were being polled when the recording stopped, sorted, and since when at least.
    in_progress: Vec<(StepId, u64)>,
    /// What the end of the recording is about.
    last_step: Option<StepId>,
    polls: u64,
    most_polls_width: usize,
}

impl Model {
    /// The model of a trace. Takes time in proportion to the events.
    pub fn of(trace: Arc<Trace>) -> Self {
        let graph = reify_execution(&trace);
        Self::with(trace, graph).added_up()
    }

    /// The model of a trace and its graph.
    pub fn new(trace: Arc<Trace>, graph: AsyncStepGraph) -> Self {
        Self::with(trace, graph).added_up()
    }

    /// As much of the model of a trace as is needed to explore it: all but its [totals](Self::set_totals), and what will be
    /// [found](Self::set_findings) in it.
    pub fn begin(trace: Arc<Trace>) -> Self {
        let graph = reify_execution(&trace);
        Self {
            is_checked: false,
            ..Self::with(trace, graph)
        }
    }

    fn with(trace: Arc<Trace>, graph: AsyncStepGraph) -> Self {
        let (index, tree) = EventIndex::beside(&trace, &graph, || Tree::of(&graph));
        let (mut polls, mut most_polls) = (0, 0);
        for node in (0..graph.nodes().len()).map(NodeId::from) {
            let count = graph.polls(node);
            polls += count;
            most_polls = count.max(most_polls);
        }
        let mut model = Self {
            names: Names::of(&trace),
            awaits: Awaits::of(&trace),
            totals: None,
            index: Arc::new(index),
            slow_over: None,
            seeking: None,
            tree,
            in_progress: trace.in_progress(),
            polls,
            most_polls_width: widest_count(most_polls),
            last_step: None,
            findings: Findings::default(),
            is_checked: true,
            is_followed: false,
            trace,
            graph: Arc::new(graph),
        };
        model.last_step = model.stuck_step();
        model
    }

    /// The same, of a recording that is followed while it is written: that it has no end yet is nothing to know about it.
    #[must_use]
    pub fn following(mut self) -> Self {
        self.is_followed = true;
        self
    }

    /// What there is to know of the recording before one trusts it, the worst first.
    pub fn notices(&self) -> Vec<&Notice> {
        let mut notices = notices(&self.trace);
        notices.retain(|notice| !self.is_followed || notice.kind != NoticeKind::NoEnd);
        notices
    }

    /// The same, with what was found in the trace.
    #[must_use]
    pub fn with_findings(mut self, found: Vec<Finding>) -> Self {
        self.set_findings(found);
        self
    }

    /// Adds what was found in the trace.
    pub fn set_findings(&mut self, found: Vec<Finding>) {
        self.is_checked = true;
        self.findings = Findings::of(&self.trace, &self.graph, &self.tree, found);
    }

    /// The recording.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Its steps, grouped.
    pub fn graph(&self) -> &AsyncStepGraph {
        &self.graph
    }

    /// Its names, fit for the screen.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The tree of its nodes.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What was found in it.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Whether that is known, and not still being looked for.
    pub fn is_checked(&self) -> bool {
        self.is_checked
    }

    /// How many events there are. The time cursor goes from the first, 0, to behind the last: the end of the recording.
    pub fn events(&self) -> usize {
        self.trace.events().len()
    }

    /// The step that a position of the time cursor is about; at the end the one that the recording hangs at, if it does.
    pub fn step_at(&self, position: usize) -> Option<StepId> {
        let events = self.trace.events();
        events.step_of(position).or(self.last_step)
    }

    /// The node that a position of the time cursor is about.
    pub fn node_of_position(&self, position: usize) -> Option<NodeId> {
        self.step_at(position).map(|step| self.graph.node_of(step))
    }

    /// Where a node's steps stand in the source.
    pub fn site(&self, node: NodeId) -> &Site {
        self.graph.site(node)
    }

    fn ranks(&self) -> &SiteRanks {
        self.index.ranks(&self.trace)
    }

    /// How many polls there are.
    pub fn polls(&self) -> u64 {
        self.polls
    }

    /// How many columns the poll count of any node takes, at any moment.
    pub fn most_polls_width(&self) -> usize {
        self.most_polls_width
    }

    /// The events of a step, as positions in the total order.
    pub fn events_of(&self, step: StepId) -> Positions<'_> {
        self.index.of_step(&self.trace, &self.graph, step)
    }

    /// The polls of a node, and the drops of its steps, as positions in the total order.
    pub fn polls_of(&self, node: NodeId) -> &[u32] {
        self.index.of_node(node)
    }
}

/// While some of its polls are still to come, the count of a node is shown as `12/345`.
fn widest_count(polls: u64) -> usize {
    format!("{}/{polls}", polls.saturating_sub(1)).len()
}
