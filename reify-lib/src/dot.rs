//! [`to_dot`]: the graph of an execution in the language of GraphViz.

mod quoted;

use std::fmt::{self, Write};

use self::quoted::Quoted;
use crate::beginning::beginning;
use crate::nanos::Nanos;
use crate::{AsyncStepGraph, NodeId, StepNode, StepOutcome, TaskId};

/// Longer labels are cut in the drawing.
const LONGEST_LABEL: usize = 80;
/// The tooltip has more of them, though not all: each step of a site repeats its label.
const LONGEST_TOOLTIP: usize = 400;

/// Draws a graph: each node with its label, polls, outcome and times; each task as a box around its nodes.
///
/// Solid arrows lead from a node to the siblings that come next, dashed ones from a parent to its children, dotted
/// ones from the node that spawned a task into that task. Outcomes are told by word and by the frame's form, not by its
/// colour alone.
///
/// ```
/// # use reify_lib::{Record, Site, TraceBuilder, record};
/// # let mut builder = TraceBuilder::new();
/// # let site = Site { expr: "load_cart(id)".into(), file: "src/cart.rs".into(), line: 14, ..Site::default() };
/// # builder.push(Record::Site(record::SiteRecord { id: 0, site }));
/// # builder.push(Record::Step(record::StepRecord {
/// #     seq: 0, id: 0, site: 0, parent: None, task: None, at: 0, borrowed: false,
/// # }));
/// # builder.push(Record::Poll(record::PollRecord {
/// #     seq: 1, step: 0, at: 0, took: 85_000, thread: 1,
/// #     result: reify_lib::PollResult::Ready, wakers: None, within: None,
/// # }));
/// # let trace = builder.finish();
/// let dot = reify_lib::to_dot(&reify_lib::reify_execution(&trace));
/// assert!(dot.starts_with("digraph reify {\n"));
/// assert!(dot.contains(r#"label="load_cart(id) @ src/cart.rs:14\n1 poll, completed\n"#));
/// ```
pub fn to_dot(graph: &AsyncStepGraph) -> String {
    let mut dot = String::new();
    // A `String` takes everything.
    let _ = write_dot(graph, &mut dot);
    dot
}

/// Draws a graph as [`to_dot`] does, piece by piece into any writer.
///
/// # Errors
///
/// Those of the writer.
pub fn write_dot(graph: &AsyncStepGraph, out: &mut impl Write) -> fmt::Result {
    out.write_str("digraph reify {\n")?;
    out.write_str(
        "  // solid: what comes next; dashed: what is awaited within; dotted: what was spawned\n",
    )?;
    out.write_str("  node [shape=box, fontname=\"monospace\"];\n")?;
    let mut nodes: Vec<StepNode> = graph.nodes().collect();
    nodes.sort_by_key(|node| node.task);
    for nodes in nodes.chunk_by(|left, right| left.task == right.task) {
        match nodes[0].task {
            Some(task) => write_task(graph, task, nodes, out)?,
            None => nodes
                .iter()
                .try_for_each(|node| write_node(graph, node, "  ", out))?,
        }
    }
    for (from, to) in graph.edges() {
        writeln!(out, "  n{} -> n{};", from.0, to.0)?;
    }
    for node in graph.nodes() {
        if let Some(parent) = node.parent {
            writeln!(
                out,
                "  n{} -> n{} [style=dashed, arrowhead=empty];",
                parent.0, node.id.0
            )?;
        }
    }
    for (spawner, root) in spawns(graph) {
        writeln!(
            out,
            "  n{} -> n{} [style=dotted, label=\"spawns\"];",
            spawner.0, root.0
        )?;
    }
    out.write_str("}\n")
}

fn write_task(
    graph: &AsyncStepGraph,
    id: TaskId,
    nodes: &[StepNode],
    out: &mut impl Write,
) -> fmt::Result {
    let task = &graph.tasks()[id.index()];
    let label = match &task.name {
        Some(name) => format!("task {}: {name}", task.id),
        None => format!("task {}", task.id),
    };
    writeln!(out, "  subgraph cluster_task{} {{", id.0)?;
    writeln!(out, "    label={};", Quoted(label))?;
    nodes
        .iter()
        .try_for_each(|node| write_node(graph, node, "    ", out))?;
    out.write_str("  }\n")
}

fn write_node(
    graph: &AsyncStepGraph,
    node: &StepNode,
    indent: &str,
    out: &mut impl Write,
) -> fmt::Result {
    let label = graph.label(node.id);
    let shown = beginning(label, LONGEST_LABEL);
    let (counts, times) = (counts(node), times(node));
    let text = Quoted(format_args!("{shown}\n{counts}\n{times}"));
    let frame = frame(node.outcome);
    let tooltip = Quoted(beginning(label, LONGEST_TOOLTIP));
    writeln!(
        out,
        "{indent}n{} [label={text}, {frame}, tooltip={tooltip}];",
        node.id.0
    )
}

/// `3 steps, 6 polls, cancelled (2 of 3)`.
fn counts(node: &StepNode) -> String {
    let (steps, polls, outcome) = (node.steps, node.polls, node.outcome);
    let polls = format!("{polls} {}", if polls == 1 { "poll" } else { "polls" });
    if steps == 1 {
        return format!("{polls}, {outcome}");
    }
    let cancelled = match (outcome, node.cancelled) {
        (_, 0) => String::new(),
        (StepOutcome::Cancelled, count) => format!(" ({count} of {steps})"),
        (_, count) => format!(" ({count} cancelled)"),
    };
    format!("{steps} steps, {polls}, {outcome}{cancelled}")
}

fn times(node: &StepNode) -> String {
    format!(
        "polling {}, waiting {}",
        Nanos(node.polling),
        Nanos(node.waiting)
    )
}

/// Each outcome has a form of its own, so that it is told apart in black and white too.
const fn frame(outcome: StepOutcome) -> &'static str {
    match outcome {
        StepOutcome::Completed => "color=\"#2e7d32\"",
        StepOutcome::Pending => "peripheries=2, color=\"#b26a00\"",
        StepOutcome::Cancelled => "style=dashed, color=\"#6b6b6b\"",
        StepOutcome::LetGo => "style=rounded, color=\"#6b6b6b\"",
        StepOutcome::Panicked => "shape=octagon, penwidth=2, color=\"#c62828\"",
        StepOutcome::NeverPolled => "style=dotted, color=\"#6b6b6b\"",
    }
}

/// The node that spawned a task, and the task's first root.
fn spawns(graph: &AsyncStepGraph) -> impl Iterator<Item = (NodeId, NodeId)> {
    let mut entered = vec![false; graph.tasks().len()];
    graph.roots().filter_map(move |root| {
        let task = graph.node(root).task?;
        if std::mem::replace(&mut entered[task.index()], true) {
            return None;
        }
        let spawner = graph.tasks()[task.index()].spawned_by?;
        Some((graph.node_of(spawner), root))
    })
}
