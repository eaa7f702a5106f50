//! The steps, one node a line.

use std::io::{self, Write};

use reify_lib::{AsyncStepGraph, StepNode, Trace};

use super::PrintOptions;
use super::labels::Labels;
use super::table::{self, Align, micros, or_dash};

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
    let labels = Labels::of(trace.sites());
    let row = |node: &StepNode| {
        let label = labels.get(node.site);
        [
            node.id.0.to_string(),
            or_dash(node.parent.map(|parent| parent.0)),
            or_dash(node.task.map(|task| trace.task(task).id)),
            node.outcome.to_string(),
            node.steps.to_string(),
            node.polls.to_string(),
            micros(node.waiting),
            micros(node.polling),
            label.location.clone(),
            label.expr.clone(),
        ]
    };
    let nodes = || graph.nodes().filter(|node| sieve.has_node(node.id));
    table::print(COLUMNS, || nodes().map(|node| row(&node)), out)
}
