//! Graphs of programs that really ran.

#[path = "support/shape.rs"]
mod shape;

use std::future::{Future, pending, ready};
use std::time::Duration;

use reify_lib::__private::{CallSite, arm, awaited};
use reify_lib::{LabeledFuture, Trace, TraceFutureExt, reify_execution, testing, to_dot};
use shape::shape_of;
use tokio::task::yield_now;

/// What the attribute makes of an arm of `join!` or `select!`.
macro_rules! arm {
    ($name:literal, $future:expr) => {
        arm($future, {
            static SITE: CallSite = CallSite::arm($name, file!(), line!(), column!(), "");
            &SITE
        })
    };
}

/// What the attribute makes of an `.await`.
macro_rules! step {
    ($name:literal, $future:expr) => {
        awaited($future, {
            static SITE: CallSite = CallSite::awaiting($name, file!(), line!(), column!(), "");
            &SITE
        })
        .await
    };
}

async fn run(program: impl Future<Output = ()>) -> Trace {
    let watch = testing::watch("root", Duration::from_secs(120));
    watch.run(program).await;
    watch.trace().snapshot()
}

async fn yields(times: usize) {
    for _ in 0..times {
        yield_now().await;
    }
}

fn owned<const N: usize>(nodes: [&str; N]) -> Vec<String> {
    nodes.map(str::to_owned).into()
}

#[tokio::test]
async fn two_arms_with_two_yields_each_are_two_parallel_nodes() {
    let trace = run(async {
        tokio::join!(arm!("a", yields(2)), arm!("b", yields(2)));
    });
    assert_eq!(
        shape_of(&trace.await),
        (owned(["root 1/3", "a 1/3", "b 1/3"]), vec![])
    );
}

#[tokio::test]
async fn an_arm_that_is_ready_at_once_stands_beside_the_others() {
    let trace = run(async {
        step!("before", ready(()));
        tokio::join!(
            arm!("a", ready(())),
            arm!("b", yields(1)),
            arm!("c", ready(()))
        );
        step!("after", ready(()));
    });
    let (nodes, edges) = shape_of(&trace.await);
    assert_eq!(
        nodes[1..],
        owned(["before 1/1", "a 1/1", "b 1/2", "c 1/1", "after 1/1"])
    );
    assert_eq!(edges, [(1, 2), (1, 3), (1, 4), (2, 5), (3, 5), (4, 5)]);
}

#[tokio::test]
async fn a_select_loop_whose_loser_is_never_polled_has_two_chains() {
    let trace = run(async {
        for _ in 0..20 {
            tokio::select! {
                biased;
                () = arm!("winner", ready(())) => {}
                () = arm!("loser", pending()) => {}
            }
        }
    });
    let (nodes, edges) = shape_of(&trace.await);
    assert_eq!(nodes[1..], owned(["winner 20/20", "loser 20/0"]));
    assert_eq!(edges, []);
}

#[tokio::test]
async fn a_select_loop_in_random_order_has_two_chains() {
    let trace = run(async {
        for _ in 0..50 {
            tokio::select! {
                () = arm!("winner", ready(())) => {}
                () = arm!("loser", yields(100)) => {}
            }
        }
    });
    let graph = reify_execution(&trace.await);
    let steps: Vec<u32> = graph.nodes().map(|node| node.steps).collect();
    assert_eq!(steps, [1, 50, 50]);
    assert_eq!(graph.edges(), []);
}

#[tokio::test]
async fn a_loop_over_a_function_has_its_awaits_under_one_node() {
    async fn fetch() {
        step!("connect()", yields(1));
        step!("read()", ready(()));
    }
    let trace = run(async {
        for _ in 0..2 {
            step!("fetch()", fetch());
        }
    });
    let (nodes, edges) = shape_of(&trace.await);
    let round = ["connect() 1/2", "read() 1/1"];
    assert_eq!(nodes[..2], owned(["root 1/3", "fetch() 2/4"]));
    assert_eq!(nodes[2..], [owned(round), owned(round)].concat());
    assert_eq!(edges, [(2, 3), (4, 5)]);
}

#[tokio::test]
async fn labelled_futures_of_a_shared_trace_are_a_chain() {
    let trace = Trace::shared();
    LabeledFuture::new(yields(1), "load", &trace).await;
    for _ in 0..3 {
        LabeledFuture::new(yields(1), "tick", &trace).await;
    }
    let (nodes, edges) = shape_of(&trace.snapshot());
    assert_eq!(nodes, owned(["load 1/2", "tick 3/6"]));
    assert_eq!(edges, [(0, 1)]);
}

#[tokio::test]
async fn branches_of_a_join_that_cannot_be_seen_into_stay_apart() {
    let trace = Trace::shared();
    let branch = |name: &'static str| {
        let trace = trace.clone();
        async move {
            for _ in 0..2 {
                LabeledFuture::new(yields(1), name, &trace).await;
            }
        }
    };
    tokio::join!(branch("a"), branch("b"));
    assert_eq!(
        shape_of(&trace.snapshot()),
        (owned(["a 2/4", "b 2/4"]), vec![])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tasks_on_one_line_stay_apart_on_any_thread() {
    let trace = run(async {
        let tasks = [(); 8].map(|()| tokio::spawn(yields(10).traced("worker")));
        for task in tasks {
            task.await.unwrap();
        }
    });
    let trace = trace.await;
    let graph = reify_execution(&trace);
    let workers = graph
        .nodes()
        .filter(|node| graph.site(node.id).expr == "worker");
    let workers: Vec<(u32, u64)> = workers.map(|node| (node.steps, node.polls)).collect();
    assert_eq!(workers, vec![(1, 11); 8]);
    assert_eq!(to_dot(&graph).matches("spawns").count(), 8);
}
