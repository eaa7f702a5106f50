//! What is found in a recording: printed, as JSON, and as an exit status.

use reify_lib::Trace;
use reify_lib::findings;
use reify_tui::cli::Report;
use reify_tui::print::{self, PrintOptions};

use crate::command::{ran, stderr, stdout};
use crate::shop::{self, Shop};

fn printed(trace: &Trace, ascii: bool) -> String {
    let mut found = findings(trace);
    for finding in &mut found {
        // The words are the library's, and proven there.
        finding.message = format!("{} took 10 µs", finding.place);
        "look there".clone_into(&mut finding.next);
    }
    let mut out = Vec::new();
    let options = PrintOptions {
        ascii,
        ..PrintOptions::default()
    };
    print::print(Report::Findings, trace, &found, &options, &mut out)
        .expect("memory can be written to");
    String::from_utf8(out).expect("text is printed")
}

#[test]
fn a_finding_is_a_block_with_all_that_is_known_of_it() {
    insta::assert_snapshot!(printed(&shop::trace(), false), @"
    info: cancelled-midway (possible): `quote(&cart)` at src/checkout.rs:8 took 10 µs
      next       look there
      place      src/checkout.rs:8:17
      step       3
      since      11.1 ms, for 3.22 ms
      related    dropped inside its poll: `checkout`
      path       checkout > quote(&cart)
      evidence   event 8 (seq 11)

    info: waiting (possible): `reserve(&cart)` at src/checkout.rs:7 took 10 µs
      next       look there
      place      src/checkout.rs:7:17
      step       2
      since      14.3 ms, for 10.0 µs
      path       checkout > reserve(&cart)
      evidence   event 9 (seq 12)
    ");
}

#[test]
fn a_recording_in_which_nothing_is_found_says_so() {
    insta::assert_snapshot!(printed(&Trace::default(), false), @"no findings");
}

#[test]
fn findings_can_be_printed_in_ascii() {
    assert!(printed(&shop::trace(), true).is_ascii());
}

#[test]
fn json_is_an_array_of_the_same_findings() {
    let shop = Shop::new();
    let assert = ran(&shop, &["--print", "findings", "--json", "trace.json"]).success();
    let text = stdout(&assert);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let found = findings(&shop::trace());
    let expected = serde_json::to_value(&found).expect("findings are JSON");
    assert_eq!(json, expected);
    assert_eq!(text.lines().count(), 2 + found.len(), "{text}");
    for field in [
        "kind",
        "severity",
        "certainty",
        "message",
        "site",
        "related",
        "step",
        "path",
        "since",
        "evidence",
    ] {
        assert!(json[0].get(field).is_some(), "{field}: {text}");
    }
}

#[test]
fn nothing_found_is_an_empty_array() {
    let shop = Shop::new();
    Trace::default()
        .save(shop.folder().join("empty.json"))
        .expect("the folder is ours");
    let assert = ran(&shop, &["--json", "--deny", "any", "empty.json"]).success();
    assert_eq!(stdout(&assert), "[\n]\n");
    assert!(!stderr(&assert).contains("denied"));
}

#[test]
fn what_is_denied_ends_with_one_and_is_named() {
    let shop = Shop::new();
    let ended = |denied: &str, code: i32| {
        let assert = ran(&shop, &["--deny", denied, "trace.json"]).code(code);
        assert!(
            stdout(&assert).contains("info: waiting (possible): "),
            "{denied}"
        );
        let named = stderr(&assert);
        named
            .lines()
            .filter(|line| line.contains("denied: "))
            .count()
    };
    assert_eq!(ended("waiting", 1), 1);
    assert_eq!(ended("waiting=possible", 1), 1);
    assert_eq!(ended("any", 1), 2);
    assert_eq!(ended("waiting=likely", 0), 0);
    assert_eq!(ended("lost-waker,futurelock", 0), 0);
    assert_eq!(ended("alarm", 0), 0);
}

#[test]
fn denying_goes_with_any_report() {
    let shop = Shop::new();
    let arguments = ["--print", "tree", "--deny", "waiting", "trace.json"];
    let assert = ran(&shop, &arguments).code(1);
    assert!(stdout(&assert).starts_with("checkout "));
    assert!(stderr(&assert).contains("denied: info: waiting (possible): `reserve(&cart)` at "));
}

#[test]
fn a_threshold_makes_findings_of_less_and_is_printed_with_them() {
    let shop = Shop::new();
    let kind = ["--deny", "blocking-poll", "trace.json"];
    ran(&shop, &kind).success();
    let arguments = [&["--threshold", "blocking_poll=10us"][..], &kind].concat();
    let assert = ran(&shop, &arguments).code(1);
    assert!(
        stdout(&assert).contains("(blocking_poll)"),
        "{}",
        stdout(&assert)
    );
}

#[test]
fn what_cannot_be_denied_is_an_error_that_says_what_can() {
    let shop = Shop::new();
    let message = stderr(&ran(&shop, &["--deny", "hangs", "trace.json"]).code(2));
    assert!(message.contains("lost-waker, no-waker"), "{message}");
    // An unreadable recording is no recording without findings.
    ran(&shop, &["--deny", "alarm", "gone.json"]).code(2);
}
