//! The steps, one node a line.

use std::io::{self, Write};

use reify_lib::{AsyncStepGraph, Site, StepNode, Trace};

use super::PrintOptions;
use super::table::{self, Align, micros, or_dash};
use crate::text::visible;

const COLUMNS: [(&str, Align); 10] = [
    ("NODE", Align::Right),
    ("PARENT", Align::Right),
    ("TASK", Align::Right),
    ("OUTCOME", Align::Left),
    ("STEPS", Align::Right),
    ("POLLS", Align::Right),
    ("WAITING_US", Align::Right),
    ("POLLING_US", Align::Right),
    ("LOCATION", Align::Left),
    ("EXPRESSION", Align::Left),
];

pub(super) fn print(
    trace: &Trace,
    graph: &AsyncStepGraph,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let sieve = options.filter.sieve(trace, graph);
    let row = |node: &StepNode| {
        let site = graph.site(node.id);
        [
            node.id.0.to_string(),
            or_dash(node.parent.map(|parent| parent.0)),
            or_dash(node.task.map(|task| trace.task(task).id)),
            node.outcome.to_string(),
            node.steps.to_string(),
            node.polls.to_string(),
            micros(node.waiting),
            micros(node.polling),
            location(site),
            visible(&site.expr).into_owned(),
        ]
    };
    let nodes = || graph.nodes().filter(|node| sieve.has_node(node.id));
    table::print(COLUMNS, || nodes().map(|node| row(&node)), out)
}

/// `file:line:column`, or a dash.
pub(super) fn location(site: &Site) -> String {
    let file = visible(&site.file);
    match (site.has_place(), site.column) {
        (false, _) => "-".to_owned(),
        (true, 0) => format!("{file}:{}", site.line),
        (true, column) => format!("{file}:{}:{column}", site.line),
    }
}
