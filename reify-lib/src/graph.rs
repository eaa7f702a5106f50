//! [`AsyncStepGraph`]: an execution as a graph of steps; [`reify_execution`] makes it of a trace.
//!
//! Read by everything that shows or checks a whole execution rather than single events: the explorer's steps, DOT and
//! the JSON of the graph.

mod buckets;
mod grouping;
#[cfg(feature = "read")]
mod json;
mod lanes;
mod lives;
mod node;
mod tally;

use self::buckets::Buckets;
use self::grouping::Grouping;
#[cfg(feature = "findings")]
pub(crate) use self::grouping::families;
use self::lives::Lives;
pub use self::node::{StepNode, StepOutcome};
use self::tally::Tally;
use crate::{Label, NodeId, Site, StepId, Task, Trace};

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
    sites: Vec<Site>,
    tasks: Vec<Task>,
    nodes: Vec<StepNode>,
    edges: Vec<(NodeId, NodeId)>,
    node_of: Vec<NodeId>,
    /// The steps of each node.
    steps: Buckets,
    /// The children of each node, and the roots behind them.
    children: Buckets,
}

/// Makes the graph of an execution.
///
/// For `n` steps and `m` events it takes time in proportion to `m + n log n`, and memory to `n`.
///
/// ```
/// use reify_lib::{Record, Site, TraceBuilder, record};
///
/// // Two steps of one site, one after the other, as in a loop.
/// let mut builder = TraceBuilder::new();
/// let site = Site { expr: "next()".into(), file: "src/main.rs".into(), line: 7, ..Site::default() };
/// builder.push(Record::Site(record::SiteRecord { id: 0, site }));
/// for step in 0..2 {
///     builder.push(Record::Step(record::StepRecord {
///         seq: 2 * step, id: step, site: 0, parent: None, task: Some(0), at: 10 * step, borrowed: false,
///     }));
///     builder.push(Record::Poll(record::PollRecord {
///         seq: 2 * step + 1, step, at: 10 * step, took: 5, thread: 1,
///         result: reify_lib::PollResult::Ready, wakers: None, within: None,
///     }));
/// }
///
/// let graph = reify_lib::reify_execution(&builder.finish());
/// let node = &graph.nodes()[0];
/// assert_eq!(graph.label(node.id).to_string(), "next() @ src/main.rs:7");
/// assert_eq!((node.steps, node.polls, node.polling), (2, 2, 10));
/// ```
pub fn reify_execution(trace: &Trace) -> AsyncStepGraph {
    let lives = Lives::of(trace);
    let grouping = Grouping::of(trace, &lives);
    let nodes = Tally::of(trace, &grouping, &lives);
    let Grouping { node_of, edges, .. } = grouping;
    let steps = Buckets::new(node_of.len(), nodes.len(), |step| node_of[step].index());
    let children = Buckets::new(nodes.len(), nodes.len() + 1, |node| {
        nodes[node].parent.map_or(nodes.len(), NodeId::index)
    });
    AsyncStepGraph {
        sites: trace.sites().to_vec(),
        tasks: trace.tasks().to_vec(),
        nodes,
        edges,
        node_of,
        steps,
        children,
    }
}

impl AsyncStepGraph {
    /// The nodes, in the order in which their first steps were made.
    pub fn nodes(&self) -> &[StepNode] {
        &self.nodes
    }

    /// A node.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn node(&self, id: NodeId) -> &StepNode {
        &self.nodes[id.index()]
    }

    /// The nodes without a parent, in order.
    pub fn roots(&self) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator {
        self.children
            .get(self.nodes.len())
            .iter()
            .copied()
            .map(NodeId)
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
        let id = self.node(id).id;
        self.children.get(id.index()).iter().copied().map(NodeId)
    }

    /// The order between siblings, as pairs of a node and one that follows it, sorted. There is no cycle in them.
    pub fn edges(&self) -> &[(NodeId, NodeId)] {
        &self.edges
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
    ) -> impl DoubleEndedIterator<Item = StepId> + ExactSizeIterator {
        let id = self.node(id).id;
        self.steps.get(id.index()).iter().copied().map(StepId)
    }

    /// Where the steps of a node stand in the source.
    ///
    /// # Panics
    ///
    /// Where the id is of another graph and larger than any here.
    pub fn site(&self, id: NodeId) -> &Site {
        &self.sites[self.node(id).site.index()]
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
