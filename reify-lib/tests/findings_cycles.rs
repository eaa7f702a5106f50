//! Tasks that wait for each other by the locks that they hold.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{alarms, is_cycle, of_kind, only};
use reify_lib::{Certainty, FindingKind, PollResult, Severity, SiteKind, findings};
use script::Script;

const MS: u64 = 1_000_000;

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
    assert!(found.message.ends_with("so it waits for itself"), "{found}");
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

#[test]
fn a_lock_of_another_kind_is_not_the_one_that_is_waited_for() {
    let mut script = Script::new();
    let mutex = |of: &str| format!("tokio::sync::mutex::Mutex<{of}>::lock::{{{{closure}}}}");
    script.site_of("cache.lock()", SiteKind::Await, &mutex("Cache"));
    script.site_of("db.lock()", SiteKind::Await, &mutex("Db"));
    for task in 0..2 {
        takes_two(&mut script, task, "cache.lock()", "db.lock()");
    }
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_reader_that_wants_to_write_waits_for_itself() {
    let mut script = Script::new();
    for method in ["read", "write"] {
        let future = format!("tokio::sync::rwlock::RwLock<u8>::{method}::{{{{closure}}}}");
        script.site_of(&format!("cache.{method}()"), SiteKind::Await, &future);
    }
    takes_two(&mut script, 0, "cache.read()", "cache.write()");
    script.now += 3_000 * MS;
    assert_eq!(only(&script.killed()).certainty, Certainty::Likely);
}

#[test]
fn permits_may_be_added_by_anybody_so_that_a_cycle_of_them_is_possible_only() {
    let mut script = Script::new();
    for task in 0..2 {
        takes_two(&mut script, task, "slots.acquire()", "more.acquire()");
    }
    script.now += 3_000 * MS;
    let found = only(&script.killed());
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
    assert!(is_cycle(&found), "{}", found.message);
}

#[test]
fn a_lock_of_the_round_before_is_not_held_any_more() {
    let mut script = Script::new();
    for task in 0..2 {
        let outer = script.make("run()", None, Some(task));
        for _ in 0..3 {
            for lock in ["a.lock()", "b.lock()"] {
                let step = script.child(outer, lock);
                script.ready(step);
            }
        }
        let again = script.child(outer, "a.lock()");
        script.around(outer, PollResult::Pending, |script| script.pending(again));
    }
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_timeout_around_a_lock_breaks_the_cycle() {
    let mut script = Script::new();
    takes_two(&mut script, 0, "a.lock()", "b.lock()");
    let timeout = script.make("timeout(limit, transfer)", None, Some(1));
    let (held, wanted) = (
        script.child(timeout, "b.lock()"),
        script.child(timeout, "a.lock()"),
    );
    let began = script.now;
    script.ready(held);
    script.pending(wanted);
    script.now = began;
    // The timer has a waker of the timeout's own.
    script.poll(timeout, PollResult::Pending, 100);
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_cycle_is_possible_only_where_wakes_are_not_on_record() {
    let mut script = Script::without_wakes();
    takes_two(&mut script, 0, "a.lock()", "b.lock()");
    takes_two(&mut script, 1, "b.lock()", "a.lock()");
    script.now += 3_000 * MS;
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn a_lock_whose_holder_waits_for_something_else_names_it_and_where_that_is() {
    let mut script = Script::new();
    let holder = script.make("backup()", None, Some(0));
    let (held, upload) = (
        script.child(holder, "db.lock()"),
        script.child(holder, "upload()"),
    );
    script.around(holder, PollResult::Pending, |script| {
        script.ready(held);
        script.pending(upload);
    });
    let wanted = script.make("db.lock()", None, Some(1));
    script.pending(wanted);
    script.now += 3_000 * MS;
    let found = of_kind(&script.killed(), FindingKind::Waiting);
    let lock = found.iter().find(|found| found.place.id == wanted).unwrap();
    let related: Vec<_> = lock
        .related
        .iter()
        .map(|it| (it.role, it.place.expr.as_str()))
        .collect();
    assert_eq!(
        related,
        [
            ("another task took it before", "db.lock()"),
            ("where that one is", "upload()")
        ]
    );
    assert!(
        lock.next.starts_with("look at the task that took"),
        "{}",
        lock.next
    );
}
