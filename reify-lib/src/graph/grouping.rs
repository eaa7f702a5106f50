//! [`Grouping`]: which step belongs to which node, and the order between the nodes.

use super::buckets::Buckets;
use super::lanes::{Lanes, Placed, Sibling};
use super::lives::Lives;
use crate::{NodeId, StepId, Trace};

/// Which step belongs to which node. Nodes are numbered in the order in which their first steps were made.
pub(super) struct Grouping {
    pub(super) node_of: Vec<NodeId>,
    pub(super) nodes: usize,
    pub(super) edges: Vec<(NodeId, NodeId)>,
}

impl Grouping {
    pub(super) fn of(trace: &Trace, lives: &Lives) -> Self {
        const UNPLACED: NodeId = NodeId(u32::MAX);
        let steps = trace.steps();
        let mut node_of = vec![UNPLACED; steps.len()];
        let mut placed = Placed::default();
        let mut lanes = Lanes::default();
        for siblings in families(trace).iter() {
            lanes.clear();
            for &step in siblings {
                let sibling = Sibling {
                    site: steps[step as usize].site,
                    made: steps[step as usize].seq,
                    end: lives.end(StepId(step)),
                };
                node_of[step as usize] = lanes.place(&sibling, &mut placed);
            }
        }
        for node in &mut node_of {
            if *node == UNPLACED {
                *node = placed.add_node();
            }
        }
        number(node_of, placed)
    }
}

/// The steps of each parent step, then the root steps of each task. A step with neither is in none: it has no siblings.
fn families(trace: &Trace) -> Buckets {
    let steps = trace.steps();
    Buckets::new(steps.len(), steps.len() + trace.tasks().len(), |index| {
        let step = &steps[index];
        let task = || step.task.map(|task| steps.len() + task.index());
        step.parent.map(StepId::index).or_else(task)
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
