//! Futures that are kept aside, tasks that wait for each other, and what just waits.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{alarms, kinds, of_kind, only};
use reify_lib::{Certainty, FindingKind, PollResult, Severity, SiteKind, findings};
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

/// A task that took one lock and waits for another one.
fn takes_two(script: &mut Script, task: u64, first: &str, second: &str) {
    let transfer = script.make("transfer()", None, Some(task));
    let (held, wanted) = (
        script.child(transfer, first),
        script.child(transfer, second),
    );
    script.around(transfer, PollResult::Pending, |script| {
        script.ready(held);
        script.pending(wanted);
    });
}

#[test]
fn tasks_that_took_locks_in_opposite_order_wait_for_each_other() {
    let mut script = Script::new();
    takes_two(&mut script, 0, "a.lock()", "b.lock()");
    takes_two(&mut script, 1, "b.lock()", "a.lock()");
    script.now += 3_000 * MS;
    let found = findings(&script.killed());
    assert_eq!(found.len(), 2);
    for found in found {
        assert_eq!(
            (found.kind, found.severity),
            (FindingKind::Waiting, Severity::Alarm)
        );
        assert_eq!(found.certainty, Certainty::Likely);
        let roles: Vec<_> = found.related.iter().map(|it| it.role).collect();
        assert_eq!(
            roles,
            ["another task took it before", "its task took it before"]
        );
    }
}

#[test]
fn a_task_that_takes_the_same_lock_twice_waits_for_itself() {
    let mut script = Script::new();
    let task = script.step("rename()");
    let held = script.child(task, "self.db.lock()");
    let inner = script.child(task, "self.find()");
    let wanted = script.child(inner, "self.db.lock()");
    script.around(task, PollResult::Pending, |script| {
        script.ready(held);
        script.around(inner, PollResult::Pending, |script| script.pending(wanted));
    });
    script.now += 3_000 * MS;
    let found = only(&script.killed());
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::Waiting, Certainty::Likely)
    );
}

#[test]
fn a_loop_that_takes_one_lock_again_and_again_just_waits() {
    let mut script = Script::new();
    takes_two(&mut script, 0, "self.db.lock()", "self.db.lock()");
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_task_that_waits_for_tasks_in_the_cycle_does_not_break_it() {
    let mut script = Script::new();
    script.site_of(
        "there",
        SiteKind::Await,
        "tokio::runtime::task::join::JoinHandle<()>",
    );
    let main = script.make("main()", None, Some(0));
    // Locks that were taken and dropped in a function that is over.
    let before = script.child(main, "transfer()");
    let lock = script.child(before, "a.lock()");
    script.ready(lock);
    script.ready(before);
    script.task(1, "there", Some(main));
    script.task(2, "back", Some(main));
    let join = script.child(main, "there");
    script.around(main, PollResult::Pending, |script| script.pending(join));
    takes_two(&mut script, 1, "a.lock()", "b.lock()");
    takes_two(&mut script, 2, "b.lock()", "a.lock()");
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()).len(), 2);
}

#[test]
fn a_lock_that_a_task_at_work_may_hold_is_just_awaited() {
    let mut script = Script::new();
    takes_two(&mut script, 0, "a.lock()", "b.lock()");
    takes_two(&mut script, 1, "b.lock()", "a.lock()");
    takes_two(&mut script, 2, "b.lock()", "backup.write()");
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_lock_that_nobody_on_record_took_is_just_awaited() {
    let mut script = Script::new();
    for task in 0..2 {
        let step = script.make("a.lock()", None, Some(task));
        script.pending(step);
    }
    takes_two(&mut script, 2, "c.lock()", "b.lock()");
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn locks_that_are_awaited_just_now_are_no_cycle() {
    let mut script = Script::new();
    takes_two(&mut script, 0, "a.lock()", "b.lock()");
    takes_two(&mut script, 1, "b.lock()", "a.lock()");
    script.now += 20 * MS;
    assert_eq!(alarms(&script.killed()), []);
}
