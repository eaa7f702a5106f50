//! Futures that are kept aside, and what just waits.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{alarms, kinds, of_kind, only};
use reify_lib::{Certainty, FindingKind, PollResult, Severity, SiteKind};
use script::Script;

const MS: u64 = 1_000_000;

/// A `select!` that goes on to await `now` in a handler while the future of its other arm is kept and woken.
fn kept_aside(kept: (&str, &str), now: (&str, &str)) -> Script {
    let mut script = Script::new();
    script.site_of(kept.0, SiteKind::Await, kept.1);
    script.site_of(now.0, SiteKind::Await, now.1);
    let task = script.step("run()");
    let arm = script.child(task, "&mut update");
    let lock = script.child(arm, kept.0);
    script.around(task, PollResult::Pending, |script| {
        script.around(arm, PollResult::Pending, |script| script.pending(lock));
    });
    let mut handler = 0;
    script.around(task, PollResult::Pending, |script| {
        script.cancelled_within(arm, task);
        handler = script.child(task, now.0);
        script.pending(handler);
    });
    script.wake(lock, None);
    script.around(task, PollResult::Pending, |script| script.pending(handler));
    script.now += 2_000 * MS;
    script
}

const MUTEX: &str = "tokio::sync::mutex::Mutex<u8>::lock::{{closure}}";

#[test]
fn a_kept_lock_that_its_own_task_waits_for_is_a_futurelock() {
    let script = kept_aside(("db.lock()", MUTEX), ("self.db.lock()", MUTEX));
    let found = alarms(&script.killed()).remove(0);
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::Futurelock, Certainty::Likely)
    );
    assert_eq!(found.place.expr, "db.lock()");
    assert_eq!(
        (found.related[0].role, found.related[0].place.expr.as_str()),
        ("where its task is", "self.db.lock()")
    );
    assert!(found.lasted >= 2_000 * MS);
    assert!(found.threshold.contains("futurelock"));
}

#[test]
fn a_kept_permit_that_its_own_task_waits_for_is_a_futurelock() {
    let script = kept_aside(("slots.acquire()", ""), ("tx.send(job)", ""));
    assert_eq!(alarms(&script.killed())[0].kind, FindingKind::Futurelock);
}

#[test]
fn a_kept_future_beside_unrelated_work_is_possible_at_most() {
    for kept in ["fetch(id)", "db.lock()"] {
        let script = kept_aside((kept, ""), ("sleep(minute)", ""));
        let kept = of_kind(&script.killed(), FindingKind::Futurelock).remove(0);
        assert_eq!(
            (kept.certainty, kept.severity),
            (Certainty::Possible, Severity::Info)
        );
    }
}

#[test]
fn a_kept_future_that_was_woken_just_now_is_no_finding() {
    let mut script = kept_aside(("db.lock()", MUTEX), ("self.db.lock()", MUTEX));
    script.now -= 1_950 * MS;
    assert_eq!(kinds(&script.killed()), [FindingKind::Waiting]);
}

#[test]
fn a_woken_step_whose_task_was_not_polled_since_is_not_kept_aside() {
    let mut script = Script::new();
    let step = script.step("db.lock()");
    script.pending(step);
    script.wake(step, None);
    script.now += 2_000 * MS;
    assert_eq!(of_kind(&script.killed(), FindingKind::Futurelock), []);
}

#[test]
fn idle_steps_are_grouped_and_the_deepest_is_named() {
    let mut script = Script::new();
    for task in 0..5 {
        let outer = script.make("worker()", None, Some(task));
        let inner = script.child(outer, "jobs.recv()");
        script.around(outer, PollResult::Pending, |script| script.pending(inner));
    }
    script.now += 90_000 * MS;
    let found = only(&script.killed());
    assert_eq!(
        (found.kind, found.severity),
        (FindingKind::Waiting, Severity::Info)
    );
    assert_eq!((found.count, found.place.expr.as_str()), (5, "jobs.recv()"));
}
