//! Findings as text and as JSON, and their order.

#[path = "support/found.rs"]
mod found;
#[path = "support/script.rs"]
mod script;

use found::{kinds, only};
use reify_lib::{Certainty, FindingKind, Severity, Trace, findings};
use script::Script;
use serde_json::json;

fn lost() -> Script {
    let mut script = Script::new();
    let task = script.step("serve()");
    let recv = script.child(task, "rx.recv()");
    script.pending(recv);
    script.pending_keeping(task, 0);
    script.waker_drop(recv);
    script
}

#[test]
fn the_text_begins_with_what_to_grep_for() {
    let text = only(&lost().killed()).to_string();
    assert!(
        text.starts_with("alarm: lost-waker (certain): `rx.recv()` at src/main.rs:11 has waited "),
        "{text}"
    );
}

#[test]
fn the_json_has_the_site_the_path_and_the_evidence() {
    let json = serde_json::to_value(findings(&lost().killed())).unwrap();
    let site = json!({"file": "src/main.rs", "line": 11, "column": 5, "expr": "rx.recv()"});
    let root = json!({"file": "src/main.rs", "line": 10, "column": 5, "expr": "serve()"});
    let mut found = json[0].clone();
    assert!(found["message"].take().is_string());
    assert!(found["next"].take().is_string());
    assert_eq!(
        found,
        json!({
            "kind": "lost-waker", "severity": "alarm", "certainty": "certain", "message": null, "site": site, "step": 1,
            "count": 1, "steps": [1], "related": [], "path": [{"step": 0, "site": root}, {"step": 1, "site": site}],
            "since": 34, "lasted": 24, "evidence": [2, 4], "next": null, "threshold": null,
        })
    );
}

#[test]
fn alarms_come_first() {
    let mut script = lost();
    let other = script.make("accept()", None, Some(1));
    script.pending(other);
    assert_eq!(
        kinds(&script.killed()),
        [FindingKind::LostWaker, FindingKind::Waiting]
    );
}

#[test]
fn a_finding_names_all_the_steps_that_it_stands_for() {
    let mut script = lost();
    for _ in 0..2 {
        let accept = script.make("accept()", None, Some(1));
        script.pending(accept);
    }
    let found = findings(&script.killed());
    let steps: Vec<_> = found[1].steps.iter().map(|step| step.index()).collect();
    assert_eq!((found[1].kind, found[1].count), (FindingKind::Waiting, 2));
    assert_eq!(steps, [2, 3]);
    assert_eq!(found[0].steps, [found[0].place.step]);
}

#[test]
fn words_and_values_stand_for_each_other() {
    for &kind in FindingKind::ALL {
        assert_eq!(FindingKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(Certainty::parse("likely"), Some(Certainty::Likely));
    assert_eq!(Severity::parse("warning"), None);
    assert!(Certainty::Possible < Certainty::Likely && Certainty::Likely < Certainty::Certain);
}

#[test]
fn an_empty_trace_has_no_findings() {
    assert_eq!(findings(&Trace::default()), []);
}
