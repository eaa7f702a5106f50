//! Loops that never rest.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{alarms, of_kind};
use reify_lib::{Certainty, FindingKind, PollResult, Severity};
use script::Script;

const MS: u64 = 1_000_000;

#[test]
fn a_step_that_wakes_itself_all_the_time_is_a_busy_loop() {
    let mut script = Script::new();
    let step = script.step("Spin");
    for _ in 0..2_000 {
        script.around(step, PollResult::Pending, |script| {
            script.wake(step, Some(step));
        });
    }
    let found = alarms(&script.killed()).remove(0);
    assert_eq!(
        (found.kind, found.certainty),
        (FindingKind::BusyLoop, Certainty::Likely)
    );
    assert_eq!(found.count, 2_000);
    assert!(
        found.message.contains("was polled 2000 times"),
        "{}",
        found.message
    );
}

#[test]
fn a_busy_loop_that_ended_is_found_if_it_went_on_long_enough() {
    for (pause, is_found) in [(100_000, true), (10, false)] {
        let mut script = Script::new();
        let step = script.step("Spin");
        for _ in 0..2_000 {
            script.around(step, PollResult::Pending, |script| {
                script.wake(step, Some(step));
            });
            script.now += pause;
        }
        script.ready(step);
        assert_eq!(
            !of_kind(&script.finish(), FindingKind::BusyLoop).is_empty(),
            is_found
        );
    }
}

/// A loop around awaits that are ready at once, or woken by nobody that is known.
fn loop_over(expr: &str, waits: bool, pause: u64) -> Script {
    let mut script = Script::new();
    let around = script.step("run()");
    for _ in 0..2_000 {
        let step = script.child(around, expr);
        if waits {
            script.pending(step);
            script.wake(step, None);
        }
        script.ready(step);
        script.now += pause;
    }
    script
}

#[test]
fn a_loop_that_only_gives_way_is_possibly_busy() {
    let found = of_kind(
        &loop_over("yield_now()", true, 100_000).killed(),
        FindingKind::BusyLoop,
    )
    .remove(0);
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
    assert_eq!(found.place.expr, "yield_now()");
    assert_eq!(found.related[0].place.expr, "run()");
}

#[test]
fn a_loop_over_what_is_always_ready_is_possibly_busy() {
    let found = of_kind(
        &loop_over("rx.recv()", false, 100_000).killed(),
        FindingKind::BusyLoop,
    );
    assert_eq!(found[0].certainty, Certainty::Possible);
}

#[test]
fn a_loop_that_timers_or_sockets_wake_is_not_busy() {
    let trace = loop_over("socket.read(buf)", true, 100_000).killed();
    assert_eq!(of_kind(&trace, FindingKind::BusyLoop), []);
}

#[test]
fn a_loop_that_rests_is_not_busy() {
    let trace = loop_over("rx.recv()", false, 2 * MS).killed();
    assert_eq!(of_kind(&trace, FindingKind::BusyLoop), []);
}

#[test]
fn a_step_that_another_task_wakes_all_the_time_is_not_busy() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    let sender = script.make("tx.send()", None, Some(1));
    for _ in 0..2_000 {
        script.pending(step);
        script.around(sender, PollResult::Pending, |script| {
            script.wake(step, Some(sender));
        });
    }
    assert_eq!(of_kind(&script.killed(), FindingKind::BusyLoop), []);
}

#[test]
fn work_in_parts_that_ends_is_possibly_busy_only() {
    let mut script = Script::new();
    let step = script.step("digest");
    for _ in 0..2_000 {
        script.around(step, PollResult::Pending, |script| {
            script.wake(step, Some(step));
        });
        script.now += 100_000;
    }
    script.ready(step);
    let found = of_kind(&script.finish(), FindingKind::BusyLoop).remove(0);
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info)
    );
    assert!(
        found.message.ends_with("work in parts looks the same"),
        "{found}"
    );
}

#[test]
fn arms_of_one_task_that_wake_each_other_get_on() {
    let mut script = Script::new();
    let task = script.step("join!(produce, consume)");
    let arms = ["produce", "consume"].map(|arm| script.child(task, arm));
    for round in 0..3_000 {
        let [one, other] = [arms[round % 2], arms[1 - round % 2]];
        script.around(task, PollResult::Pending, |script| {
            script.around(one, PollResult::Pending, |script| {
                script.wake(other, Some(one));
            });
        });
        script.now += 100_000;
    }
    assert_eq!(alarms(&script.killed()), []);
}

#[test]
fn without_wakes_on_record_a_loop_that_waits_is_not_busy() {
    let mut script = Script::without_wakes();
    let around = script.step("run()");
    for _ in 0..2_000 {
        let step = script.child(around, "socket.read(buf)");
        script.pending(step);
        script.ready(step);
        script.now += 100_000;
    }
    assert_eq!(of_kind(&script.killed(), FindingKind::BusyLoop), []);
}

#[test]
fn a_busy_loop_on_a_machine_with_much_else_to_do_is_busy() {
    let mut script = Script::new();
    let step = script.step("Spin");
    for round in 0..2_000 {
        script.around(step, PollResult::Pending, |script| {
            script.wake(step, Some(step));
        });
        // Its thread is taken from it now and then, for long.
        script.now += if round % 60 == 0 { 80 * MS } else { 0 };
    }
    assert_eq!(alarms(&script.killed())[0].count, 2_000);
}

#[test]
fn bursts_with_waits_in_between_are_not_busy() {
    let mut script = Script::new();
    let around = script.step("run()");
    for _ in 0..30 {
        for _ in 0..100 {
            let item = script.child(around, "items.next()");
            script.ready(item);
        }
        let job = script.child(around, "jobs.recv()");
        script.pending(job);
        script.now += 80 * MS;
        script.wake(job, None);
        script.ready(job);
    }
    assert_eq!(of_kind(&script.killed(), FindingKind::BusyLoop), []);
}
