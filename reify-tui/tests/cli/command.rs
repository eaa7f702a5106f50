//! The program as it is called in scripts: what it prints, where, and how it ends.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use assert_cmd::assert::{Assert, OutputAssertExt as _};

use reify_lib::record::{PollRecord, SiteRecord, StepRecord};
use reify_lib::{PollResult, Record, Site, Trace, TraceBuilder};

use crate::shop::Shop;

pub(crate) fn program(shop: &Shop) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("reify-tui"));
    command.current_dir(shop.folder()).env_remove("NO_COLOR");
    command
}

pub(crate) fn ran(shop: &Shop, arguments: &[&str]) -> Assert {
    program(shop).args(arguments).assert()
}

pub(crate) fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("text is printed")
}

pub(crate) fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("text is printed")
}

#[test]
fn without_a_terminal_the_steps_are_printed() {
    let shop = Shop::new();
    let bare = ran(&shop, &["trace.json"]).success();
    let asked = ran(&shop, &["--print", "steps", "trace.json"]).success();
    assert!(stdout(&bare).contains("src/checkout.rs:7:17"));
    assert_eq!(stdout(&bare), stdout(&asked));
}

#[test]
fn every_report_is_printed_without_escapes() {
    let shop = Shop::new();
    for report in [
        "steps", "events", "tree", "findings", "graph", "dot", "json",
    ] {
        for color in ["auto", "always"] {
            let arguments = ["--color", color, "--print", report, "trace.json"];
            let text = stdout(&ran(&shop, &arguments).success());
            assert!(text.contains("reserve(&cart)"), "{report}:\n{text}");
            let odd = text.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(odd, None, "{report}:\n{text}");
        }
    }
}

#[test]
fn the_json_is_the_recording_again() {
    let shop = Shop::new();
    let text = stdout(&ran(&shop, &["--print", "json", "trace.json"]).success());
    assert_eq!(
        text,
        fs::read_to_string(shop.trace()).expect("it was saved")
    );
}

#[test]
fn what_is_no_recording_is_refused_with_its_place() {
    let shop = Shop::new();
    shop.write("broken.json", "no trace\nat all\n");
    let refused = ran(&shop, &["broken.json"]).code(2);
    let message = stderr(&refused);
    assert!(
        message.starts_with("reify-tui: broken.json:1:"),
        "{message}"
    );
    assert_eq!(stdout(&refused), "");
}

#[test]
fn a_name_with_control_characters_is_spelled_out() {
    let shop = Shop::new();
    let message = stderr(&ran(&shop, &["\u{1b}[2J.json"]).code(2));
    assert!(message.contains("[2J.json"), "{message}");
    assert!(!message.contains('\u{1b}'), "{message:?}");
}

#[test]
fn a_recording_that_was_cut_off_is_printed_with_a_note() {
    let shop = Shop::new();
    let whole = fs::read_to_string(shop.trace()).expect("it was saved");
    shop.write("cut.json", &whole[..whole.len() - 30]);
    let printed = ran(&shop, &["cut.json"]).success();
    assert!(stdout(&printed).contains("reserve(&cart)"));
    assert!(
        stderr(&printed).contains("notice: "),
        "{}",
        stderr(&printed)
    );
}

#[test]
fn wrong_arguments_end_with_two() {
    let shop = Shop::new();
    for arguments in [
        &["--print", "nothing", "trace.json"][..],
        &[],
        &["--at", "0", "trace.json"],
    ] {
        let message = stderr(&ran(&shop, arguments).code(2));
        assert!(message.contains("--help"), "{message}");
    }
}

#[test]
fn a_filter_that_cannot_be_read_names_the_word() {
    let shop = Shop::new();
    let arguments = [
        "--print",
        "steps",
        "--filter",
        "cart result:done",
        "trace.json",
    ];
    let message = stderr(&ran(&shop, &arguments).code(2));
    let expected =
        "result:done (column 13): expected pending, ready, cancelled, let-go or panicked";
    assert!(message.contains(expected), "{message}");
}

#[test]
fn a_configuration_that_is_wrong_says_where() {
    let shop = Shop::new();
    shop.write("config.toml", "mouse = true\n\n[keys]\nedit = [\"j\"]\n");
    let arguments = ["--config", "config.toml", "--print", "steps", "trace.json"];
    let message = stderr(&ran(&shop, &arguments).code(2));
    let expected = "reify-tui: config.toml:4: edit: the keys j stand for down too";
    assert!(message.starts_with(expected), "{message}");
    let message = stderr(&ran(&shop, &["--config", "gone.toml", "trace.json"]).code(2));
    assert!(message.contains("gone.toml"), "{message}");
}

#[test]
fn what_is_printed_does_not_depend_on_who_prints_it() {
    let shop = Shop::new();
    shop.write("reify/config.toml", "nonsense");
    let mut command = program(&shop);
    let printed = command
        .env("XDG_CONFIG_HOME", shop.folder())
        .args(["--print", "tree", "trace.json"])
        .assert()
        .success();
    assert!(stdout(&printed).contains("reserve(&cart)"));
}

#[test]
fn help_and_version_say_what_they_should() {
    let shop = Shop::new();
    let help = stdout(&ran(&shop, &["--help"]).success());
    assert!(
        help.contains("Examples:") && help.contains("--print"),
        "{help}"
    );
    let version = stdout(&ran(&shop, &["--version"]).success());
    assert_eq!(
        version,
        format!("reify-tui {}\n", env!("CARGO_PKG_VERSION"))
    );
}

/// A recording of ten thousand awaits, one after the other.
fn long_trace() -> Trace {
    let mut builder = TraceBuilder::new();
    for id in 0..10_000 {
        let site = Site {
            expr: format!("step_{id}()"),
            ..Site::default()
        };
        let (seq, at) = (2 * id, 1_000 * id);
        builder.push(Record::Site(SiteRecord { id, site }));
        builder.push(Record::Step(StepRecord {
            seq,
            id,
            site: id,
            parent: None,
            task: None,
            at,
            borrowed: false,
        }));
        builder.push(Record::Poll(PollRecord {
            seq: seq + 1,
            step: id,
            at,
            took: 500,
            thread: 1,
            result: PollResult::Ready,
            wakers: None,
            within: None,
        }));
    }
    builder.finish()
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let shop = Shop::new();
    // More than a pipe holds.
    long_trace()
        .save(shop.folder().join("long.json"))
        .expect("the folder is ours");
    for report in ["steps", "events", "tree", "graph", "dot", "json"] {
        let mut child = program(&shop)
            .args(["--print", report, "long.json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is there");
        let mut first = String::new();
        let stdout = child.stdout.take().expect("it is a pipe");
        BufReader::new(stdout)
            .read_line(&mut first)
            .expect("it prints");
        assert!(!first.is_empty());
        let ended = child.wait_with_output().expect("the program is ours");
        assert_eq!(ended.status.code(), Some(0), "{report}");
        assert!(
            !String::from_utf8_lossy(&ended.stderr).contains("reify-tui: cannot"),
            "{report}"
        );
    }
}
