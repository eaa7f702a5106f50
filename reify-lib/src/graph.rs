//! [`AsyncStepGraph`]: an execution as a graph of steps; [`reify_execution`] makes it of a trace.
//!
//! Read by everything that shows or checks a whole execution rather than single events: the explorer's steps, DOT and
//! the JSON of the graph.

mod grouping;
#[cfg(feature = "read")]
mod json;
mod lanes;
mod later;
mod lives;
mod members;
mod node;
mod numbers;
mod reify;
mod tally;

use std::sync::Arc;

use self::later::Later;
use self::members::Members;
pub use self::node::{StepNode, StepOutcome};
use self::numbers::{Numbers, Sum};
pub use self::reify::reify_execution;
use crate::lists::Lists;
use crate::{Label, NodeId, Site, SiteId, StepId, StepTable, Task};

/// The reified execution: [`StepNode`]s, the order between siblings, and parent and child.
///
/// # Grouping
///
/// A node stands for consecutive steps of one site *under the same parent*. The parent is a step, and for a step without
/// one its task. Steps that have neither are taken for those of one task.
///
/// - A loop that awaits one thing is one node. A loop that awaits `a` and then `b` is `a`, `b`, `a`, `b`, ..: only what
///   is consecutive is grouped.
/// - Siblings are chained in order. An edge from one node to another says that the one was finished when the other was
///   made; not every such pair has an edge, only neighbours have.
/// - Siblings whose lives overlap (arms of `join!` and `select!`, streams of futures) are parallel chains: they have no
///   edge between them, their polls are not mixed, and what follows them all has an edge from each. A step lives from its
///   making until it is finished, cancelled or panicked.
/// - Steps under different parent *steps* are different nodes, even if those parents share a node: the children of a
///   loop's third iteration stay with the third iteration, under the one node that the iterations share.
///
/// The graph holds what it shows of the trace, except for the events; it can be kept, sent and serialised without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsyncStepGraph {
    sites: Arc<[Site]>,
    tasks: Vec<Task>,
    /// Those of the trace, which shares them.
    steps: Arc<StepTable>,
    node_of: Vec<NodeId>,
    members: Members,
    numbers: Numbers,
    unsorted_edges: Vec<(NodeId, NodeId)>,
    edges: Later<Vec<(NodeId, NodeId)>>,
    /// The children of each node, and the roots behind them.
    children: Later<Lists>,
}

impl AsyncStepGraph {
    /// The nodes, in the order in which their first steps were made.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = StepNode> + ExactSizeIterator + '_ {
        (0..self.members.nodes()).map(|node| self.node(NodeId::from(node)))
    }

    /// A node.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn node(&self, id: NodeId) -> StepNode {
        let first = self.members.first(id);
        let made = self.steps.made_at(first);
        let Sum {
            polls,
            cancelled,
            outcome,
            polling,
            waiting,
            last,
            first_event,
            last_event,
        } = self.numbers.get(id.index(), made);
        StepNode {
            id,
            site: self.steps.site(first),
            task: self.steps.task(first),
            parent: self.parent(id),
            steps: self.members.iter(id).len() as u32,
            cancelled,
            polls,
            outcome,
            first: made,
            last,
            polling,
            waiting,
            first_event,
            last_event,
        }
    }

    /// The node that holds the step under which the steps of a node were made: one with a smaller number. Cheaper than
    /// [`node`](Self::node).
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.steps.parent(self.members.first(id))?;
        Some(self.node_of(parent))
    }

    /// How often the steps of a node were polled; cheaper than [`node`](Self::node), as are the next two.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn polls(&self, id: NodeId) -> u64 {
        self.numbers.get(id.index(), 0).polls
    }

    /// How long the steps of a node were pending, in ns.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn waiting(&self, id: NodeId) -> u64 {
        self.numbers.get(id.index(), 0).waiting
    }

    /// How long the steps of a node were within polls, in ns.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn polling(&self, id: NodeId) -> u64 {
        self.numbers.get(id.index(), 0).polling
    }

    /// How the steps of a node ended; cheaper than [`node`](Self::node).
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn outcome(&self, id: NodeId) -> StepOutcome {
        self.numbers.get(id.index(), 0).outcome
    }

    /// Where the steps of a node stand in the source, as a position in [`sites`](Self::sites); cheaper than
    /// [`node`](Self::node).
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn site_of(&self, id: NodeId) -> SiteId {
        self.steps.site(self.members.first(id))
    }

    /// The nodes without a parent, in order. Whoever asks first for those under any node, or for these, waits until all are
    /// known.
    pub fn roots(&self) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator {
        self.children_of(self.members.nodes())
    }

    /// The nodes under a node, in order.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn children(
        &self,
        id: NodeId,
    ) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator {
        self.children_of(id.index())
    }

    /// The children of a node, or behind the last node the roots.
    fn children_of(
        &self,
        parent: usize,
    ) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator {
        let nodes = self.members.nodes();
        let children = self.children.get_or_make(|| {
            Lists::new(nodes + 1, nodes, |node| {
                let parent = self.parent(NodeId::from(node));
                Some(parent.map_or(nodes, NodeId::index))
            })
        });
        children.get(parent).iter().copied().map(NodeId)
    }

    /// The order between siblings, as pairs of a node and one that follows it, sorted. There is no cycle in them.
    pub fn edges(&self) -> &[(NodeId, NodeId)] {
        self.edges.get_or_make(|| {
            let mut edges = self.unsorted_edges.clone();
            edges.sort_unstable();
            edges
        })
    }

    /// The node that a step belongs to.
    ///
    /// # Panics
    ///
    /// Where the step is of another trace and larger than any here.
    pub fn node_of(&self, step: StepId) -> NodeId {
        self.node_of[step.index()]
    }

    /// The steps that a node stands for, in the order in which they were made.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn steps_of(
        &self,
        id: NodeId,
    ) -> impl DoubleEndedIterator<Item = StepId> + ExactSizeIterator + Clone {
        self.members.iter(id)
    }

    /// The nodes that stand for more than one step, in order.
    pub fn nodes_of_several_steps(&self) -> impl Iterator<Item = NodeId> {
        self.members.groups().map(|(node, _)| node)
    }

    /// How many of the steps of a node, from the first on, a test holds for. It must hold for none behind one that it does
    /// not hold for; then few of them are looked at, however many there are.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn steps_while(&self, id: NodeId, holds: impl Fn(StepId) -> bool) -> usize {
        self.members.partition_point(id, holds)
    }

    /// Where the steps of a node stand in the source.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn site(&self, id: NodeId) -> &Site {
        &self.sites[self.site_of(id).index()]
    }

    /// The label of a node, `"<expr> @ <file>:<line>"`.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn label(&self, id: NodeId) -> Label<'_> {
        self.site(id).label()
    }

    /// The await points of the trace, those that no step stands at too. [`StepNode::site`] is a position in them.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The tasks of the trace. [`StepNode::task`] is a position in them.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }
}
