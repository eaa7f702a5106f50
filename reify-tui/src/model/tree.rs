//! [`Tree`]: the nodes of the graph in the order in which a tree shows them, as one flat list.

use std::cmp::Reverse;

use reify_lib::{AsyncStepGraph, NodeId, SiteId};

use super::Sort;

/// A node and how deep it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub node: NodeId,
    /// Where its steps stand in the source.
    pub site: SiteId,
    /// How many nodes stand above it.
    pub depth: u32,
    /// The place of its parent in the list.
    pub parent: Option<u32>,
    /// The place behind the last node under it.
    pub end: u32,
}

/// Every node, parents before their children. Places are positions in this list.
#[derive(Debug, Default)]
pub struct Tree {
    rows: Vec<Row>,
    place_of: Vec<u32>,
    deepest: u32,
}

impl Tree {
    /// The tree of a graph, with siblings in an order. Takes time in proportion to the nodes, or a little more where there
    /// are many siblings to sort.
    pub fn of(graph: &AsyncStepGraph, sort: Sort) -> Self {
        let nodes = graph.nodes().len();
        let mut tree = Self {
            rows: Vec::with_capacity(nodes),
            place_of: vec![0; nodes],
            deepest: 0,
        };
        let mut open: Vec<(NodeId, Option<u32>)> = graph.roots().map(|n| (n, None)).collect();
        put_in_order(&mut open, graph, sort);
        while let Some((node, parent)) = open.pop() {
            let place = tree.rows.len() as u32;
            let depth = parent.map_or(0, |parent| tree.rows[parent as usize].depth + 1);
            tree.place_of[node.index()] = place;
            tree.deepest = tree.deepest.max(depth);
            tree.rows.push(Row {
                node,
                site: graph.node(node).site,
                depth,
                parent,
                end: place + 1,
            });
            let first = open.len();
            open.extend(graph.children(node).map(|child| (child, Some(place))));
            put_in_order(&mut open[first..], graph, sort);
        }
        tree.close();
        tree
    }

    /// Children stand behind their parents, so from the back each end is known before it is needed.
    fn close(&mut self) {
        for place in (0..self.rows.len()).rev() {
            let Row { parent, end, .. } = self.rows[place];
            if let Some(parent) = parent {
                let above = &mut self.rows[parent as usize].end;
                *above = end.max(*above);
            }
        }
    }

    /// The nodes.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The node at a place.
    pub fn row(&self, place: u32) -> Row {
        self.rows[place as usize]
    }

    /// Where a node stands.
    pub fn place_of(&self, node: NodeId) -> u32 {
        self.place_of[node.index()]
    }

    /// Whether there are nodes under a node.
    pub fn has_children(&self, place: u32) -> bool {
        self.row(place).end > place + 1
    }

    /// Whether a node has a later sibling.
    pub fn has_next_sibling(&self, place: u32) -> bool {
        let row = self.row(place);
        let end = row
            .parent
            .map_or(self.rows.len() as u32, |parent| self.row(parent).end);
        row.end < end
    }

    /// How many nodes stand above the deepest one.
    pub fn deepest(&self) -> u32 {
        self.deepest
    }
}

/// Puts siblings into an order, the last first: that is how they are taken off again.
fn put_in_order(siblings: &mut [(NodeId, Option<u32>)], graph: &AsyncStepGraph, sort: Sort) {
    if sort != Sort::Order {
        siblings.sort_by_key(|&(node, _)| {
            let node = graph.node(node);
            Reverse(sort.key(node.polls, node.waiting, node.polling))
        });
    }
    siblings.reverse();
}
