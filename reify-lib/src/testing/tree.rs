//! The part of an execution that a message is about: the nodes that are meant and those above them.

use std::fmt::Write as _;

use crate::nanos::Nanos;
use crate::{AsyncStepGraph, NodeId, Site};

/// More nodes than this are not shown.
const MOST: usize = 40;

/// `fetch(id) @ src/cart.rs:42`, also of what was named by hand.
pub(super) fn label(site: &Site) -> String {
    if site.has_place() {
        format!("{} @ {}:{}", site.expr, site.file, site.line)
    } else {
        site.expr.clone()
    }
}

/// The nodes that are meant, each under those above it.
pub(super) fn tree(graph: &AsyncStepGraph, meant: impl Fn(NodeId) -> bool) -> String {
    let mut shown = vec![false; graph.nodes().len()];
    let all = graph.nodes().map(|node| node.id);
    for node in all.filter(|node| meant(*node)).take(MOST) {
        let mut above = Some(node);
        while let Some(node) = above.filter(|node| !shown[node.index()]) {
            shown[node.index()] = true;
            above = graph.node(node).parent;
        }
    }
    let mut text = String::new();
    let mut open: Vec<(NodeId, usize)> = graph.roots().rev().map(|root| (root, 0)).collect();
    while let Some((node, depth)) = open.pop() {
        if !shown[node.index()] {
            continue;
        }
        push(&mut text, graph, node, depth, meant(node));
        open.extend(graph.children(node).rev().map(|inner| (inner, depth + 1)));
    }
    text
}

fn push(text: &mut String, graph: &AsyncStepGraph, id: NodeId, depth: usize, is_meant: bool) {
    let (node, mark) = (graph.node(id), if is_meant { '>' } else { ' ' });
    let steps = match node.steps {
        1 => String::new(),
        steps => format!(" ×{steps}"),
    };
    let polls = match node.polls {
        1 => "1 poll".to_owned(),
        polls => format!("{polls} polls"),
    };
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        "{mark} {}{}{steps}: {}, {polls}, {} waiting",
        "  ".repeat(depth.min(MOST)),
        label(graph.site(id)),
        node.outcome,
        Nanos(node.waiting),
    );
}
