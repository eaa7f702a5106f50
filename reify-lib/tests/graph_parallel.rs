//! Steps whose lives overlap become parallel chains.

#[path = "support/script.rs"]
mod script;
#[path = "support/shape.rs"]
mod shape;

use std::collections::VecDeque;

use reify_lib::{NodeId, StepOutcome, reify_execution};
use script::Script;
use shape::shape_of;

#[test]
fn arms_of_a_join_are_parallel_between_fork_and_join() {
    let mut script = Script::new();
    script.await_at("before");
    let arms = [script.step("a"), script.step("b")];
    for _ in 0..2 {
        for arm in arms {
            script.pending(arm);
        }
    }
    for arm in arms {
        script.ready(arm);
    }
    script.await_at("after");
    let (nodes, edges) = shape_of(&script.finish());
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
    let trace = script.finish();
    let graph = reify_execution(&trace);
    let (nodes, edges) = shape_of(&trace);
    assert_eq!(nodes, ["a 10/20", "b 10/10"]);
    assert_eq!(edges, []);
    assert_eq!(graph.node(NodeId(0)).outcome, StepOutcome::Completed);
    assert_eq!(graph.node(NodeId(1)).outcome, StepOutcome::Cancelled);
    assert_eq!(graph.node(NodeId(1)).cancelled, 10);
}

#[test]
fn the_loser_of_a_select_loop_may_never_be_polled() {
    for loser_first in [false, true] {
        let mut script = Script::new();
        for _ in 0..10 {
            let loser = loser_first.then(|| script.step("loser"));
            let winner = script.step("winner");
            loser.unwrap_or_else(|| script.step("loser"));
            script.ready(winner);
        }
        script.await_at("after");
        let (nodes, edges) = shape_of(&script.finish());
        let arms = ["winner 10/10", "loser 10/0"];
        assert!(
            arms.iter().all(|arm| nodes.contains(&(*arm).to_owned())),
            "{nodes:?}"
        );
        assert_eq!(edges, [(0, 2), (1, 2)]);
    }
}

#[test]
fn a_step_that_is_never_polled_stands_beside_the_next_one() {
    let mut script = Script::new();
    script.await_at("before");
    script.step("forgotten");
    script.await_at("next");
    script.await_at("last");
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(
        nodes,
        ["before 1/2", "forgotten 1/0", "next 1/2", "last 1/2"]
    );
    assert_eq!(edges, [(0, 1), (0, 2), (1, 3), (2, 3)]);
}

#[test]
fn a_handler_between_two_rounds_of_a_select_loop_parts_them() {
    let mut script = Script::new();
    for _ in 0..2 {
        let (a, b) = (script.step("a"), script.step("b"));
        script.pending(a);
        script.ready(b);
        script.cancelled(a);
        script.await_at("handle(b)");
    }
    let (nodes, edges) = shape_of(&script.finish());
    let round = ["a 1/1", "b 1/1", "handle(b) 1/2"];
    assert_eq!(nodes, [round, round].concat());
    assert_eq!(edges, [(0, 2), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5)]);
}

#[test]
fn a_join_behind_a_join_starts_behind_all_of_its_arms() {
    let mut script = Script::new();
    for pair in [["a", "b"], ["c", "d"]] {
        let arms = pair.map(|arm| script.step(arm));
        for step in arms {
            script.ready(step);
        }
    }
    let (_, edges) = shape_of(&script.finish());
    assert_eq!(edges, [(0, 2), (0, 3), (1, 2), (1, 3)]);
}

#[test]
fn steps_inside_parallel_branches_follow_their_own_branch() {
    let mut script = Script::new();
    let (x1, y1) = (script.step("x1"), script.step("y1"));
    script.pending(x1);
    script.pending(y1);
    script.ready(x1);
    let x2 = script.step("x2");
    script.pending(x2);
    script.ready(y1);
    let y2 = script.step("y2");
    script.pending(y2);
    script.ready(x2);
    script.ready(y2);
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(nodes, ["x1 1/2", "y1 1/2", "x2 1/2", "y2 1/2"]);
    assert_eq!(edges, [(0, 2), (1, 3)]);
}

#[test]
fn a_stream_of_futures_has_as_many_chains_as_run_at_once() {
    let mut script = Script::new();
    let mut running = VecDeque::from([script.step("fetch(id)"), script.step("fetch(id)")]);
    for _ in 0..8 {
        let done = running.pop_front().unwrap();
        script.ready(done);
        running.push_back(script.step("fetch(id)"));
    }
    for step in running {
        script.ready(step);
    }
    let (nodes, edges) = shape_of(&script.finish());
    assert_eq!(nodes, ["fetch(id) 5/5", "fetch(id) 5/5"]);
    assert_eq!(edges, []);
}

#[test]
fn many_behind_many_are_not_the_product_of_both_in_edges() {
    let many = 1_000;
    let mut script = Script::new();
    for expr in ["a", "b"] {
        let arms: Vec<u64> = (0..many).map(|_| script.step(expr)).collect();
        for step in arms {
            script.ready(step);
        }
    }
    let graph = reify_execution(&script.finish());
    assert_eq!(graph.nodes().len(), 2 * many);
    assert!(graph.edges().len() < 10 * many);
}
