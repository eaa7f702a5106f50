//! [`Tree`]: the nodes of the graph in the order in which a tree shows them, as one flat list.

use std::cmp::Reverse;
use std::ops::Range;

use reify_lib::{AsyncStepGraph, NodeId};

use super::Sort;

const NO_PARENT: u32 = u32::MAX;

/// A node and how deep it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub node: NodeId,
    /// How many nodes stand above it; of many thousands the largest number that is kept.
    pub depth: u32,
    /// The place of its parent in the list.
    pub parent: Option<u32>,
    /// The place behind the last node under it.
    pub end: u32,
}

/// Every node, parents before their children. Places are positions in this list.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<NodeId>,
    parents: Vec<u32>,
    ends: Vec<u32>,
    depths: Vec<u16>,
    place_of: Vec<u32>,
}

impl Tree {
    /// The tree of a graph, with siblings in an order. Takes time in proportion to the nodes, or a little more where there
    /// are many siblings to sort.
    pub fn of(graph: &AsyncStepGraph, sort: Sort) -> Self {
        let nodes = graph.nodes().len();
        let mut tree = Self {
            nodes: Vec::with_capacity(nodes),
            parents: Vec::with_capacity(nodes),
            ends: Vec::new(),
            depths: Vec::with_capacity(nodes),
            place_of: vec![0; nodes],
        };
        let mut open: Vec<(NodeId, u32)> = graph.roots().map(|n| (n, NO_PARENT)).collect();
        put_in_order(&mut open, graph, sort);
        while let Some((node, parent)) = open.pop() {
            let place = tree.nodes.len() as u32;
            let above = tree.depths.get(parent as usize);
            let depth = above.map_or(0, |above| above.saturating_add(1));
            tree.place_of[node.index()] = place;
            tree.nodes.push(node);
            tree.parents.push(parent);
            tree.depths.push(depth);
            let first = open.len();
            open.extend(graph.children(node).map(|child| (child, place)));
            put_in_order(&mut open[first..], graph, sort);
        }
        tree.close();
        tree
    }

    /// Children stand behind their parents, so from the back each end is known before it is needed.
    fn close(&mut self) {
        self.ends = (1..=self.nodes.len() as u32).collect();
        for place in (0..self.nodes.len()).rev() {
            let end = self.ends[place];
            if let Some(above) = self.ends.get_mut(self.parents[place] as usize) {
                *above = end.max(*above);
            }
        }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The nodes in order.
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The node at a place.
    pub fn row(&self, place: u32) -> Row {
        let index = place as usize;
        let parent = self.parents[index];
        Row {
            node: self.nodes[index],
            depth: u32::from(self.depths[index]),
            parent: (parent != NO_PARENT).then_some(parent),
            end: self.ends[index],
        }
    }

    /// The places in a range of whole branches, with siblings in an order: those that are kept, and what is under them
    /// unless they are folded. In any order but that of the tree it takes time in proportion to the siblings of what it
    /// gives, never to what is hidden under them.
    pub fn shown(
        &self,
        graph: &AsyncStepGraph,
        sort: Sort,
        range: Range<u32>,
        is_kept: impl Fn(u32) -> bool,
        is_folded: impl Fn(u32) -> bool,
    ) -> Vec<u32> {
        let mut shown = Vec::new();
        if sort == Sort::Order {
            let mut place = range.start;
            while place < range.end {
                let is_kept = is_kept(place);
                if is_kept {
                    shown.push(place);
                }
                place = if is_kept && !is_folded(place) {
                    place + 1
                } else {
                    self.ends[place as usize]
                };
            }
            return shown;
        }
        let mut open = Vec::new();
        let mut siblings = range;
        loop {
            let first = open.len();
            while siblings.start < siblings.end {
                let place = siblings.start;
                if is_kept(place) {
                    open.push((self.nodes[place as usize], place));
                }
                siblings.start = self.ends[place as usize];
            }
            put_in_order(&mut open[first..], graph, sort);
            let Some((_, place)) = open.pop() else {
                return shown;
            };
            shown.push(place);
            if !is_folded(place) {
                siblings = place + 1..self.ends[place as usize];
            }
        }
    }

    /// Where a node stands.
    pub fn place_of(&self, node: NodeId) -> u32 {
        self.place_of[node.index()]
    }

    /// The place of the parent of a place.
    pub fn parent(&self, place: u32) -> Option<u32> {
        let parent = self.parents[place as usize];
        (parent != NO_PARENT).then_some(parent)
    }

    /// Whether there are nodes under a node.
    pub fn has_children(&self, place: u32) -> bool {
        self.row(place).end > place + 1
    }
}

/// Puts siblings into an order, the last first: that is how they are taken off again.
fn put_in_order(siblings: &mut [(NodeId, u32)], graph: &AsyncStepGraph, sort: Sort) {
    // Most have none.
    if siblings.len() < 2 {
        return;
    }
    match sort {
        Sort::Order => {}
        Sort::Polls => siblings.sort_by_key(|&(node, _)| Reverse(graph.polls(node))),
        Sort::Waiting => siblings.sort_by_key(|&(node, _)| Reverse(graph.waiting(node))),
        Sort::Polling => siblings.sort_by_key(|&(node, _)| Reverse(graph.polling(node))),
    }
    siblings.reverse();
}
