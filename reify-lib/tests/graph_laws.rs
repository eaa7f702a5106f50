//! What holds for the graph of any execution.

#[path = "support/script.rs"]
mod script;

use std::collections::HashSet;

use proptest::prelude::*;
use reify_lib::{AsyncStepGraph, PollResult, StepId, Trace, reify_execution};
use script::Script;
use serde_json::{Value, json};

#[derive(Clone, Debug)]
enum Act {
    /// A step at a site, under one of the steps alive or as a root of a task.
    Make {
        site: usize,
        parent: Option<prop::sample::Index>,
        task: u64,
    },
    /// A poll of one of the steps alive.
    Poll {
        step: prop::sample::Index,
        result: PollResult,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let index = any::<prop::sample::Index>;
    let parent = prop_oneof![Just(None), index().prop_map(Some)];
    let result = prop::sample::select(PollResult::ALL.to_vec());
    prop_oneof![
        (0..3_usize, parent, 0..2_u64).prop_map(|(site, parent, task)| Act::Make {
            site,
            parent,
            task
        }),
        (index(), result).prop_map(|(step, result)| Act::Poll { step, result }),
    ]
}

fn run(acts: &[Act]) -> Trace {
    let mut script = Script::new();
    let mut alive = Vec::new();
    for act in acts {
        match act {
            Act::Make { site, parent, task } => {
                let parent = parent
                    .filter(|_| !alive.is_empty())
                    .map(|index| *index.get(&alive));
                let task = parent.is_none().then_some(*task);
                alive.push(script.make(["a", "b", "c"][*site], parent, task));
            }
            Act::Poll { step, result } if !alive.is_empty() => {
                let step = step.index(alive.len());
                script.poll(alive[step], *result, 4);
                if result.is_final() {
                    alive.remove(step);
                }
            }
            Act::Poll { .. } => {}
        }
    }
    script.finish()
}

/// The place in the total order at which a step was finished, if it was.
fn end(trace: &Trace, step: StepId) -> Option<u64> {
    let mut polls = trace.polls().filter(|poll| poll.step == step);
    polls
        .find(|poll| poll.result.is_final())
        .map(|poll| poll.seq)
}

fn never_polled(trace: &Trace, step: StepId) -> bool {
    trace.polls().all(|poll| poll.step != step)
}

fn first_step(graph: &AsyncStepGraph, node: reify_lib::NodeId) -> StepId {
    graph
        .steps_of(node)
        .next()
        .expect("a node stands for a step")
}

proptest! {
    #[test]
    fn every_step_and_poll_is_in_one_node(acts in prop::collection::vec(act(), 0..60)) {
        let trace = run(&acts);
        let graph = reify_execution(&trace);
        let mut seen = HashSet::new();
        for node in graph.nodes() {
            prop_assert!(node.steps > 0);
            prop_assert_eq!(graph.steps_of(node.id).len(), node.steps as usize);
            for step in graph.steps_of(node.id) {
                prop_assert_eq!(graph.node_of(step), node.id);
                prop_assert!(seen.insert(step));
            }
        }
        prop_assert_eq!(seen.len(), trace.steps().len());
        let polls = trace.polls().filter(|poll| poll.result != PollResult::Cancelled).count();
        prop_assert_eq!(graph.nodes().map(|node| node.polls).sum::<u64>(), polls as u64);
    }

    #[test]
    fn steps_of_a_node_have_one_site_and_parent_and_follow_each_other(
        acts in prop::collection::vec(act(), 0..60),
    ) {
        let trace = run(&acts);
        let graph = reify_execution(&trace);
        for node in graph.nodes() {
            let steps: Vec<StepId> = graph.steps_of(node.id).collect();
            for pair in steps.windows(2) {
                let (one, next) = (trace.step(pair[0]), trace.step(pair[1]));
                prop_assert_eq!((one.site, one.parent, one.task), (next.site, next.parent, next.task));
                let over = end(&trace, pair[0]).is_some_and(|end| end < next.seq);
                prop_assert!(over || never_polled(&trace, pair[0]));
            }
        }
    }

    #[test]
    fn edges_lead_forward_between_siblings(acts in prop::collection::vec(act(), 0..60)) {
        let trace = run(&acts);
        let graph = reify_execution(&trace);
        prop_assert!(graph.edges().is_sorted());
        let written: Value = graph.edges().iter().map(|(from, to)| json!([from.0, to.0])).collect();
        prop_assert_eq!(&serde_json::to_value(&graph).unwrap()["edges"], &written);
        for pair in graph.edges().windows(2) {
            prop_assert_ne!(pair[0], pair[1]);
        }
        for &(from, to) in graph.edges() {
            prop_assert!(from < to);
            let (earlier, later) = (first_step(&graph, from), first_step(&graph, to));
            let (one, next) = (trace.step(earlier), trace.step(later));
            prop_assert_eq!((one.parent, one.task), (next.parent, next.task));
            let over = end(&trace, earlier).is_some_and(|end| end < next.seq);
            prop_assert!(over || never_polled(&trace, earlier));
        }
    }

    #[test]
    fn the_tree_has_every_node_once(acts in prop::collection::vec(act(), 0..60)) {
        let graph = reify_execution(&run(&acts));
        let mut open: Vec<_> = graph.roots().collect();
        let mut seen = HashSet::new();
        while let Some(node) = open.pop() {
            prop_assert!(seen.insert(node));
            for child in graph.children(node) {
                prop_assert_eq!(graph.node(child).parent, Some(node));
                prop_assert!(node < child);
                open.push(child);
            }
        }
        prop_assert_eq!(seen.len(), graph.nodes().len());
    }

    #[test]
    fn without_overlap_it_is_the_runs_of_one_label(sites in prop::collection::vec(0..3_usize, 0..40)) {
        let mut script = Script::new();
        for &site in &sites {
            let step = script.step(["a", "b", "c"][site]);
            script.pending(step);
            script.ready(step);
        }
        let graph = reify_execution(&script.finish());
        let runs: Vec<usize> = sites.chunk_by(|one, next| one == next).map(<[usize]>::len).collect();
        let nodes: Vec<usize> = graph.nodes().map(|node| node.steps as usize).collect();
        prop_assert_eq!(nodes, runs);
        let chain: Vec<(u32, u32)> = (1..graph.nodes().len() as u32).map(|to| (to - 1, to)).collect();
        let edges: Vec<(u32, u32)> = graph.edges().iter().map(|(from, to)| (from.0, to.0)).collect();
        prop_assert_eq!(edges, chain);
    }
}
