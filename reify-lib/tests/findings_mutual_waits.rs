//! Tasks that wait for each other by what others will send, and for each other's end.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{is_cycle, of_kind};
use reify_lib::{Certainty, FindingKind, PollResult, Severity, SiteKind, Trace};
use script::Script;

const MS: u64 = 1_000_000;
const HANDLE: &str = "tokio::runtime::task::join::JoinHandle<()>";

fn cycles(trace: &Trace) -> Vec<String> {
    let found = of_kind(trace, FindingKind::Waiting).into_iter();
    found
        .filter(is_cycle)
        .map(|found| found.place.expr)
        .collect()
}

/// Two tasks that woke each other's sends before, and now both wait to send.
fn both_send() -> Script {
    let mut script = Script::new();
    let tasks = [0, 1].map(|task| script.make("forward()", None, Some(task)));
    let send = |script: &mut Script, task: usize| {
        let step = script.child(tasks[task], ["there.send(it)", "back.send(it)"][task]);
        script.around(tasks[task], PollResult::Pending, |script| {
            script.pending(step);
        });
        step
    };
    for round in 0..6 {
        let (sender, receiver) = (round % 2, 1 - round % 2);
        let step = send(&mut script, sender);
        script.around(tasks[receiver], PollResult::Pending, |script| {
            script.wake(step, Some(tasks[receiver]));
        });
        script.ready(step);
    }
    send(&mut script, 0);
    send(&mut script, 1);
    script
}

#[test]
fn tasks_that_wait_to_send_to_each_other_are_a_possible_cycle() {
    let mut script = both_send();
    script.now += 3_000 * MS;
    let trace = script.killed();
    assert_eq!(cycles(&trace), ["there.send(it)", "back.send(it)"]);
    let found = of_kind(&trace, FindingKind::Waiting).remove(0);
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
    let related = &found.related[0];
    assert_eq!(
        (related.role, related.place.expr.as_str()),
        ("woke it before", "forward()")
    );
}

#[test]
fn a_timer_or_a_thread_that_woke_it_before_may_do_so_again() {
    let mut script = both_send();
    let other = script.make("forward()", None, Some(0));
    let step = script.child(other, "there.send(it)");
    script.pending(step);
    script.wake(step, None);
    script.ready(step);
    script.ready(other);
    script.now += 3_000 * MS;
    assert_eq!(cycles(&script.killed()), [""; 0]);
}

/// A task that took a lock and waits for the end of one that it spawned, which waits for the lock.
fn joins_under_lock(child_is_polled: bool) -> Script {
    let mut script = Script::new();
    script.site_of("child", SiteKind::Await, HANDLE);
    let parent = script.make("parent()", None, Some(0));
    let held = script.child(parent, "db.lock()");
    let join = script.child(parent, "child");
    script.around(parent, PollResult::Pending, |script| {
        script.ready(held);
        script.pending(join);
    });
    script.task(1, "adds", Some(parent));
    let child = script.make("adds()", None, Some(1));
    let wanted = script.child(child, "db.lock()");
    if child_is_polled {
        script.around(child, PollResult::Pending, |script| script.pending(wanted));
    }
    script.now += 3_000 * MS;
    script
}

#[test]
fn a_task_that_joins_one_that_wants_its_lock_is_a_possible_cycle() {
    assert_eq!(
        cycles(&joins_under_lock(true).killed()),
        ["child", "db.lock()"]
    );
}

#[test]
fn a_task_that_is_still_to_be_polled_may_end() {
    assert_eq!(cycles(&joins_under_lock(false).killed()), [""; 0]);
}
