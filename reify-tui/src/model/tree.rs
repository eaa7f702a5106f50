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
    pub fn of(graph: &AsyncStepGraph) -> Self {
        let nodes = graph.nodes().len();
        let mut tree = Self {
            nodes: Vec::with_capacity(nodes),
            parents: Vec::with_capacity(nodes),
            ends: Vec::new(),
            depths: Vec::with_capacity(nodes),
            place_of: vec![0; nodes],
        };
        // The last first: that is how they are taken off again.
        let mut open: Vec<(NodeId, u32)> = graph.roots().rev().map(|n| (n, NO_PARENT)).collect();
        while let Some((node, parent)) = open.pop() {
            let place = tree.nodes.len() as u32;
            let above = tree.depths.get(parent as usize);
            let depth = above.map_or(0, |above| above.saturating_add(1));
            tree.place_of[node.index()] = place;
            tree.nodes.push(node);
            tree.parents.push(parent);
            tree.depths.push(depth);
            open.extend(graph.children(node).rev().map(|child| (child, place)));
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

    /// Where a node stands.
    pub fn place_of(&self, node: NodeId) -> u32 {
        self.place_of[node.index()]
    }

    /// Whether there are nodes under a node.
    pub fn has_children(&self, place: u32) -> bool {
        self.row(place).end > place + 1
    }
}
