//! Time and polls that could be saved: spurious polls, and awaits in a row.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{of_kind, only};
use reify_lib::{Certainty, FindingKind, PollResult, Severity};
use script::Script;

const MS: u64 = 1_000_000;

/// A parent that holds so many steps and polls all of them whenever one is woken.
fn polls_all(steps: u64) -> Script {
    let mut script = Script::new();
    let all = script.step("join_all(requests)");
    let mut open: Vec<u64> = (0..steps).map(|_| script.child(all, "request")).collect();
    script.around(all, PollResult::Pending, |script| {
        for step in &open {
            script.pending(*step);
        }
    });
    while let Some(done) = open.pop() {
        script.wake(done, None);
        script.around(all, PollResult::Pending, |script| {
            for step in &open {
                script.pending(*step);
            }
            script.ready(done);
        });
    }
    script.ready(all);
    script
}

#[test]
fn a_parent_that_polls_all_for_one_wake_is_likely_wrong() {
    let found = of_kind(&polls_all(60).finish(), FindingKind::SpuriousPolls).remove(0);
    assert_eq!(
        (found.certainty, found.place.expr.as_str()),
        (Certainty::Likely, "request")
    );
    assert_eq!(
        (found.count, found.related[0].place.expr.as_str()),
        (60 * 59 / 2, "join_all(requests)")
    );
    // The one that was answered first was polled for its own sake only.
    assert_eq!(found.steps.len(), 59);
    assert!(
        found
            .message
            .contains("polled 1770 times without having been woken, against 60 wakes"),
        "{}",
        found.message
    );
}

#[test]
fn a_step_that_a_select_loop_polls_for_each_tick_is_possible_at_most() {
    let mut script = Script::new();
    let task = script.step("run()");
    let work = script.child(task, "upload()");
    script.pending(work);
    for _ in 0..500 {
        script.around(task, PollResult::Pending, |script| script.pending(work));
    }
    let found = of_kind(&script.killed(), FindingKind::SpuriousPolls).remove(0);
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
}

#[test]
fn arms_that_are_made_anew_in_each_round_are_no_waste() {
    let mut script = Script::new();
    let task = script.step("run()");
    for _ in 0..500 {
        let (stop, job) = (
            script.child(task, "stop.changed()"),
            script.child(task, "jobs.recv()"),
        );
        script.around(task, PollResult::Pending, |script| {
            script.pending(stop);
            script.pending(job);
        });
        script.wake(job, None);
        script.around(task, PollResult::Pending, |script| {
            script.pending(stop);
            script.ready(job);
            script.cancelled_within(stop, task);
        });
    }
    assert_eq!(of_kind(&script.killed(), FindingKind::SpuriousPolls), []);
}

#[test]
fn a_small_join_is_no_waste() {
    assert_eq!(
        of_kind(&polls_all(5).finish(), FindingKind::SpuriousPolls),
        []
    );
}

#[test]
fn a_join_of_as_many_as_it_may_poll_all_of_is_no_alarm() {
    let found = of_kind(&polls_all(30).finish(), FindingKind::SpuriousPolls);
    assert!(found.iter().all(|found| found.severity == Severity::Info));
}

#[test]
fn a_poll_for_each_wake_is_no_waste() {
    let mut script = Script::new();
    let step = script.step("copy(reader, writer)");
    for _ in 0..500 {
        script.pending(step);
        script.wake(step, None);
    }
    script.ready(step);
    assert_eq!(of_kind(&script.finish(), FindingKind::SpuriousPolls), []);
}

#[test]
fn a_parent_whose_inner_steps_are_woken_is_no_waste() {
    let mut script = Script::new();
    let task = script.step("run()");
    for _ in 0..500 {
        let step = script.child(task, "rx.recv()");
        script.around(task, PollResult::Pending, |script| script.pending(step));
        script.wake(step, None);
        script.around(task, PollResult::Pending, |script| script.ready(step));
    }
    assert_eq!(of_kind(&script.finish(), FindingKind::SpuriousPolls), []);
}

/// A loop over one await that waits each time.
fn one_by_one(expr: &str, times: u32, wait: u64) -> Script {
    let mut script = Script::new();
    let around = script.step("run()");
    for _ in 0..times {
        let step = script.child(around, expr);
        script.pending(step);
        script.now += wait;
        script.wake(step, None);
        script.ready(step);
    }
    script.ready(around);
    script
}

#[test]
fn the_same_await_in_a_row_could_run_together() {
    let found = only(&one_by_one("fetch(id)", 6, 10 * MS).finish());
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::SequentialAwaits, Certainty::Possible)
    );
    assert_eq!(found.place.expr, "fetch(id)");
    assert!(found.lasted >= 60 * MS);
    assert!(
        found.message.contains("was awaited 6 times in a row"),
        "{}",
        found.message
    );
    assert_eq!((found.count, found.steps.len()), (6, 6));
}

#[test]
fn other_awaits_in_between_do_not_hide_it() {
    let mut script = Script::new();
    let around = script.step("run()");
    for _ in 0..6 {
        for expr in ["fetch(id)", "render(page)"] {
            let step = script.child(around, expr);
            script.pending(step);
            script.now += 3 * MS;
            script.ready(step);
        }
    }
    script.ready(around);
    assert_eq!(
        of_kind(&script.finish(), FindingKind::SequentialAwaits).len(),
        2
    );
}

#[test]
fn what_has_to_come_in_order_is_no_finding() {
    for expr in [
        "rx.recv()",
        "interval.tick()",
        "sleep(pause)",
        "lines.next_line()?",
        "db.lock()",
        "stream.next()",
    ] {
        let trace = one_by_one(expr, 50, 10 * MS).finish();
        assert_eq!(of_kind(&trace, FindingKind::SequentialAwaits), [], "{expr}");
    }
}

#[test]
fn awaits_that_do_not_wait_are_no_finding() {
    let trace = one_by_one("cache.get(id)", 500, 0).finish();
    assert_eq!(of_kind(&trace, FindingKind::SequentialAwaits), []);
}

#[test]
fn awaits_that_run_together_already_are_no_finding() {
    let mut script = Script::new();
    let around = script.step("run()");
    let steps: Vec<u64> = (0..20).map(|_| script.child(around, "fetch(id)")).collect();
    for step in &steps {
        script.pending(*step);
    }
    script.now += 10 * MS;
    for step in steps {
        script.ready(step);
    }
    assert_eq!(of_kind(&script.finish(), FindingKind::SequentialAwaits), []);
}
