//! A recording in memory that keeps only its newest events: by whole steps, counted, and never without what hangs.

#[path = "support/poll.rs"]
mod poll;

use std::collections::HashSet;
use std::future::{pending, ready};
use std::pin::pin;

use poll::{block_on, named, poll_once, yields};
use reify_lib::{NoticeKind, RecordOptions, SharedTrace, StepId, Trace, TraceFutureExt};

const KEEP: usize = 1_000;

fn recording() -> SharedTrace {
    RecordOptions::new().keep(KEEP).in_memory()
}

/// Whether every step that is finished has all its polls, as told by the number that `work` gives each.
fn whole_steps(trace: &Trace) -> bool {
    trace.step_ids().all(|step| {
        let name = &trace.site_of(step).expr;
        let polls = trace.polls().filter(|poll| poll.step == step).count();
        let expected = name
            .strip_prefix("yields ")
            .and_then(|times| times.parse::<usize>().ok());
        expected.is_none_or(|times| polls == times + 1)
    })
}

/// All that was recorded is either there or counted.
fn adds_up(trace: &Trace) -> bool {
    let end = trace.end().expect("an end");
    let there = trace.events().len() + trace.steps().len();
    there as u64 + end.lost == end.recorded
}

fn work(trace: &SharedTrace, times: usize) {
    for turn in 0..times {
        let yielding = turn % 4;
        block_on(named(
            &format!("yields {yielding}"),
            trace,
            yields(yielding),
        ));
    }
}

#[test]
fn the_newest_events_are_kept_by_whole_steps_and_the_rest_is_counted() {
    let trace = recording();
    work(&trace, 10_000);
    block_on(named("the last", &trace, ready(())));
    let trace = trace.snapshot();
    let kept = trace.events().len() + trace.steps().len();
    assert!((KEEP / 2..=KEEP).contains(&kept), "{kept} kept");
    assert!(whole_steps(&trace));
    assert!(adds_up(&trace));
    let last = trace.polls().last().expect("a poll");
    assert_eq!(trace.site_of(last.step).expr, "the last");
    let notices: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(notices, [NoticeKind::Gap, NoticeKind::Lost]);
}

#[test]
fn the_newest_bytes_are_kept_as_the_newest_events_are() {
    let trace = RecordOptions::new().memory(24 * KEEP as u64).in_memory();
    work(&trace, 10_000);
    let trace = trace.snapshot();
    let kept = trace.events().len() + trace.steps().len();
    assert!((KEEP / 2..=KEEP).contains(&kept), "{kept} kept");
    assert!(whole_steps(&trace));
    assert!(adds_up(&trace));
}

#[test]
fn what_hangs_is_kept_however_old_it_is() {
    let trace = recording();
    let mut hanging = pin!(named("hanging", &trace, async {
        named("its child", &trace, pending::<()>()).await;
    }));
    assert!(poll_once(hanging.as_mut()).is_pending());
    work(&trace, 10_000);
    let trace = trace.snapshot();
    let names: Vec<_> = trace
        .step_ids()
        .take(2)
        .map(|step| trace.site_of(step).expr.as_str())
        .collect();
    assert_eq!(names, ["hanging", "its child"]);
    let child = trace.step(StepId(1));
    assert_eq!(child.parent.map(reify_lib::StepId::index), Some(0));
    assert!(adds_up(&trace));
}

#[test]
fn an_old_step_that_ends_at_last_is_left_out_as_a_whole() {
    let trace = recording();
    let mut old = pin!(named("old", &trace, yields(1)));
    assert!(poll_once(old.as_mut()).is_pending());
    work(&trace, 10_000);
    assert!(poll_once(old.as_mut()).is_ready());
    let trace = trace.snapshot();
    assert!(
        !trace
            .step_ids()
            .any(|step| trace.site_of(step).expr == "old")
    );
    assert!(adds_up(&trace));
}

#[test]
fn a_recording_that_fits_is_whole() {
    let trace = recording();
    work(&trace, 10);
    let trace = trace.snapshot();
    assert_eq!(trace.steps().len(), 10);
    assert_eq!(trace.notices(), []);
}

#[test]
fn steps_that_move_between_threads_are_kept_or_left_out_as_a_whole() {
    let trace = recording();
    for _ in 0..300 {
        let mut moving: Vec<_> = (0..4)
            .map(|times| Box::pin(named(&format!("yields {times}"), &trace, yields(times))))
            .collect();
        for future in moving.iter_mut().skip(1) {
            assert!(poll_once(future.as_mut()).is_pending());
        }
        std::thread::scope(|scope| {
            scope.spawn(|| moving.into_iter().for_each(block_on));
        });
        work(&trace, 7);
    }
    let trace = trace.snapshot();
    assert!(whole_steps(&trace));
    assert!(adds_up(&trace));
    let threads: HashSet<_> = trace.polls().map(|poll| poll.thread).collect();
    assert!(threads.len() > 1);
}

#[test]
fn a_task_whose_origin_is_left_out_is_there_without_one() {
    let trace = recording();
    let spawned = std::cell::RefCell::new(None);
    block_on(named("origin", &trace, async {
        *spawned.borrow_mut() = Some(Box::pin(pending::<()>().traced("child")));
    }));
    let mut spawned = spawned.into_inner().expect("a task");
    assert!(poll_once(spawned.as_mut()).is_pending());
    work(&trace, 10_000);
    let trace = trace.snapshot();
    let task = &trace.tasks()[0];
    assert_eq!(task.name.as_deref(), Some("child"));
    assert_eq!(task.spawned_by, None);
    assert!(adds_up(&trace));
}
