//! What holds a thread, and what has to wait for it: blocking polls and slow wakes.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use std::time::Duration;

use found::{of_kind, only};
use reify_lib::{
    Certainty, FindingKind, FindingOptions, InProgress, PollResult, Severity, Sync, findings_with,
};
use script::Script;

const MS: u64 = 1_000_000;

/// A poll of `parse()` inside of `serve()`, in which the thread is busy for so long.
fn busy_inside(script: &mut Script, time: u64) {
    let outer = script.step("serve()");
    let inner = script.child(outer, "parse()");
    script.around(outer, PollResult::Pending, |script| {
        script.around(inner, PollResult::Ready, |script| script.now += time);
    });
    script.ready(outer);
}

#[test]
fn the_deepest_step_is_blamed_for_a_blocking_poll() {
    let mut script = Script::new();
    busy_inside(&mut script, 250 * MS);
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.place.expr.as_str()),
        (FindingKind::BlockingPoll, "parse()")
    );
    assert_eq!(
        (found.lasted, found.certainty),
        (250 * MS, Certainty::Possible)
    );
    assert!(found.threshold.contains("100 ms"), "{}", found.threshold);
}

#[test]
fn code_between_awaits_is_the_own_time_of_the_step_around_them() {
    let mut script = Script::new();
    let outer = script.step("serve()");
    let inner = script.child(outer, "load()");
    script.around(outer, PollResult::Ready, |script| {
        script.ready(inner);
        script.now += 300 * MS;
    });
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.place.expr.as_str()),
        (FindingKind::BlockingPoll, "serve()")
    );
}

/// `parse()` holds the thread while `rx.recv()` of another task, woken before, waits for its poll.
fn one_waits_for_another(time: u64) -> Script {
    let mut script = Script::new();
    let waiting = script.make("rx.recv()", None, Some(1));
    script.pending(waiting);
    script.wake(waiting, None);
    busy_inside(&mut script, time);
    script.ready(waiting);
    script
}

#[test]
fn a_blocking_poll_that_others_wait_for_is_likely() {
    let trace = one_waits_for_another(250 * MS).finish();
    let found = of_kind(&trace, FindingKind::BlockingPoll).remove(0);
    assert_eq!(
        (found.severity, found.certainty),
        (Severity::Alarm, Certainty::Likely)
    );
    assert_eq!(found.related[0].place.expr, "rx.recv()");
}

#[test]
fn many_short_polls_do_not_block() {
    let mut script = Script::new();
    for _ in 0..100 {
        busy_inside(&mut script, 5 * MS);
    }
    assert_eq!(of_kind(&script.finish(), FindingKind::BlockingPoll), []);
}

#[test]
fn a_long_wait_is_no_blocking_poll() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.pending(step);
    script.now += 5_000 * MS;
    script.ready(step);
    assert_eq!(of_kind(&script.finish(), FindingKind::BlockingPoll), []);
}

#[test]
fn a_poll_still_in_progress_at_the_end_is_likely_to_block() {
    let mut script = Script::new();
    let outer = script.step("serve()");
    let inner = script.child(outer, "parse()");
    let polling = vec![InProgress {
        step: inner,
        since: 1_000,
        thread: 1,
    }];
    script.sync(Sync {
        at: 4_000 * MS,
        recorded: 2,
        lost: 0,
        polling,
    });
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::BlockingPoll, Certainty::Likely)
    );
    assert_eq!(found.place.expr, "parse()");
    assert!(
        found
            .message
            .contains("has not returned and has held its thread for 4.00 s"),
        "{}",
        found.message
    );
}

#[test]
fn thresholds_are_options() {
    let mut script = Script::new();
    busy_inside(&mut script, 5 * MS);
    let mut options = FindingOptions::default();
    options.blocking_poll = Duration::from_millis(5);
    let found = findings_with(&script.finish(), &options);
    assert_eq!(found[0].kind, FindingKind::BlockingPoll);
    assert_eq!(found[0].threshold, "a poll of 5.00 ms (blocking_poll)");
}

#[test]
fn a_slow_wake_names_the_poll_that_held_the_thread() {
    let trace = one_waits_for_another(250 * MS).finish();
    let found = of_kind(&trace, FindingKind::SlowWake).remove(0);
    assert_eq!(
        (found.place.expr.as_str(), found.certainty),
        ("rx.recv()", Certainty::Likely)
    );
    assert_eq!(
        (found.related[0].role, found.related[0].place.expr.as_str()),
        ("held the thread", "parse()")
    );
    assert!(found.lasted >= 250 * MS);
}

#[test]
fn a_slow_wake_without_a_poll_to_blame_is_possible() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.pending(step);
    script.wake(step, None);
    script.now += 800 * MS;
    script.ready(step);
    let found = only(&script.finish());
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::SlowWake, Certainty::Possible)
    );
}

#[test]
fn a_wake_that_nobody_has_answered_at_the_end_is_slow() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.pending(step);
    script.wake(step, None);
    script.now += 800 * MS;
    let found = only(&script.killed());
    assert_eq!(found.kind, FindingKind::SlowWake);
    assert!(
        found.message.contains("was not polled since"),
        "{}",
        found.message
    );
}

#[test]
fn a_wake_that_is_answered_soon_is_not_slow() {
    let trace = one_waits_for_another(20 * MS).finish();
    assert_eq!(of_kind(&trace, FindingKind::SlowWake), []);
}

#[test]
fn the_wait_before_a_wake_is_not_counted() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.pending(step);
    script.now += 5_000 * MS;
    script.wake(step, None);
    script.ready(step);
    assert_eq!(of_kind(&script.finish(), FindingKind::SlowWake), []);
}

/// A poll of 250 ms on thread 1, and a step of another task that is woken meanwhile and polled at once after it.
fn held_up_on(thread: u64) -> Script {
    let mut script = Script::new();
    let waiting = script.make("rx.recv()", None, Some(1));
    script.pending(waiting);
    script.wake(waiting, None);
    busy_inside(&mut script, 250 * MS);
    script.on_thread(thread);
    script.ready(waiting);
    script
}

#[test]
fn a_poll_holds_up_what_is_polled_on_its_own_thread() {
    for (thread, certainty) in [(1, Certainty::Likely), (2, Certainty::Possible)] {
        let trace = held_up_on(thread).finish();
        for kind in [FindingKind::BlockingPoll, FindingKind::SlowWake] {
            let found = of_kind(&trace, kind).remove(0);
            assert_eq!(found.certainty, certainty, "{found}");
        }
    }
}

#[test]
fn a_poll_that_is_long_over_does_not_hold_up_what_waits_still() {
    let mut script = Script::new();
    let waiting = script.make("rx.recv()", None, Some(1));
    script.pending(waiting);
    script.wake(waiting, None);
    busy_inside(&mut script, 250 * MS);
    script.now += 100 * MS;
    let trace = script.killed();
    for kind in [FindingKind::BlockingPoll, FindingKind::SlowWake] {
        assert_eq!(of_kind(&trace, kind)[0].certainty, Certainty::Possible);
    }
}
