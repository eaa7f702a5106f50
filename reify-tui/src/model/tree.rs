//! [`Tree`]: the nodes of the graph in the order in which a tree shows them, as one flat list.

use std::ops::Range;

use reify_lib::{AsyncStepGraph, NodeId};

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
    /// The tree of a graph. Takes time in proportion to the nodes.
    ///
    /// Nodes have larger numbers than their parents. So from the last one on it is known how many stand under each, and from
    /// the first one on, where each stands.
    pub fn of(graph: &AsyncStepGraph) -> Self {
        let nodes = graph.nodes().len();
        let ids = (0..nodes).map(NodeId::from);
        let parents = ids.map(|node| graph.parent(node).map_or(NO_PARENT, |parent| parent.0));
        let mut tree = Self {
            nodes: vec![NodeId(0); nodes],
            parents: vec![NO_PARENT; nodes],
            ends: vec![0; nodes],
            depths: vec![0; nodes],
            // Until a node has its place, its parent.
            place_of: parents.collect(),
        };
        // Of each node how many stand under it, with itself; when it has its place, where the next one under it stands.
        let mut counts = vec![1_u32; nodes];
        for node in (0..nodes).rev() {
            let count = counts[node];
            if let Some(above) = counts.get_mut(tree.place_of[node] as usize) {
                *above += count;
            }
        }
        let mut next_root = 0;
        for node in 0..nodes {
            let (count, parent) = (counts[node], tree.place_of[node] as usize);
            let next = counts.get_mut(parent).unwrap_or(&mut next_root);
            let place = *next;
            *next += count;
            counts[node] = place + 1;
            let index = place as usize;
            tree.nodes[index] = NodeId::from(node);
            tree.ends[index] = place + count;
            if let Some(&above) = tree.place_of.get(parent) {
                tree.parents[index] = above;
                tree.depths[index] = tree.depths[above as usize].saturating_add(1);
            }
            tree.place_of[node] = place;
        }
        tree
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

    /// The node at a place; cheaper than its [row](Self::row), as are the next two.
    pub fn node(&self, place: u32) -> NodeId {
        self.nodes[place as usize]
    }

    /// The place of the parent of a place.
    pub fn parent(&self, place: u32) -> Option<u32> {
        let parent = self.parents[place as usize];
        (parent != NO_PARENT).then_some(parent)
    }

    /// The place behind the last one under a place.
    pub fn end(&self, place: u32) -> u32 {
        self.ends[place as usize]
    }

    /// The places under a place; all of them under none.
    pub fn under(&self, parent: Option<u32>) -> Range<u32> {
        match parent {
            Some(parent) => parent + 1..self.end(parent),
            None => 0..self.nodes.len() as u32,
        }
    }

    /// The places directly under a place, in order.
    pub fn children(&self, place: u32) -> impl Iterator<Item = u32> {
        let end = self.end(place);
        let is_in = move |child: &u32| *child < end;
        let first = Some(place + 1).filter(is_in);
        std::iter::successors(first, move |&child| Some(self.end(child)).filter(is_in))
    }

    /// Where a node stands.
    pub fn place_of(&self, node: NodeId) -> u32 {
        self.place_of[node.index()]
    }

    /// Whether there are nodes under a node.
    pub fn has_children(&self, place: u32) -> bool {
        self.row(place).end > place + 1
    }
}
