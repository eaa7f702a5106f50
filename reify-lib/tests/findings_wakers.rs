//! Wakers that are lost, or were never kept.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{alarms, kinds, only};
use reify_lib::record::PollRecord;
use reify_lib::{Certainty, FindingKind, PollResult, Record, Severity, SiteKind, findings};
use script::Script;

const MS: u64 = 1_000_000;

/// A task `serve()` whose inner step is polled and pending.
fn pending_inside(script: &mut Script, expr: &str, wakers: u32) -> u64 {
    let outer = script.step("serve()");
    let inner = script.child(outer, expr);
    script.around(outer, PollResult::Pending, |script| {
        script.pending_keeping(inner, wakers);
    });
    inner
}

#[test]
fn a_dropped_waker_is_lost() {
    let mut script = Script::new();
    let recv = pending_inside(&mut script, "rx.recv()", 1);
    script.now += 3_200 * MS;
    script.waker_drop(recv);
    let found = only(&script.killed());
    assert_eq!(
        (found.kind, found.severity, found.certainty),
        (FindingKind::LostWaker, Severity::Alarm, Certainty::Certain)
    );
    assert_eq!(
        found.message,
        "`rx.recv()` at src/main.rs:11 has waited 3.20 s; nobody holds a waker for it any more, so nothing can wake it"
    );
    assert_eq!((found.place.line, found.place.column), (11, 5));
    assert_eq!(
        found
            .path
            .iter()
            .map(|place| &*place.expr)
            .collect::<Vec<_>>(),
        ["serve()", "rx.recv()"]
    );
    // The poll and the drop.
    assert_eq!(found.evidence, [2, 4]);
}

#[test]
fn a_waker_dropped_after_several_polls_is_lost() {
    let mut script = Script::new();
    let recv = script.step("rx.recv()");
    for _ in 0..3 {
        script.pending(recv);
        script.wake(recv, None);
    }
    script.pending(recv);
    script.waker_drop(recv);
    assert_eq!(only(&script.killed()).kind, FindingKind::LostWaker);
}

#[test]
fn a_waker_that_was_registered_again_is_not_lost() {
    let mut script = Script::new();
    let recv = script.step("rx.recv()");
    script.pending(recv);
    script.waker_drop(recv);
    script.pending(recv);
    assert_eq!(only(&script.killed()).kind, FindingKind::Waiting);
}

#[test]
fn a_waker_that_was_called_before_it_was_dropped_is_not_lost() {
    let mut script = Script::new();
    let recv = script.step("rx.recv()");
    script.pending(recv);
    script.wake(recv, None);
    script.waker_drop(recv);
    assert_eq!(kinds(&script.killed()), []);
}

#[test]
fn a_finished_step_has_lost_nothing() {
    let mut script = Script::new();
    let recv = script.step("rx.recv()");
    script.pending(recv);
    script.waker_drop(recv);
    script.ready(recv);
    assert_eq!(kinds(&script.killed()), []);
}

#[test]
fn a_lost_waker_beside_one_that_is_alive_may_not_matter() {
    let mut script = Script::new();
    let join = script.step("join");
    let (flag, tick) = (
        script.child(join, "flag"),
        script.child(join, "interval.tick()"),
    );
    script.around(join, PollResult::Pending, |script| {
        script.pending(flag);
        script.pending(tick);
    });
    script.waker_drop(flag);
    let found = findings(&script.killed());
    assert_eq!(found[0].kind, FindingKind::LostWaker);
    assert_eq!(
        (found[0].severity, found[0].certainty),
        (Severity::Info, Certainty::Possible)
    );
    assert_eq!(found[1].kind, FindingKind::Waiting);
}

