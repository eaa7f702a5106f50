//! [`Grouping`]: which step belongs to which node, and the order between the nodes.

use super::lanes::{self, Lanes, Placed, Sibling};
use super::lives::Lives;
use crate::lists::Lists;
use crate::{NodeId, StepId, Trace, family};

const NOT_NUMBERED: NodeId = NodeId(u32::MAX);

/// Which step belongs to which node. Nodes are numbered in the order in which their first steps were made.
pub(super) struct Grouping {
    pub(super) node_of: Vec<NodeId>,
    pub(super) nodes: usize,
    /// In no order.
    pub(super) edges: Vec<(NodeId, NodeId)>,
}

impl Grouping {
    pub(super) fn of(trace: &Trace, lives: &Lives<'_>) -> Self {
        let steps = trace.steps();
        let mut node_of = vec![NodeId(0); steps.len()];
        let mut placed = Placed::default();
        let mut lanes = Lanes::default();
        let mut siblings = Vec::new();
        // They are let go before nodes are numbered, which takes room of its own.
        for members in families(trace).iter() {
            // Most have one at most.
            if let &[only] = members {
                node_of[only as usize] = placed.add_node();
                continue;
            }
            siblings.clear();
            siblings.extend(members.iter().map(|&step| Sibling {
                site: steps.site(StepId(step)),
                made: steps.seq(StepId(step)),
                end: lives.end(StepId(step)),
            }));
            let mut place = |step: usize, node| node_of[members[step] as usize] = node;
            if lanes::is_one_by_one(&siblings) {
                lanes::place_one_by_one(&siblings, &mut placed, place);
                continue;
            }
            lanes.clear();
            for (step, sibling) in siblings.iter().enumerate() {
                place(step, lanes.place(sibling, &mut placed));
            }
        }
        number(node_of, placed)
    }
}

fn families(trace: &Trace) -> Lists {
    Lists::new(family::count(trace), trace.steps().len(), |step| {
        Some(family::of(trace, StepId::from(step)))
    })
}

/// Numbers the nodes, which were made family by family, in the order of their first steps.
fn number(mut node_of: Vec<NodeId>, placed: Placed) -> Grouping {
    let nodes = placed.nodes as usize;
    let mut numbers = vec![NOT_NUMBERED; nodes];
    let mut next = 0;
    for node in &mut node_of {
        let number = &mut numbers[node.index()];
        if *number == NOT_NUMBERED {
            *number = NodeId(next);
            next += 1;
        }
        *node = *number;
    }
    let numbered = |node: NodeId| numbers[node.index()];
    let mut edges = placed.edges;
    for (from, to) in &mut edges {
        (*from, *to) = (numbered(*from), numbered(*to));
    }
    Grouping {
        node_of,
        nodes,
        edges,
    }
}
