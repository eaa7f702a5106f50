//! What becomes one node, and which nodes are chained.

#[path = "support/script.rs"]
mod script;

use reify_lib::{AsyncStepGraph, NodeId, StepId, StepOutcome, reify_execution};
use script::Script;

/// The nodes as `expr x steps/polls`, and the edges between them.
fn shape(graph: &AsyncStepGraph) -> (Vec<String>, Vec<(u32, u32)>) {
    let nodes = graph.nodes().iter().map(|node| {
        let expr = &graph.site(node.id).expr;
        format!("{expr} {}/{}", node.steps, node.polls)
    });
    let edges = graph.edges().iter().map(|(from, to)| (from.0, to.0));
    (nodes.collect(), edges.collect())
}

fn shape_of(script: Script) -> (Vec<String>, Vec<(u32, u32)>) {
    shape(&reify_execution(&script.finish()))
}

fn await_at(script: &mut Script, expr: &str) {
    let step = script.step(expr);
    script.pending(step);
    script.ready(step);
}

#[test]
fn a_straight_line_is_a_chain() {
    let mut script = Script::new();
    for expr in ["a", "b", "c"] {
        await_at(&mut script, expr);
    }
    let (nodes, edges) = shape_of(script);
    assert_eq!(nodes, ["a 1/2", "b 1/2", "c 1/2"]);
    assert_eq!(edges, [(0, 1), (1, 2)]);
}

#[test]
fn a_loop_over_one_await_is_one_node() {
    let mut script = Script::new();
    for _ in 0..5 {
        await_at(&mut script, "next()");
    }
    assert_eq!(shape_of(script), (vec!["next() 5/10".to_owned()], vec![]));
}

#[test]
fn a_loop_over_two_awaits_alternates() {
    let mut script = Script::new();
    for _ in 0..2 {
        await_at(&mut script, "a");
        await_at(&mut script, "b");
    }
    let (nodes, edges) = shape_of(script);
    assert_eq!(nodes, ["a 1/2", "b 1/2", "a 1/2", "b 1/2"]);
    assert_eq!(edges, [(0, 1), (1, 2), (2, 3)]);
}

#[test]
fn arms_of_a_join_are_parallel_between_fork_and_join() {
    let mut script = Script::new();
    await_at(&mut script, "before");
    let arms = [script.step("a"), script.step("b")];
    for _ in 0..2 {
        for arm in arms {
            script.pending(arm);
        }
    }
    for arm in arms {
        script.ready(arm);
    }
    await_at(&mut script, "after");
    let (nodes, edges) = shape_of(script);
    assert_eq!(nodes, ["before 1/2", "a 1/3", "b 1/3", "after 1/2"]);
    assert_eq!(edges, [(0, 1), (0, 2), (1, 3), (2, 3)]);
}

#[test]
fn a_select_loop_has_one_chain_an_arm() {
    let mut script = Script::new();
    for _ in 0..10 {
        let (a, b) = (script.step("a"), script.step("b"));
        script.pending(a);
        script.pending(b);
        script.ready(a);
        script.cancelled(b);
    }
    let graph = reify_execution(&script.finish());
    let (nodes, edges) = shape(&graph);
    assert_eq!(nodes, ["a 10/20", "b 10/10"]);
    assert_eq!(edges, []);
    assert_eq!(graph.nodes()[0].outcome, StepOutcome::Completed);
    assert_eq!(graph.nodes()[1].outcome, StepOutcome::Cancelled);
    assert_eq!(graph.nodes()[1].cancelled, 10);
}

#[test]
fn nested_functions_give_parent_and_child() {
    let mut script = Script::new();
    let outer = script.step("outer()");
    let inner = script.child(outer, "inner()");
    let leaf = script.child(inner, "leaf()");
    for step in [leaf, inner, outer] {
        script.pending(step);
    }
    for step in [leaf, inner, outer] {
        script.ready(step);
    }
    let graph = reify_execution(&script.finish());
    let (outer, inner, leaf) = (NodeId(0), NodeId(1), NodeId(2));
    assert_eq!(graph.roots().collect::<Vec<_>>(), [outer]);
    assert_eq!(graph.children(outer).collect::<Vec<_>>(), [inner]);
    assert_eq!(graph.children(inner).collect::<Vec<_>>(), [leaf]);
    assert_eq!(graph.children(leaf).len(), 0);
    assert_eq!(graph.node(leaf).parent, Some(inner));
    assert_eq!(graph.edges(), []);
}

#[test]
fn steps_and_nodes_know_each_other() {
    let mut script = Script::new();
    await_at(&mut script, "a");
    await_at(&mut script, "b");
    await_at(&mut script, "b");
    let graph = reify_execution(&script.finish());
    let steps: Vec<StepId> = graph.steps_of(NodeId(1)).collect();
    assert_eq!(steps, [StepId(1), StepId(2)]);
    assert!(steps.iter().all(|step| graph.node_of(*step) == NodeId(1)));
}
