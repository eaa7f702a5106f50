//! Tasks: on whatever executor they run, each has its steps, its name and its origin.

#[path = "support/poll.rs"]
mod poll;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use reify_lib::{Trace, TraceFutureExt, spawn_with, testing, trace_async};

#[trace_async]
async fn work() -> u32 {
    poll::yields(2).await;
    poll::yields(1).await;
    1
}

/// The names of the tasks with the number of steps in each, roots included.
fn steps_by_task(trace: &Trace) -> Vec<(String, usize)> {
    let of = |(number, task): (usize, &reify_lib::Task)| {
        let steps = trace.steps().iter();
        let own = steps.filter(|step| step.task.is_some_and(|task| task.index() == number));
        (task.name.clone().unwrap_or_default(), own.count())
    };
    trace.tasks().iter().enumerate().map(of).collect()
}

/// Runs a future that spawns two tasks, and checks what is known of them. A task that is never woken would hang it.
fn check<'a>(
    run: impl FnOnce(Pin<Box<dyn Future<Output = u32> + 'a>>) -> u32,
    parent: impl Future<Output = u32> + 'a,
) {
    let watch = testing::watch("parent", Duration::from_secs(120));
    assert_eq!(run(Box::pin(watch.run(parent))), 2);
    let trace = watch.trace().snapshot();
    testing::execution(&trace)
        .finished()
        .never_cancelled()
        .no_alarms();
    let names = ["parent", "first", "second"].map(str::to_owned);
    let expected: Vec<_> = names.into_iter().zip([1, 3, 3]).collect();
    assert_eq!(steps_by_task(&trace), expected);
    for task in &trace.tasks()[1..] {
        let origin = task.spawned_by.expect("an origin");
        assert_eq!(trace.site_of(origin).expr, "parent");
    }
    assert_eq!(trace.notices(), []);
}

#[test]
fn tasks_on_tokio_have_a_name_and_an_origin() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime");
    check(|parent| runtime.block_on(parent), async {
        let (first, second) = (work().traced("first"), work().traced("second"));
        let tasks = [tokio::spawn(first), tokio::spawn(second)];
        let [first, second] = tasks;
        first.await.expect("no panic") + second.await.expect("no panic")
    });
}

#[test]
fn tasks_on_smol_have_a_name_and_an_origin() {
    let executor = smol::LocalExecutor::new();
    check(|parent| smol::block_on(executor.run(parent)), async {
        let first = spawn_with("first", work(), |task| executor.spawn(task));
        let second = spawn_with("second", work(), |task| executor.spawn(task));
        first.await + second.await
    });
}

#[test]
fn tasks_on_the_pool_of_futures_have_a_name_and_an_origin() {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    check(|parent| pool.run_until(parent), async {
        let spawn = |task| spawner.spawn_local_with_handle(task).expect("a pool");
        let first = spawn_with("first", work(), spawn);
        let second = spawn_with("second", work(), spawn);
        first.await + second.await
    });
}

#[test]
fn tasks_polled_by_hand_have_a_name_and_an_origin() {
    check(poll::block_on, async {
        let first = std::pin::pin!(work().traced("first"));
        let second = std::pin::pin!(work().traced("second"));
        let (first, second) = futures::future::join(first, second).await;
        first + second
    });
}

#[test]
fn a_task_that_is_made_outside_of_every_recording_is_not_recorded() {
    let task = work().traced("nobody's");
    assert_eq!(poll::block_on(task), 1);
}
