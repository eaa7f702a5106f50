//! Where recordings come from, and which of them are refused.

use std::fs::{self, File};
use std::io::Write as _;
use std::process::Stdio;

use assert_cmd::assert::OutputAssertExt as _;

use crate::command::{program, ran, stderr, stdout};
use crate::shop::Shop;

#[test]
fn a_dash_reads_standard_input() {
    let shop = Shop::new();
    for arguments in [&["-"][..], &["--print", "tree", "-"]] {
        let trace = File::open(shop.trace()).expect("it was saved");
        let piped = program(&shop).args(arguments).stdin(trace).assert();
        let mut named = arguments.to_vec();
        *named.last_mut().expect("there is a dash") = "trace.json";
        let named = stdout(&ran(&shop, &named).success());
        assert_eq!(stdout(&piped.success()), named);
    }
}

#[test]
fn what_is_wrong_with_standard_input_is_said_of_it() {
    let shop = Shop::new();
    let packed = shop.write("packed", b"\x1f\x8b\x08\0\0\0\0\0");
    let packed = File::open(packed).expect("it was written");
    let refused = program(&shop).arg("-").stdin(packed).assert().code(2);
    assert_eq!(
        stderr(&refused),
        "reify-tui: standard input: line 1, column 1 (byte 0): expected a trace of reify, found gzip data: unpack it \
         first, with gunzip\n"
    );
    let later = "[\n{\"reify\":{\"version\":9,\"min_reader\":9}},\n";
    let later = File::open(shop.write("later.json", later)).expect("it was written");
    program(&shop).arg("-").stdin(later).assert().code(3);
}

#[test]
fn a_pipe_that_is_cut_is_read_as_far_as_it_goes() {
    let shop = Shop::new();
    let whole = fs::read(shop.trace()).expect("it was saved");
    let mut child = program(&shop)
        .args(["--print", "events", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let mut pipe = child.stdin.take().expect("it is piped");
    pipe.write_all(&whole[..whole.len() - 20])
        .expect("the program reads");
    drop(pipe);
    let output = child.wait_with_output().expect("the program ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("reify-tui: notice: "), "{told}");
}

#[test]
fn strict_refuses_what_there_are_notices_about_with_status_4() {
    let shop = Shop::new();
    let whole = fs::read_to_string(shop.trace()).expect("it was saved");
    shop.write("torn.json", &whole[..whole.len() - 20]);
    let lenient = ran(&shop, &["--print", "steps", "torn.json"]).success();
    assert!(!stdout(&lenient).is_empty());
    let strict = ran(&shop, &["--strict", "--print", "steps", "torn.json"]).code(4);
    assert_eq!(stdout(&strict), "");
    assert!(
        stderr(&strict).contains(&stderr(&lenient)),
        "{}",
        stderr(&strict)
    );
    let whole = "[\n{\"reify\":{\"version\":1}},\n{\"end\":{\"at\":9,\"recorded\":0}}\n]\n";
    shop.write("whole.json", whole);
    ran(&shop, &["--strict", "whole.json"]).success();
}

#[test]
fn what_needs_a_newer_reader_has_a_status_of_its_own() {
    let shop = Shop::new();
    shop.write(
        "later.json",
        "[\n{\"reify\":{\"version\":99,\"min_reader\":99}},\n",
    );
    let refused = ran(&shop, &["later.json"]).code(3);
    assert!(stderr(&refused).contains("later.json"));
}

#[test]
fn notices_are_printed_with_what_they_mean_and_what_was_lost() {
    let shop = Shop::new();
    let file = "[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"tick()\"}},\n{\"step\":[0,0,0,5]},\noops\n\
                {\"poll\":[3,0,6,2,1,\"ready\"]},\n{\"end\":{\"at\":2000,\"recorded\":4,\"reason\":\"finished\"}}\n]\n";
    shop.write("damaged.json", file);
    let printed = ran(&shop, &["--print", "notices", "damaged.json"]).success();
    assert_eq!(stderr(&printed), "");
    insta::assert_snapshot!(stdout(&printed), @"
    not a record: expected an object, found `oops`, at column 1 (line 5, byte 82)
      kind     bad-line (loss)
      count    1
      first    line 5, byte 82
      lost     4 bytes; what they said is not known
      means    what stood there is not shown; whether an event was among it tell the numbers that are missing

    events 1 to 2 are missing (line 6, byte 87), 2 in all
      kind     gap (loss)
      count    2
      first    line 6, byte 87
      lost     2 events or steps exactly, as each has a number
      means    these happened and are not in the file: a wait may look longer than it was, or a wake may seem to be missing

      ended    finished, at 2.00 µs
      read     1 event, 1 step
      missing  2 events or steps, by their numbers
      unread   4 bytes of the file
    ");
    let refused = ran(&shop, &["--strict", "--print", "notices", "damaged.json"]).code(4);
    assert_eq!(stderr(&refused).lines().count(), 3);
    let whole = "[\n{\"reify\":{\"version\":1}},\n{\"end\":{\"at\":9,\"recorded\":0}}\n]\n";
    shop.write("whole.json", whole);
    let printed = ran(&shop, &["--print", "notices", "whole.json"]).success();
    insta::assert_snapshot!(stdout(&printed), @"
    no notices
      ended    at 9 ns
      read     0 events, 0 steps
      missing  none, by their numbers
    ");
}
