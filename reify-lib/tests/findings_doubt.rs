//! What is said where a recording does not have all: kinds that rest on something's absence are possible at most.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use std::fs;

use found::of_kind;
use reify_lib::{Certainty, Finding, FindingKind, InProgress, PollResult, Severity, Sync, Trace};
use script::Script;

const MS: u64 = 1_000_000;

/// What happens, and how sure the finding is where nothing is missing.
struct Scene {
    kind: FindingKind,
    certainty: Certainty,
    play: fn(&mut Script),
}

const SCENES: &[Scene] = &[
    Scene {
        kind: FindingKind::LostWaker,
        certainty: Certainty::Certain,
        play: |script| {
            let step = script.step("rx.recv()");
            script.pending(step);
            script.waker_drop(step);
        },
    },
    Scene {
        kind: FindingKind::NoWaker,
        certainty: Certainty::Certain,
        play: |script| {
            let step = script.step("handshake");
            script.pending_keeping(step, 0);
        },
    },
    Scene {
        kind: FindingKind::Futurelock,
        certainty: Certainty::Likely,
        play: |script| {
            let task = script.step("run()");
            let kept = script.child(task, "db.lock()");
            script.around(task, PollResult::Pending, |script| script.pending(kept));
            script.wake(kept, None);
            let now = script.child(task, "tx.send(job)");
            script.around(task, PollResult::Pending, |script| script.pending(now));
            script.now += 400 * MS;
        },
    },
    Scene {
        kind: FindingKind::BlockingPoll,
        certainty: Certainty::Likely,
        play: blocks,
    },
    Scene {
        kind: FindingKind::SlowWake,
        certainty: Certainty::Likely,
        play: blocks,
    },
    Scene {
        kind: FindingKind::SpuriousPolls,
        certainty: Certainty::Likely,
        play: |script| {
            let all = script.step("all(requests)");
            let requests: Vec<u64> = (0..40).map(|_| script.child(all, "request")).collect();
            for _ in 0..20 {
                script.around(all, PollResult::Pending, |script| {
                    for request in &requests {
                        script.pending(*request);
                    }
                });
            }
        },
    },
    Scene {
        kind: FindingKind::Waiting,
        certainty: Certainty::Likely,
        play: |script| {
            for (task, locks) in [["a.lock()", "b.lock()"], ["b.lock()", "a.lock()"]]
                .iter()
                .enumerate()
            {
                let transfer = script.make("transfer()", None, Some(task as u64));
                let [held, wanted] = locks.map(|lock| script.child(transfer, lock));
                script.around(transfer, PollResult::Pending, |script| {
                    script.ready(held);
                    script.pending(wanted);
                });
            }
            script.now += 2_000 * MS;
        },
    },
    Scene {
        kind: FindingKind::NeverPolled,
        certainty: Certainty::Possible,
        play: |script| {
            script.step("notify(user)");
            script.now += 50 * MS;
        },
    },
];

/// A poll during which a step of another task was woken.
fn blocks(script: &mut Script) {
    let waits = script.make("rx.recv()", None, Some(1));
    script.pending(waits);
    script.wake(waits, None);
    let parse = script.step("parse()");
    script.poll(parse, PollResult::Ready, 300 * MS);
    script.ready(waits);
}

fn script_of(scene: &Scene) -> Script {
    let mut script = Script::new();
    (scene.play)(&mut script);
    script
}

fn found(scene: &Scene, trace: &Trace) -> Finding {
    let found = of_kind(trace, scene.kind);
    let surest = found.into_iter().max_by_key(|found| found.certainty);
    surest.unwrap_or_else(|| panic!("{} is not found", scene.kind))
}

fn is_in_doubt(scene: &Scene, trace: &Trace) {
    let found = found(scene, trace);
    assert_eq!(
        (found.certainty, found.severity),
        (Certainty::Possible, Severity::Info),
        "{found}"
    );
    assert!(found.message.ends_with("so it may be otherwise"), "{found}");
}

#[test]
fn a_recording_without_an_end_is_as_sure_as_one_that_has_it() {
    for scene in SCENES {
        let found = found(scene, &script_of(scene).killed());
        assert_eq!(found.certainty, scene.certainty, "{found}");
        assert!(!found.message.contains("lost, so"), "{found}");
    }
}

#[test]
fn every_kind_that_rests_on_absence_is_in_doubt_where_events_are_missing() {
    for scene in SCENES {
        let mut script = script_of(scene);
        script.lose(3);
        // Only what comes after a gap shows it.
        let later = script.make("later", None, Some(9));
        script.ready(later);
        is_in_doubt(scene, &script.killed());
    }
}

#[test]
fn the_same_holds_where_the_recorder_left_out_steps_and_counted_them() {
    for scene in SCENES {
        let mut script = script_of(scene);
        let sync = Sync {
            at: script.now,
            recorded: 1_000,
            lost: 900,
            ..Sync::default()
        };
        script.sync(sync);
        is_in_doubt(scene, &script.finish());
    }
}

#[test]
fn the_same_holds_where_the_last_line_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trace.json");
    for scene in SCENES {
        script_of(scene).killed().save(&file).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let open = text.trim_end().trim_end_matches(']');
        fs::write(&file, format!("{open}{{\"poll\":[7,")).unwrap();
        is_in_doubt(scene, &Trace::load(&file).unwrap());
    }
}

#[test]
fn without_wakes_on_record_nothing_is_said_that_rests_on_them() {
    for scene in SCENES {
        use FindingKind::{BlockingPoll, NeverPolled, Waiting};
        let mut script = Script::without_wakes();
        (scene.play)(&mut script);
        let found = of_kind(&script.killed(), scene.kind);
        let says = [BlockingPoll, NeverPolled, Waiting].contains(&scene.kind);
        assert_eq!(found.is_empty(), !says, "{}", scene.kind);
        assert!(found.iter().all(|found| found.severity == Severity::Info));
    }
}

#[test]
fn a_poll_that_has_not_returned_is_in_doubt_where_events_are_missing() {
    let mut script = Script::new();
    let step = script.step("parse()");
    let polling = vec![InProgress {
        step,
        since: 1_000,
        thread: 1,
    }];
    script.sync(Sync {
        at: 4_000 * MS,
        recorded: 20,
        lost: 19,
        polling,
    });
    let found = of_kind(&script.finish(), FindingKind::BlockingPoll).remove(0);
    assert_eq!(found.certainty, Certainty::Possible);
}

#[test]
fn what_was_seen_is_as_sure_as_before_where_other_events_are_missing() {
    let mut script = Script::new();
    let step = script.step("parse()");
    script.panicked(step);
    script.lose(3);
    let later = script.step("later");
    script.ready(later);
    let found = of_kind(&script.killed(), FindingKind::Panicked).remove(0);
    assert_eq!(found.certainty, Certainty::Certain);
}
