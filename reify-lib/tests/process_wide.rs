//! Recording a whole process into a file, as it runs.

use std::fs;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::pin;
use std::sync::{Barrier, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use reify_lib::{
    NoticeKind, RecordOptions, Trace, TraceFutureExt, TracedFuture, record_to, trace_async,
};

/// A process has one process-wide recording at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime")
}

#[trace_async]
async fn work(turns: usize) {
    for _ in 0..turns {
        tokio::task::yield_now().await;
    }
}

/// Reads the file until it holds what is looked for. The writer drains when idle, so that it does so soon.
fn read_until(path: &Path, enough: impl Fn(&Trace) -> bool) -> Trace {
    loop {
        let trace = Trace::load(path).expect("a trace at any moment");
        if enough(&trace) {
            return trace;
        }
        std::thread::yield_now();
    }
}

fn steps_of(trace: &Trace, expr: &str) -> usize {
    let of_expr = |step: &reify_lib::StepId| trace.site_of(*step).expr == expr;
    trace.step_ids().filter(of_expr).count()
}

#[test]
fn spawned_tasks_are_recorded_without_a_word() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    runtime().block_on(async {
        let tasks: Vec<_> = (0..4).map(|_| tokio::spawn(work(10))).collect();
        for task in tasks {
            task.await.expect("no panic");
        }
    });
    recording.finish().expect("written");

    let trace = Trace::load(&path).expect("a trace");
    assert_eq!(steps_of(&trace, "tokio::task::yield_now()"), 40);
    assert_eq!(trace.end().map(|end| end.reason.as_str()), Some("finished"));
    assert_eq!(trace.notices(), []);
}

#[test]
fn the_file_can_be_read_while_the_program_runs() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    runtime().block_on(work(1));
    let trace = read_until(&path, |trace| trace.polls().count() == 2);
    assert!(trace.end().is_none());
    drop(recording);
    assert!(Trace::load(&path).expect("a trace").end().is_some());
}

/// The poll that the last sign of life shows in progress: its step, and its length up to then.
fn in_progress(trace: &Trace) -> Option<(String, u64)> {
    let sync = trace.last_sync()?;
    let poll = sync.polling.first()?;
    let step = trace.site_of(poll.step).expr.clone();
    Some((step, sync.at - poll.since))
}

#[test]
fn a_poll_that_does_not_return_is_in_the_file() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    let stuck = Barrier::new(2);
    let mut seen = [None, None];
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let blocking = poll_fn(|_| {
                stuck.wait();
                Poll::Ready(())
            });
            let mut future = pin!(blocking.traced("blocking"));
            let _ = future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
        });
        let first = read_until(&path, |trace| in_progress(trace).is_some());
        // It grows longer from one sign of life to the next.
        let later = read_until(&path, |trace| in_progress(trace) > in_progress(&first));
        stuck.wait();
        seen = [first, later].map(|trace| in_progress(&trace));
    });
    let [first, later] = seen.map(|seen| seen.expect("a poll"));
    assert_eq!(
        (first.0.as_str(), later.0.as_str()),
        ("blocking", "blocking")
    );
    assert!(later.1 > first.1);
    recording.finish().expect("written");
}

#[test]
fn a_trace_of_its_own_is_not_in_the_file() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    let ((), own) = runtime().block_on(TracedFuture::run(work(3)));
    recording.finish().expect("written");
    assert_eq!(steps_of(&own, "tokio::task::yield_now()"), 3);
    assert_eq!(Trace::load(&path).expect("a trace").steps().len(), 0);
}

#[test]
fn a_second_recording_of_the_process_is_refused() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let first = record_to(folder.path().join("first.json")).expect("a recording");
    let second = record_to(folder.path().join("second.json"));
    let error = second.expect_err("one is enough").to_string();
    assert!(error.contains("being recorded already"), "{error}");
    first.finish().expect("written");
    let third = record_to(folder.path().join("third.json"));
    third
        .expect("the first one is over")
        .finish()
        .expect("written");
}

