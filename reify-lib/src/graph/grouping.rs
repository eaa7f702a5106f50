//! [`Grouping`]: which step belongs to which node, and the order between the nodes.

use super::buckets::Buckets;
use super::lanes::{Lanes, Placed, Sibling};
use super::lives::Lives;
use crate::{NodeId, StepId, TaskId, Trace};

/// Which step belongs to which node. Nodes are numbered in the order in which their first steps were made.
pub(super) struct Grouping {
    pub(super) node_of: Vec<NodeId>,
    pub(super) nodes: usize,
    pub(super) edges: Vec<(NodeId, NodeId)>,
}

impl Grouping {
    pub(super) fn of(trace: &Trace, lives: &Lives<'_>) -> Self {
        let steps = trace.steps();
        let mut node_of = vec![NodeId(0); steps.len()];
        let mut placed = Placed::default();
        let mut lanes = Lanes::default();
        for siblings in families(trace).iter() {
            lanes.clear();
            for &step in siblings {
                let step = StepId(step);
                let sibling = Sibling {
                    site: steps.site(step),
                    made: steps.seq(step),
                    end: lives.end(step),
                };
                node_of[step.index()] = lanes.place(&sibling, &mut placed);
            }
        }
        number(node_of, placed)
    }
}

/// The steps of each parent step, then the root steps of each task, then those of which the task is not known.
pub(crate) fn families(trace: &Trace) -> Buckets {
    let (steps, tasks) = (trace.steps(), trace.tasks().len());
    Buckets::new(steps.len(), steps.len() + tasks + 1, |index| {
        let step = StepId::from(index);
        let task = || steps.len() + steps.task(step).map_or(tasks, TaskId::index);
        steps.parent(step).map_or_else(task, StepId::index)
    })
}

/// Numbers the nodes, which were made family by family, in the order of their first steps.
fn number(mut node_of: Vec<NodeId>, placed: Placed) -> Grouping {
    let nodes = placed.nodes as usize;
    let mut numbers: Vec<Option<NodeId>> = vec![None; nodes];
    let mut next = 0;
    for node in &mut node_of {
        *node = *numbers[node.index()].get_or_insert_with(|| {
            next += 1;
            NodeId(next - 1)
        });
    }
    let numbered = |node: NodeId| numbers[node.index()].unwrap_or(node);
    let mut edges = placed.edges;
    for (from, to) in &mut edges {
        (*from, *to) = (numbered(*from), numbered(*to));
    }
    edges.sort_unstable();
    Grouping {
        node_of,
        nodes,
        edges,
    }
}
