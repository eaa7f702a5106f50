//! With the feature `tokio`, a task that nobody named is known by its id there:
//! `cargo test -p reify-lib --features tokio --test tokio_tasks`.

use reify_lib::{Trace, record_to, trace_async};

#[trace_async]
async fn work() {
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
}

#[test]
fn a_task_of_tokio_that_nobody_named_is_known_by_its_id() {
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
        let of_task = |step: &&reify_lib::Step| step.task.is_some_and(|id| id.index() == number);
        assert_eq!(trace.steps().iter().filter(of_task).count(), 2);
    }
}