#[test]
fn an_old_trace_is_replaced_and_anything_else_is_left_alone() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    for _ in 0..2 {
        record_to(&path)
            .expect("a recording")
            .finish()
            .expect("written");
    }
    fs::write(&path, "precious").expect("written");
    let error = record_to(&path).expect_err("not a trace").to_string();
    assert!(
        error.contains("not a trace") && error.contains("trace.json"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&path).expect("still there"), "precious");
    let names = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 1, "nothing is left beside it");
}

#[test]
fn without_wakes_none_is_recorded() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = RecordOptions::new().wakes(false).record_to(&path);
    let recording = recording.expect("a recording");
    runtime().block_on(work(5));
    recording.finish().expect("written");
    let trace = Trace::load(&path).expect("a trace");
    assert_eq!(trace.events().len(), trace.polls().count());
    assert!(!trace.header().wakes);
}

#[test]
fn every_event_is_in_the_file_when_it_has_happened() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = RecordOptions::new().every_event(true).record_to(&path);
    let recording = recording.expect("a recording");
    let mut future = pin!(work(100));
    for turn in 1..=100 {
        let mut cx = Context::from_waker(Waker::noop());
        assert!(future.as_mut().poll(&mut cx).is_pending());
        let trace = Trace::load(&path).expect("a trace");
        assert_eq!(trace.steps().len(), turn);
        assert_eq!(trace.polls().count(), 2 * turn - 1);
    }
    recording.finish().expect("written");
}

#[test]
fn a_recording_ends_at_its_limit_and_says_so() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = RecordOptions::new().limit(20_000).every_event(true);
    let recording = recording.record_to(&path).expect("a recording");
    runtime().block_on(work(10_000));
    recording.finish().expect("written");
    let trace = Trace::load(&path).expect("a trace");
    assert_eq!(trace.end().map(|end| end.reason.as_str()), Some("limit"));
    let size = fs::metadata(&path).expect("a file").len();
    assert!((20_000..30_000).contains(&size), "{size} bytes");
    assert_eq!(trace.notices(), []);
}

#[test]
fn what_does_not_fit_into_memory_is_left_out_and_the_file_says_how_much() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    // Far less than what is recorded while the writer waits for more to come.
    let recording = RecordOptions::new().memory(64 * 24).record_to(&path);
    let recording = recording.expect("a recording");
    runtime().block_on(work(50_000));
    recording.finish().expect("written");
    let trace = Trace::load(&path).expect("a trace");
    let end = trace.end().expect("an end");
    assert!(end.lost > 0);
    let there = trace.events().len() + trace.steps().len();
    assert_eq!(there as u64 + end.lost, end.recorded);
    let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Gap, NoticeKind::Lost]);
    let gap = &trace.notices()[0];
    assert_eq!(gap.count, end.lost);
}

#[test]
fn an_event_takes_at_most_sixty_bytes_of_the_file() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    let recording = record_to(&path).expect("a recording");
    runtime().block_on(work(20_000).traced("many events"));
    recording.finish().expect("written");
    let trace = Trace::load(&path).expect("a trace");
    let size = fs::metadata(&path).expect("a file").len();
    let events = trace.events().len() as u64;
    assert!(events > 60_000);
    // Also where the making of a step is not counted as an event.
    assert!(size <= 60 * events, "{} bytes", size / events);
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_and_a_link_is_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let (path, other) = (
        folder.path().join("trace.json"),
        folder.path().join("other"),
    );
    fs::write(&other, "precious").expect("written");
    symlink(&other, &path).expect("a link");
    record_to(&path)
        .expect("a recording")
        .finish()
        .expect("written");
    assert_eq!(fs::read_to_string(&other).expect("still there"), "precious");
    let metadata = fs::symlink_metadata(&path).expect("a file");
    assert!(metadata.is_file());
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}
