//! What becomes one node, and under which parent.

#[path = "support/script.rs"]
mod script;
#[path = "support/shape.rs"]
mod shape;

use reify_lib::{NodeId, StepId, reify_execution};
use script::Script;
use shape::shape_of;

#[test]
fn a_straight_line_is_a_chain() {
    let mut script = Script::new();
    for expr in ["a", "b", "c"] {
        script.await_at(expr);
    }
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(nodes, ["a 1/2", "b 1/2", "c 1/2"]);
    assert_eq!(edges, [(0, 1), (1, 2)]);
}

#[test]
fn a_loop_over_one_await_is_one_node() {
    let mut script = Script::new();
    for _ in 0..5 {
        script.await_at("next()");
    }
    assert_eq!(
        shape_of(&script.finish()),
        (vec!["next() 5/10".to_owned()], vec![])
    );
}

#[test]
fn a_loop_over_two_awaits_alternates() {
    let mut script = Script::new();
    for _ in 0..2 {
        script.await_at("a");
        script.await_at("b");
    }
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(nodes, ["a 1/2", "b 1/2", "a 1/2", "b 1/2"]);
    assert_eq!(edges, [(0, 1), (1, 2), (2, 3)]);
}

#[test]
fn two_tasks_on_one_line_stay_two() {
    let mut script = Script::new();
    let tasks = [
        script.make("work()", None, Some(0)),
        script.make("work()", None, Some(1)),
    ];
    for thread in [1, 2] {
        script.on_thread(thread);
        for step in tasks {
            script.pending(step);
        }
    }
    for step in tasks {
        script.ready(step);
    }
    let trace = script.finish();
    let graph = reify_execution(&trace);
    assert_eq!(shape_of(&trace), (vec!["work() 1/3".to_owned(); 2], vec![]));
    assert_ne!(graph.node(NodeId(0)).task, graph.node(NodeId(1)).task);
}

#[test]
fn tasks_that_run_one_after_the_other_stay_apart_too() {
    let mut script = Script::new();
    for task in 0..3 {
        let step = script.make("work()", None, Some(task));
        script.ready(step);
    }
    assert_eq!(
        shape_of(&script.finish()),
        (vec!["work() 1/1".to_owned(); 3], vec![])
    );
}

#[test]
fn steps_without_parent_and_task_are_taken_for_one_task() {
    let mut script = Script::new();
    for expr in ["a", "b", "b"] {
        let step = script.make(expr, None, None);
        script.ready(step);
    }
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(nodes, ["a 1/1", "b 2/2"]);
    assert_eq!(edges, [(0, 1)]);
}

#[test]
fn the_rounds_of_a_loop_share_a_node_and_keep_their_children_apart() {
    let mut script = Script::new();
    for _ in 0..2 {
        let outer = script.step("fetch()");
        for expr in ["connect()", "read()"] {
            let inner = script.child(outer, expr);
            script.ready(inner);
        }
        script.ready(outer);
    }
    let trace = script.finish();
    let graph = reify_execution(&trace);
    let (nodes, edges) = shape_of(&trace);
    let round = ["connect() 1/1", "read() 1/1"];
    assert_eq!(nodes, [&["fetch() 2/2"][..], &round, &round].concat());
    assert_eq!(edges, [(1, 2), (3, 4)]);
    assert!(
        graph
            .nodes()
            .skip(1)
            .all(|node| node.parent == Some(NodeId(0)))
    );
}

#[test]
fn a_tower_of_awaits_needs_no_stack() {
    let mut script = Script::new();
    let mut step = script.step("descend()");
    for _ in 0..100_000 {
        step = script.child(step, "descend()");
    }
    let graph = reify_execution(&script.finish());
    assert_eq!(graph.nodes().len(), 100_001);
    assert_eq!(
        reify_lib::to_dot(&graph)
            .lines()
            .filter(|line| line.contains("dashed,"))
            .count(),
        100_000
    );
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
    script.await_at("a");
    script.await_at("b");
    script.await_at("b");
    let graph = reify_execution(&script.finish());
    let steps: Vec<StepId> = graph.steps_of(NodeId(1)).collect();
    assert_eq!(steps, [StepId(1), StepId(2)]);
    assert!(steps.iter().all(|step| graph.node_of(*step) == NodeId(1)));
}
