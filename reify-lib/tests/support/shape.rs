//! A graph in short, to compare in one line.

use reify_lib::{Trace, reify_execution};

/// The nodes as `expr steps/polls`, and the edges between them.
pub(crate) fn shape_of(trace: &Trace) -> (Vec<String>, Vec<(u32, u32)>) {
    let graph = reify_execution(trace);
    let nodes = graph.nodes().map(|node| {
        let expr = &graph.site(node.id).expr;
        format!("{expr} {}/{}", node.steps, node.polls)
    });
    let edges = graph.edges().iter().map(|(from, to)| (from.0, to.0));
    (nodes.collect(), edges.collect())
}
