//! [`reify_execution`]: from a trace to its graph.

use std::sync::Arc;

use super::AsyncStepGraph;
use super::grouping::Grouping;
use super::later::Later;
use super::lives::Lives;
use super::members::Members;
use super::tally::{self, Tally};
use crate::Trace;
use crate::both::both;

/// Makes the graph of an execution.
///
/// For `n` steps and `m` events it takes time in proportion to `m + n log n`, and memory to `n`.
///
/// ```
/// use reify_lib::{Record, Site, TraceBuilder, record};
///
/// // Two steps of one site, one after the other, as in a loop.
/// let mut builder = TraceBuilder::new();
/// let site = Site { expr: "next()".into(), file: "src/main.rs".into(), line: 7, ..Site::default() };
/// builder.push(Record::Site(record::SiteRecord { id: 0, site }));
/// for step in 0..2 {
///     builder.push(Record::Step(record::StepRecord {
///         seq: 2 * step, id: step, site: 0, parent: None, task: Some(0), at: 10 * step, borrowed: false,
///     }));
///     builder.push(Record::Poll(record::PollRecord {
///         seq: 2 * step + 1, step, at: 10 * step, took: 5, thread: 1,
///         result: reify_lib::PollResult::Ready, wakers: None, within: None,
///     }));
/// }
///
/// let graph = reify_lib::reify_execution(&builder.finish());
/// let node = graph.nodes().next().unwrap();
/// assert_eq!(graph.label(node.id).to_string(), "next() @ src/main.rs:7");
/// assert_eq!((node.steps, node.polls, node.polling), (2, 2, 10));
/// ```
pub fn reify_execution(trace: &Trace) -> AsyncStepGraph {
    let in_progress = trace.in_progress();
    let (grouping, of_steps) = both(
        trace.events().len(),
        || Grouping::of(trace, &Lives::of(trace, &in_progress)),
        || Tally::of(trace, &in_progress),
    );
    let Grouping {
        node_of,
        nodes,
        edges,
    } = grouping;
    let members = Members::of(&node_of, nodes);
    let numbers = tally::of_nodes(of_steps, &members, trace.steps());
    AsyncStepGraph {
        sites: Arc::clone(&trace.sites),
        tasks: trace.tasks().to_vec(),
        steps: Arc::clone(&trace.steps),
        node_of,
        members,
        numbers,
        unsorted_edges: edges,
        edges: Later::default(),
        children: Later::default(),
    }
}
