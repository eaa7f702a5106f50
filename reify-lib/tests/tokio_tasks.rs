//! With the feature `tokio`, a task is known by its id there, whether it was named or not:
//! `cargo test -p reify-lib --features tokio --test tokio_tasks`.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use reify_lib::{Task, Trace, TraceFutureExt, TracedFuture, record_to, trace_async};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, LocalSet};

#[trace_async]
async fn work() {
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
}

/// A process has one process-wide recording at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

#[test]
fn a_task_of_tokio_that_nobody_named_is_known_by_its_id() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut spawned = runtime.block_on(async {
        let tasks = [tokio::spawn(work()), tokio::spawn(work())];
        let ids = tasks.each_ref().map(|task| task.id().to_string());
        for task in tasks {
            task.await.expect("no panic");
        }
        ids
    });
    recording.finish().expect("written");

    let trace = Trace::load(&path).expect("a trace");
    let mut known: Vec<String> = trace
        .tasks()
        .iter()
        .map(|task| task.runtime_id.expect("an id").to_string())
        .collect();
    spawned.sort();
    known.sort();
    assert_eq!(known, spawned);
    for (number, _) in trace.tasks().iter().enumerate() {
        let of_task = |step: &reify_lib::Step| step.task.is_some_and(|id| id.index() == number);
        assert_eq!(trace.steps().iter().filter(of_task).count(), 2);
    }
}

fn current_thread() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

fn multi_thread() -> Runtime {
    let runtime = Builder::new_multi_thread().worker_threads(2).build();
    runtime.expect("a runtime")
}

/// Runs a future that spawns the tasks `first` and `second` and gives back their ids, and checks what is known of them.
fn check(run: impl FnOnce(TracedFuture<Parent>) -> [tokio::task::Id; 2], parent: Parent) {
    let parent = TracedFuture::with_label(parent, "parent");
    let trace = parent.trace().clone();
    let ids = run(parent);
    let trace = trace.snapshot();
    assert_eq!(trace.notices(), []);
    let known = |task: &Task| (task.name.clone().unwrap_or_default(), task.runtime_id);
    let known: Vec<_> = trace.tasks().iter().skip(1).map(known).collect();
    let [first, second] = ids.map(|id| id.to_string().parse().ok());
    let expected = [("first".to_owned(), first), ("second".to_owned(), second)];
    assert_eq!(known, expected);
    for (number, task) in trace.tasks().iter().enumerate().skip(1) {
        let origin = task.spawned_by.expect("an origin");
        assert_eq!(trace.site_of(origin).expr, "parent");
        let own = trace.steps().iter();
        let own = own.filter(|step| step.task.is_some_and(|task| task.index() == number));
        assert_eq!(own.count(), 3, "the root and two awaits");
    }
}

type Parent = std::pin::Pin<Box<dyn Future<Output = [tokio::task::Id; 2]>>>;

fn spawning() -> Parent {
    Box::pin(async {
        let tasks = [
            reify_lib::tokio::spawn("first", work()),
            reify_lib::tokio::spawn("second", work()),
        ];
        let ids = tasks.each_ref().map(tokio::task::JoinHandle::id);
        for task in tasks {
            task.await.expect("no panic");
        }
        ids
    })
}

#[test]
fn a_spawned_task_has_its_name_its_id_and_its_origin_on_one_thread() {
    let runtime = current_thread();
    check(|parent| runtime.block_on(parent), spawning());
}

#[test]
fn a_spawned_task_has_its_name_its_id_and_its_origin_on_many_threads() {
    let runtime = multi_thread();
    check(|parent| runtime.block_on(parent), spawning());
}

#[test]
fn a_local_task_has_its_name_its_id_and_its_origin() {
    let (runtime, local) = (current_thread(), LocalSet::new());
    let parent = Box::pin(async {
        let tasks = [
            reify_lib::tokio::spawn_local("first", work()),
            reify_lib::tokio::spawn_local("second", work()),
        ];
        let ids = tasks.each_ref().map(tokio::task::JoinHandle::id);
        for task in tasks {
            task.await.expect("no panic");
        }
        ids
    });
    check(|parent| local.block_on(&runtime, parent), parent);
}

#[test]
fn tasks_of_a_set_have_their_names_their_ids_and_their_origin() {
    let runtime = multi_thread();
    let parent = Box::pin(async {
        let mut set = JoinSet::new();
        let first = set.spawn(work().traced("first")).id();
        let second = set.spawn(work().traced("second")).id();
        while let Some(done) = set.join_next().await {
            done.expect("no panic");
        }
        [first, second]
    });
    check(|parent| runtime.block_on(parent), parent);
}

#[test]
fn a_named_task_that_is_polled_within_another_one_is_not_the_executors() {
    let runtime = current_thread();
    let ((), trace) = runtime.block_on(TracedFuture::run(async {
        let outer = reify_lib::tokio::spawn("outer", async { work().traced("inner").await });
        outer.await.expect("no panic");
    }));
    let known = |task: &Task| {
        (
            task.name.clone().unwrap_or_default(),
            task.runtime_id.is_some(),
        )
    };
    let known: Vec<_> = trace.tasks().iter().skip(1).map(known).collect();
    assert_eq!(
        known,
        [("outer".to_owned(), true), ("inner".to_owned(), false)]
    );
}

#[test]
fn names_and_ids_of_tasks_are_in_the_file() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    let ids = multi_thread().block_on(spawning());
    recording.finish().expect("written");
    let trace = Trace::load(&path).expect("a trace");
    assert_eq!(trace.notices(), []);
    let named = |name: &str| {
        let task = trace
            .tasks()
            .iter()
            .find(|task| task.name.as_deref() == Some(name));
        task.and_then(|task| task.runtime_id)
            .map(|id| id.to_string())
    };
    assert_eq!(named("first"), Some(ids[0].to_string()));
    assert_eq!(named("second"), Some(ids[1].to_string()));
}
