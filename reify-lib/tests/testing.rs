//! What tests of async code are helped with, in tests.

#[path = "support/poll.rs"]
mod poll;

use std::fs;
use std::future::{pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use poll::{block_on, named, poll_once, yields};
use reify_lib::testing::{execution, shape, watch_in};
use reify_lib::{Trace, trace_async};

/// Longer than any test takes.
const NEVER: Duration = Duration::MAX;

/// What a failing assertion says.
fn failure(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("it fails");
    panic.downcast_ref::<String>().expect("it says why").clone()
}

/// A root with a step that finishes after two polls and one that is dropped after one.
fn race() -> Trace {
    let trace = Trace::shared();
    block_on(named("race", &trace, async {
        let mut slow = Box::pin(named("slow", &trace, pending::<()>()));
        assert!(poll_once(slow.as_mut()).is_pending());
        named("quick", &trace, yields(1)).await;
    }));
    trace.snapshot()
}

#[tokio::test]
async fn a_test_that_outlives_its_deadline_fails() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let watch = watch_in(folder.path(), "outlives", Duration::from_millis(1));
    // However late the deadline comes, nothing else ends it.
    let ended = tokio::spawn(watch.run(pending::<()>())).await;
    let panic = ended.expect_err("it panics").into_panic();
    let message = panic.downcast_ref::<String>().expect("it says why");
    assert!(
        message.contains("`outlives` outlived its deadline of 1ms"),
        "{message}"
    );
    Trace::load(folder.path().join("outlives.json")).expect("the trace is there");
}

#[test]
fn a_test_that_panics_leaves_its_trace() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let message = failure(|| {
        let watch = watch_in(folder.path(), "panics", NEVER);
        block_on(watch.run(async {
            yields(1).await;
            panic!("{}", 42);
        }));
    });
    assert_eq!(message, "42");
    let trace = Trace::load(folder.path().join("panics.json")).expect("the trace is there");
    assert_eq!(shape(&trace), "panics: pending, panicked\n");
}

#[test]
fn a_test_that_ends_in_time_leaves_nothing() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let watch = watch_in(folder.path(), "ends", NEVER);
    assert_eq!(block_on(watch.run(async { 42 })), 42);
    drop(watch);
    let left = fs::read_dir(folder.path()).expect("the folder is there");
    assert_eq!(left.count(), 0);
}

#[trace_async]
async fn shop() {
    tokio::join!(yields(2), yields(1));
    for _ in 0..3 {
        yields(1).await;
    }
}

#[test]
fn the_shape_of_an_execution_has_neither_times_nor_ids() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let watch = watch_in(folder.path(), "shop", NEVER);
    block_on(watch.run(shop()));
    assert_eq!(
        shape(&watch.trace().snapshot()),
        "\
shop: pending ×5, ready
  yields(2): pending ×2, ready
  yields(1) ×4: pending, ready
"
    );
}

#[test]
fn what_was_made_and_never_polled_has_a_shape_too() {
    let trace = Trace::shared();
    drop(named("lazy", &trace, pending::<()>()));
    let trace = trace.snapshot();
    assert_eq!(shape(&trace), "lazy: never polled\n");
}

#[test]
fn what_holds_can_be_asserted() {
    let trace = Trace::shared();
    block_on(named("all", &trace, named("one", &trace, yields(2))));
    let trace = trace.snapshot();
    let execution = execution(&trace);
    execution.finished().never_cancelled().never_panicked();
    execution.no_spurious_polls().no_alarms();
    execution
        .site("one")
        .polls_at_most(3)
        .steps(1)
        .finished()
        .never_cancelled();
}

#[test]
fn what_fails_shows_the_part_of_the_tree_that_it_is_about() {
    let trace = race();
    let message = failure(|| {
        execution(&trace).finished().never_cancelled();
    });
    assert!(message.starts_with("`slow @ "), "{message}");
    assert!(message.contains(" was cancelled:\n  race @ "), "{message}");
    assert!(message.contains("\n>   slow @ "), "{message}");
    assert!(!message.contains("quick"), "{message}");
}

#[test]
fn every_assertion_can_fail() {
    let trace = race();
    let race = execution(&trace);
    let too_many = failure(|| {
        race.site("quick").polls_at_most(1);
    });
    assert!(
        too_many.starts_with("`quick` was polled 2 times, 1 at most"),
        "{too_many}"
    );
    let another = failure(|| {
        race.site("quick").steps(2);
    });
    assert!(
        another.starts_with("`quick` was awaited 1 times"),
        "{another}"
    );
    let cancelled = failure(|| {
        race.site("slow").never_cancelled();
    });
    assert!(cancelled.contains("was cancelled"), "{cancelled}");
    race.site("quick").never_cancelled();
    let missing = failure(|| {
        race.site("nowhere");
    });
    assert!(missing.starts_with("no site has `nowhere`"), "{missing}");
}

#[test]
fn what_is_pending_is_not_finished_and_what_nobody_can_wake_is_an_alarm() {
    let trace = Trace::shared();
    let forgets = poll_fn(|_| Poll::<()>::Pending);
    let mut stuck = pin!(named("stuck", &trace, forgets));
    assert!(poll_once(stuck.as_mut()).is_pending());
    let snapshot = trace.snapshot();
    let stuck = execution(&snapshot);
    let pending = failure(|| {
        stuck.finished();
    });
    assert!(pending.contains("is still pending"), "{pending}");
    let alarm = failure(|| {
        stuck.no_alarms();
    });
    assert!(alarm.starts_with("alarm: "), "{alarm}");
    assert!(alarm.contains("\n> stuck @ "), "{alarm}");
}

#[test]
fn a_poll_that_nobody_asked_for_is_spurious() {
    let trace = Trace::shared();
    let mut task = pin!(named("lazy", &trace, pending::<()>()));
    for _ in 0..2 {
        assert!(poll_once(task.as_mut()).is_pending());
    }
    let trace = trace.snapshot();
    let spurious = failure(|| {
        execution(&trace).no_spurious_polls();
    });
    assert!(spurious.contains("spurious-polls"), "{spurious}");
}
