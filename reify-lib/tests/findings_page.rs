//! The page about findings names all that there is to name.

#[path = "support/script.rs"]
mod script;

use reify_lib::{Certainty, FindingKind, FindingOptions, findings};
use script::Script;

const PAGE: &str = include_str!("../docs/findings.md");

fn has_row_of(word: &str) -> bool {
    let mut rows = PAGE.lines().filter(|line| line.starts_with('|'));
    rows.any(|row| {
        let first = row.split('|').nth(1).unwrap_or_default();
        first.split(',').any(|it| it.trim() == format!("`{word}`"))
    })
}

#[test]
fn every_kind_and_certainty_has_a_row() {
    for kind in FindingKind::ALL {
        assert!(has_row_of(kind.as_str()), "{kind}");
    }
    for certainty in Certainty::ALL {
        assert!(has_row_of(certainty.as_str()), "{certainty}");
    }
}

#[test]
fn every_threshold_has_a_row() {
    let debug = format!("{:#?}", FindingOptions::default());
    let fields = debug
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.split_once(':'));
    for (name, _) in fields {
        assert!(has_row_of(name), "{name}");
    }
}

#[test]
fn every_field_of_the_json_has_a_row() {
    let mut script = Script::new();
    let step = script.step("rx.recv()");
    script.pending(step);
    let json = serde_json::to_value(findings(&script.killed())).expect("it is JSON");
    for field in json[0].as_object().expect("an object").keys() {
        assert!(has_row_of(field), "{field}");
    }
}
