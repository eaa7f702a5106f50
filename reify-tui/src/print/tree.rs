//! The tree of awaits, for people.

use std::io::{self, Write};

use reify_lib::{AsyncStepGraph, NodeId, Trace};

use super::PrintOptions;
use super::labels::Labels;
use crate::text::{Duration, counted, cut, pad, pad_left, width};

/// Labels are cut at this width, branches included, so that one long line does not push the numbers away.
const WIDEST: usize = 60;
/// Deeper branches are told as a number: drawn, a chain of a million awaits would be a million columns wide.
const DEEPEST: usize = 40;

/// How branches are drawn.
struct Branches {
    through: &'static str,
    fork: &'static str,
    last: &'static str,
    none: &'static str,
    times: char,
    ellipsis: &'static str,
}

const UNICODE: Branches = Branches {
    through: "│ ",
    fork: "├ ",
    last: "└ ",
    none: "  ",
    times: '×',
    ellipsis: "…",
};

const ASCII: Branches = Branches {
    through: "| ",
    fork: "|-",
    last: "`-",
    none: "  ",
    times: 'x',
    ellipsis: "...",
};

/// A row of the tree: a node, and for each level above whether its branch goes on.
struct Row {
    node: NodeId,
    depth: usize,
    last: bool,
}

pub(super) fn print(
    trace: &Trace,
    graph: &AsyncStepGraph,
    options: &PrintOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let ascii = options.ascii;
    let kept = options.filter.sieve(trace, graph).with_ancestors(graph);
    let branches = if ascii { &ASCII } else { &UNICODE };
    let labels = Labels::of(trace.sites());
    let expr = |row: &Row| labels.get(graph.node(row.node).site).expr.as_str();
    let widest = rows(graph, &kept)
        .map(|row| width(&row.label(graph, expr(&row), &row.lead(&[], branches), branches)))
        .max()
        .unwrap_or(0);
    let mut goes_on = Vec::new();
    for row in rows(graph, &kept) {
        goes_on.truncate(row.depth);
        let lead = row.lead(&goes_on, branches);
        goes_on.push(!row.last);
        let node = graph.node(row.node);
        let label = pad(&row.label(graph, expr(&row), &lead, branches), widest);
        let polls = pad_left(&counted(node.polls, "poll"), 9);
        let [waiting, polling] = [node.waiting, node.polling].map(|ns| {
            let shown = Duration(ns).to_string();
            if ascii {
                shown.replace('µ', "u")
            } else {
                shown
            }
        });
        writeln!(
            out,
            "{label}  {:<12}  {polls}  {waiting:>7} waiting  {polling:>7} polling  {}",
            node.outcome,
            labels.get(node.site).location,
        )?;
    }
    if graph.nodes().len() == 0 {
        writeln!(
            out,
            "(no steps in {})",
            counted(trace.events().len() as u64, "event")
        )?;
    }
    Ok(())
}

/// The nodes from the roots down. No recursion: how deep they are nested is for the recording to say.
fn rows<'a>(graph: &'a AsyncStepGraph, kept: &'a [bool]) -> impl Iterator<Item = Row> + 'a {
    let mut open: Vec<Row> = Vec::new();
    let is_kept = |node: &NodeId| kept[node.index()];
    push(&mut open, graph.roots().filter(is_kept), 0);
    std::iter::from_fn(move || {
        let row = open.pop()?;
        let children = graph.children(row.node).filter(is_kept);
        push(&mut open, children, row.depth + 1);
        Some(row)
    })
}

/// Puts siblings on the stack, so that the first comes off first.
fn push(open: &mut Vec<Row>, siblings: impl DoubleEndedIterator<Item = NodeId>, depth: usize) {
    for (from_behind, node) in siblings.rev().enumerate() {
        let last = from_behind == 0;
        open.push(Row { node, depth, last });
    }
}

impl Row {
    /// What stands before the label. `goes_on` says for each level above whether more siblings follow there.
    fn lead(&self, goes_on: &[bool], branches: &Branches) -> String {
        let Some(above) = self.depth.checked_sub(1) else {
            return String::new();
        };
        if self.depth > DEEPEST {
            return format!("{}[{}] ", branches.none.repeat(DEEPEST - 1), self.depth);
        }
        let mut lead = String::new();
        for level in 1..=above {
            let through = goes_on.get(level).copied().unwrap_or(false);
            lead += if through {
                branches.through
            } else {
                branches.none
            };
        }
        lead + if self.last {
            branches.last
        } else {
            branches.fork
        }
    }

    fn label(&self, graph: &AsyncStepGraph, expr: &str, lead: &str, branches: &Branches) -> String {
        let times = match graph.node(self.node).steps {
            0 | 1 => String::new(),
            steps => format!(" {}{steps}", branches.times),
        };
        let room = WIDEST.saturating_sub(width(lead) + width(&times)).max(20);
        format!("{lead}{}{times}", cut(expr, room, branches.ellipsis))
    }
}