#[test]
fn a_timeout_around_it_may_still_poll_a_step_that_lost_its_waker() {
    let mut script = Script::new();
    let timeout = script.step("timeout(limit, recv)");
    let recv = script.child(timeout, "rx.recv()");
    let began = script.now;
    script.pending(recv);
    script.now = began;
    // The timer has a waker of the timeout's own.
    script.poll(timeout, PollResult::Pending, 100);
    script.waker_drop(recv);
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn roots_whose_task_is_not_known_may_have_company() {
    let mut script = Script::new();
    let recv = script.make("rx.recv()", None, None);
    script.pending(recv);
    script.waker_drop(recv);
    let found = only(&script.killed());
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Likely, Severity::Alarm)
    );
}

#[test]
fn pending_without_keeping_a_waker_is_never_woken() {
    let mut script = Script::new();
    pending_inside(&mut script, "Handshake", 0);
    let found = only(&script.killed());
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::NoWaker, Certainty::Certain)
    );
    assert_eq!(
        (found.place.expr.as_str(), found.place.line),
        ("Handshake", 11)
    );
    assert_eq!(found.evidence, [2]);
}

#[test]
fn pending_without_keeping_a_waker_on_a_later_poll_is_found_too() {
    let mut script = Script::new();
    let step = script.step("Handshake");
    script.pending(step);
    script.wake(step, None);
    script.pending_keeping(step, 0);
    assert_eq!(only(&script.killed()).kind, FindingKind::NoWaker);
}

#[test]
fn a_step_that_wakes_itself_before_it_is_pending_needs_no_waker() {
    let mut script = Script::new();
    let step = script.step("yields");
    script.around(step, PollResult::Pending, |script| {
        script.wake(step, Some(step));
    });
    assert_eq!(kinds(&script.killed()), []);
}

#[test]
fn a_step_whose_inner_step_is_pending_needs_no_waker() {
    let mut script = Script::new();
    pending_inside(&mut script, "rx.recv()", 1);
    assert_eq!(kinds(&script.killed()), [FindingKind::Waiting]);
}

#[test]
fn an_arm_by_reference_needs_no_waker_while_what_it_refers_to_is_pending() {
    let mut script = Script::new();
    let outer = script.step("serve()");
    let first_arm = script.child(outer, "&mut work");
    let inner = script.child(first_arm, "rx.recv()");
    script.around(outer, PollResult::Pending, |script| {
        script.around(first_arm, PollResult::Pending, |script| {
            script.pending(inner);
        });
        script.cancelled(first_arm);
        let again = script.child(outer, "&mut work");
        // The inner step was made in the first arm and is polled in the second.
        script.around(again, PollResult::Pending, |script| script.pending(inner));
    });
    let found = only(&script.killed());
    assert_eq!(
        (found.kind, found.place.expr.as_str()),
        (FindingKind::Waiting, "rx.recv()")
    );
    assert_eq!(
        found.path.iter().map(|place| place.id).collect::<Vec<_>>(),
        [0, 3, 2]
    );
}

#[test]
fn what_never_finishes_on_purpose_only_waits() {
    let mut script = Script::new();
    script.site_of(
        "pending()",
        SiteKind::Await,
        "core::future::pending::Pending<()>",
    );
    let step = script.step("pending()");
    script.pending_keeping(step, 0);
    let found = only(&script.killed());
    assert_eq!(found.kind, FindingKind::Waiting);
    assert!(found.message.ends_with("by design"), "{}", found.message);
}

#[test]
fn without_recorded_wakes_nothing_is_said_of_wakers() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.push(Record::Poll(PollRecord {
        seq: 1,
        step,
        at: 20,
        took: 5,
        thread: 1,
        result: PollResult::Pending,
        wakers: None,
        within: None,
    }));
    let found = only(&script.finish());
    assert_eq!(found.kind, FindingKind::Waiting);
    assert!(
        found.message.ends_with("was not recorded"),
        "{}",
        found.message
    );
}

#[test]
fn findings_that_rest_on_absence_are_possible_where_events_were_lost() {
    let mut script = Script::new();
    let recv = script.step("rx.recv()");
    script.pending(recv);
    script.lose(3);
    script.waker_drop(recv);
    let found = only(&script.killed());
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
    assert!(found.message.contains("were lost"));
}
