//! The JSON of a graph.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{AsyncStepGraph, StepNode};
use crate::beginning::beginning;
use crate::{NodeId, Task};

/// So many characters of a label, and of the names of a file and a function: each node of a site repeats them.
const LONGEST: usize = 1_000;

/// As one object: `nodes`, `edges` and `tasks`.
///
/// ```json
/// {
///   "nodes": [
///     {"id": 0, "label": "load_cart(id) @ src/checkout.rs:14", "file": "src/checkout.rs", "line": 14, "column": 30,
///      "function": "shop::checkout", "task": 0, "parent": null, "steps": 1, "cancelled": 0, "polls": 2,
///      "outcome": "completed", "first_ns": 1200, "last_ns": 11001200, "polling_ns": 85000, "waiting_ns": 10900000}
///   ],
///   "edges": [[0, 1]],
///   "tasks": [{"id": 0, "name": "checkout", "spawned_by": null}]
/// }
/// ```
///
/// `id` of a node is its position, and `parent`, `edges` and `spawned_by` mean nodes by it; the `id` of a task is the
/// one that the recording gave it, and so is a node's `task`. What is not known is `null`. Times are in nanoseconds since the
/// start of the trace. Of a text of more than a thousand characters the end is left out, as its `…` says: the trace has it whole.
impl Serialize for AsyncStepGraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut graph = serializer.serialize_struct("AsyncStepGraph", 3)?;
        let nodes = || self.nodes().map(|node| NodeJson { graph: self, node });
        let tasks = || self.tasks.iter().map(|task| TaskJson { graph: self, task });
        let edges = || self.edges().iter().map(|(from, to)| (from.0, to.0));
        graph.serialize_field("nodes", &Each(nodes))?;
        graph.serialize_field("edges", &Each(edges))?;
        graph.serialize_field("tasks", &Each(tasks))?;
        graph.end()
    }
}

/// Serialises what an iterator gives, without collecting it.
struct Each<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

struct NodeJson<'a> {
    graph: &'a AsyncStepGraph,
    node: StepNode,
}

impl Serialize for NodeJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let node = &self.node;
        let site = self.graph.site(node.id);
        let task = node.task.map(|task| self.graph.tasks[task.index()].id);
        let mut json = serializer.serialize_struct("StepNode", 16)?;
        json.serialize_field("id", &node.id.0)?;
        json.serialize_field("label", &beginning(site.label(), LONGEST))?;
        json.serialize_field("file", &known(&site.file))?;
        json.serialize_field("line", &Some(site.line).filter(|line| *line > 0))?;
        json.serialize_field("column", &Some(site.column).filter(|column| *column > 0))?;
        json.serialize_field("function", &known(&site.function))?;
        json.serialize_field("task", &task)?;
        json.serialize_field("parent", &node.parent.map(|parent| parent.0))?;
        json.serialize_field("steps", &node.steps)?;
        json.serialize_field("cancelled", &node.cancelled)?;
        json.serialize_field("polls", &node.polls)?;
        json.serialize_field("outcome", node.outcome.as_str())?;
        json.serialize_field("first_ns", &node.first)?;
        json.serialize_field("last_ns", &node.last)?;
        json.serialize_field("polling_ns", &node.polling)?;
        json.serialize_field("waiting_ns", &node.waiting)?;
        json.end()
    }
}

struct TaskJson<'a> {
    graph: &'a AsyncStepGraph,
    task: &'a Task,
}

impl Serialize for TaskJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let spawned_by = self.task.spawned_by.map(|step| self.graph.node_of(step));
        let mut json = serializer.serialize_struct("Task", 3)?;
        json.serialize_field("id", &self.task.id)?;
        json.serialize_field("name", &self.task.name)?;
        json.serialize_field("spawned_by", &spawned_by.map(|NodeId(node)| node))?;
        json.end()
    }
}

fn known(text: &str) -> Option<Cow<'_, str>> {
    match text.len() {
        0 => None,
        1..=LONGEST => Some(text.into()),
        _ => Some(beginning(text, LONGEST).into()),
    }
}
