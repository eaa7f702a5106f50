//! Steps that end otherwise than ready: cancelled, panicked, never polled.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{of_kind, only};
use reify_lib::{Certainty, FindingKind, PollResult, Severity, SiteKind};
use script::Script;

const MS: u64 = 1_000_000;

#[test]
fn a_cancellation_stands_on_the_await_that_was_cut_and_tells_the_other_lines() {
    let mut script = Script::new();
    let task = script.step("timeout(limit, upload)");
    let upload = script.child(task, "upload()");
    let write = script.child(upload, "file.write_all(part)");
    script.around(task, PollResult::Pending, |script| {
        script.around(upload, PollResult::Pending, |script| script.pending(write));
    });
    script.now += 30 * MS;
    script.around(task, PollResult::Ready, |script| {
        script.cancelled_within(upload, task);
        script.cancelled_within(write, task);
    });
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.severity),
        (FindingKind::CancelledMidway, Severity::Info)
    );
    assert_eq!(found.place.expr, "file.write_all(part)");
    let related: Vec<_> = found
        .related
        .iter()
        .map(|it| (it.role, it.place.expr.as_str()))
        .collect();
    assert_eq!(
        related,
        [
            ("dropped with it", "upload()"),
            ("dropped inside its poll", "timeout(limit, upload)")
        ]
    );
    assert!(found.lasted >= 30 * MS);
}

#[test]
fn cancellations_of_one_place_are_one_finding() {
    let mut script = Script::new();
    let task = script.step("run()");
    for _ in 0..40 {
        let step = script.child(task, "rx.recv()");
        script.pending(step);
        script.cancelled_within(step, task);
    }
    script.ready(task);
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.count, found.certainty),
        (FindingKind::CancelledMidway, 40, Certainty::Possible)
    );
}

#[test]
fn an_abort_is_a_drop_outside_of_any_poll() {
    let mut script = Script::new();
    let step = script.step("upload()");
    script.pending(step);
    script.cancelled(step);
    let found = only(&script.finish());
    assert!(
        found.message.contains("outside of any recorded poll"),
        "{}",
        found.message
    );
}

#[test]
fn to_drop_a_reference_to_a_future_cancels_nothing() {
    let mut script = Script::new();
    let task = script.step("run()");
    let arm = script.child(task, "&mut upload");
    script.pending(arm);
    script.cancelled_within(arm, task);
    script.ready(task);
    assert_eq!(of_kind(&script.finish(), FindingKind::CancelledMidway), []);
}

#[test]
fn what_finishes_is_not_cancelled() {
    let mut script = Script::new();
    script.await_at("rx.recv()");
    assert_eq!(of_kind(&script.finish(), FindingKind::CancelledMidway), []);
}

#[test]
fn a_panic_stands_on_the_step_it_came_from_and_tells_who_caught_it() {
    let mut script = Script::new();
    let task = script.step("supervise()");
    let outer = script.child(task, "handle(request)");
    let inner = script.child(outer, "parse(body)");
    script.around(task, PollResult::Pending, |script| {
        script.around(outer, PollResult::Panicked, |script| script.panicked(inner));
    });
    script.ready(task);
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.severity, found.certainty),
        (FindingKind::Panicked, Severity::Info, Certainty::Possible)
    );
    assert_eq!(found.place.expr, "parse(body)");
    let related: Vec<_> = found
        .related
        .iter()
        .map(|it| it.place.expr.as_str())
        .collect();
    assert_eq!(related, ["handle(request)", "supervise()"]);
    assert!(
        found.message.contains("caught inside `supervise()`"),
        "{}",
        found.message
    );
}

#[test]
fn a_panic_that_nobody_on_record_caught_left_its_task() {
    let mut script = Script::new();
    let task = script.step("worker");
    let inner = script.child(task, "parse(body)");
    script.around(task, PollResult::Panicked, |script| script.panicked(inner));
    let found = only(&script.finish());
    assert_eq!(
        (found.severity, found.certainty),
        (Severity::Alarm, Certainty::Certain)
    );
    assert!(found.message.contains("left its task"), "{}", found.message);
}

#[test]
fn what_is_around_a_panic_in_a_task_that_is_not_known_may_have_caught_it() {
    let mut script = Script::new();
    let root = script.make("handle(request)", None, None);
    script.panicked(root);
    let found = only(&script.finish());
    assert_eq!(found.certainty, Certainty::Likely);
    assert!(
        found
            .message
            .ends_with("it left all that is recorded of its task"),
        "{found}"
    );
}

#[test]
fn a_future_that_was_made_and_not_polled_may_be_forgotten() {
    for dropped_early in [true, false] {
        let mut script = Script::new();
        let task = script.step("run()");
        for _ in 0..3 {
            script.child(task, "notify(user)");
        }
        script.now += 50 * MS;
        if dropped_early {
            script.ready(task);
        }
        let found = of_kind(&script.killed(), FindingKind::NeverPolled);
        assert!(
            found
                .iter()
                .any(|found| found.count == 3 && found.place.expr == "notify(user)"),
            "{found:#?}"
        );
        assert!(found.iter().all(|found| found.severity == Severity::Info));
    }
}

/// A `select!` in a loop: one arm wins always, the other is polled so often.
fn select_loop(rounds: u32, polled: u32) -> Script {
    let mut script = Script::new();
    script.site_of("jobs.recv()", SiteKind::Arm, "");
    script.site_of("shutdown.changed()", SiteKind::Arm, "");
    let task = script.step("run()");
    for round in 0..rounds {
        let (jobs, shutdown) = (
            script.child(task, "jobs.recv()"),
            script.child(task, "shutdown.changed()"),
        );
        if round < polled {
            script.pending(shutdown);
        }
        script.ready(jobs);
        if round < polled {
            script.cancelled_within(shutdown, task);
        }
    }
    script.ready(task);
    script.now += 50 * MS;
    script
}

#[test]
fn an_arm_that_is_never_polled_though_made_often_is_starved() {
    let found = of_kind(&select_loop(40, 0).killed(), FindingKind::NeverPolled).remove(0);
    assert_eq!(
        (found.place.expr.as_str(), found.count),
        ("shutdown.changed()", 40)
    );
    assert!(found.message.contains("another arm"), "{}", found.message);
}

#[test]
fn an_arm_that_loses_now_and_then_is_no_finding() {
    assert_eq!(
        of_kind(&select_loop(40, 1).killed(), FindingKind::NeverPolled),
        []
    );
    assert_eq!(
        of_kind(&select_loop(5, 0).killed(), FindingKind::NeverPolled),
        []
    );
}

#[test]
fn a_future_that_was_made_just_now_is_no_finding() {
    let mut script = Script::new();
    script.step("notify(user)");
    assert_eq!(of_kind(&script.killed(), FindingKind::NeverPolled), []);
}
