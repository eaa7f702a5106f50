//! Lines that are no records.

use reify_lib::NoticeKind::{BadLine, Gap, NoEnd, OutOfRange, TornTail};

use super::{STEP, first_message, notice, noticed, read_file, recorded, with};

#[test]
fn lines_that_are_no_records_are_skipped_and_counted() {
    let trace = with(&[
        "panicked at 'oops'",
        STEP,
        "{\"poll\":[1,0",
        r#"{"poll":[1,0,6,1,1,"ready"]}"#,
    ]);
    assert_eq!(noticed(&trace), [(BadLine, 2, Some(4))]);
    assert_eq!(trace.polls().count(), 1);
    assert_eq!(
        first_message(&trace),
        "not a record: expected an object, found `panicked at 'oops'`, at column 1 (line 4, byte 62), and 1 more like it"
    );
    let left_out = "panicked at 'oops'".len() + "{\"poll\":[1,0".len();
    assert_eq!(notice(&trace, BadLine).bytes, left_out as u64);
}

#[test]
fn a_wrong_field_is_named_with_its_column() {
    let trace = recorded(1, &[STEP, r#"{"poll":[1,0,"six",1,1,"ready"]}"#]);
    assert_eq!(
        first_message(&trace),
        "not a record: invalid type: string \"six\", expected a whole number as `at`, at column 18 (line 5, byte 82)"
    );
    for (record, message) in [
        (
            r#"{"poll":[1,0,-6,1,1,"ready"]}"#,
            "integer `-6`, expected a whole number as `at`",
        ),
        (
            r#"{"poll":[1,0,6.5,1,1,"ready"]}"#,
            "floating point `6.5`, expected a whole number as `at`",
        ),
        (r#"{"poll":[1,0]}"#, "missing field `result`"),
        (
            r#"{"poll":{"seq":1,"step":0,"result":"ready"}}"#,
            "missing field `at`",
        ),
        (r#"{"poll":{"seq":1,"seq":1}}"#, "duplicate field `seq`"),
        (
            r#"{"poll":7}"#,
            "integer `7`, expected the fields of a record",
        ),
        (
            r#"{"poll":[1,0,6,1,1,"ready"],"step":[2,1,0,5]}"#,
            "a `step` in a record of another kind",
        ),
        ("{}", "an empty object, expected a record"),
        ("[]", "invalid type: sequence, expected a record of a trace"),
        ("{} {}", "an empty object, expected a record"),
        ("7", "integer `7`, expected a record of a trace"),
    ] {
        let trace = recorded(1, &[STEP, record]);
        assert_eq!(noticed(&trace), [(BadLine, 1, Some(5))], "{record}");
        assert_eq!(notice(&trace, BadLine).bytes, record.len() as u64);
        assert!(
            first_message(&trace).contains(message),
            "{record}: {}",
            first_message(&trace)
        );
    }
}

#[test]
fn an_event_whose_line_is_damaged_is_missed_by_its_number() {
    let trace = with(&[STEP, r#"{"poll":[1,0,6,1,1,"ready"}"#]);
    assert_eq!(
        noticed(&trace),
        [(BadLine, 1, Some(5)), (Gap, 1, Some(6))],
        "the end counts two events"
    );
}

#[test]
fn zero_bytes_are_counted() {
    let zeros = "\0\0\0\0\0\0\0{\"poll\":[1,0,6,1,1,\"ready\"]}";
    let trace = recorded(1, &[STEP, zeros]);
    assert_eq!(noticed(&trace), [(BadLine, 1, Some(5))]);
    assert_eq!(notice(&trace, BadLine).bytes, zeros.len() as u64);
    assert!(
        first_message(&trace).contains("7 zero bytes"),
        "{}",
        first_message(&trace)
    );
}

#[test]
fn zero_bytes_at_the_end_are_counted_too() {
    let zeros = "\0".repeat(4096);
    let header =
        "{\"reify\":{\"version\":1,\"writer\":\"what the file was before the machine crashed\"}}";
    let trace = read_file(format!("[\n{header},\n{zeros}"));
    assert_eq!(noticed(&trace)[0], (BadLine, 1, Some(3)));
    assert!(first_message(&trace).starts_with("not a record: 4096 zero bytes"));
    assert_eq!(notice(&trace, BadLine).bytes, 4096);
}

#[test]
fn a_line_that_is_too_long_is_left_out_and_measured() {
    let long = format!("{{\"thread\":{{\"name\":\"{}\"", "x".repeat(17 << 20));
    for rest in [",\n{\"step\":[0,0,0,5]}\n", ""] {
        let trace = read_file(format!("[\n{{\"reify\":{{\"version\":1}}}},\n{long}{rest}"));
        assert_eq!(noticed(&trace)[0], (BadLine, 1, Some(3)));
        assert_eq!(
            first_message(&trace),
            "not a record: the line is longer than 16 MiB, at column 1 (line 3, byte 27)"
        );
        let bytes = notice(&trace, BadLine).bytes;
        assert!((0..=2).contains(&(bytes - long.len() as u64)), "{bytes}");
        assert_eq!(trace.steps().len(), usize::from(!rest.is_empty()));
    }
}

#[test]
fn a_torn_tail_is_measured() {
    let trace = read_file("[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"ex");
    assert_eq!(
        noticed(&trace),
        [(TornTail, 1, Some(3)), (NoEnd, 1, Some(2))]
    );
    assert_eq!(
        first_message(&trace),
        "cut off in the middle of a record: the last 19 bytes are left out (line 3, byte 27)"
    );
    assert_eq!(notice(&trace, TornTail).bytes, 19);
}

#[test]
fn numbers_out_of_range_are_kept_as_far_as_they_can_be() {
    let trace = with(&[
        r#"{"site":{"id":1,"expr":"a()","line":4294967296}}"#,
        r#"{"step":[0,0,1,18446744073709551615]}"#,
        r#"{"poll":[1,0,18446744073709551615,18446744073709551615,1,"ready"]}"#,
    ]);
    assert_eq!(noticed(&trace), [(OutOfRange, 4, Some(4))]);
    assert_eq!(trace.sites()[1].line, u32::MAX);
    assert_eq!(trace.polls().next().expect("it is kept").end(), u64::MAX);
    // What does not fit into any number is no record.
    let record = r#"{"poll":[1,0,18446744073709551616,1,1,"ready"]}"#;
    assert_eq!(
        noticed(&recorded(1, &[STEP, record])),
        [(BadLine, 1, Some(5))]
    );
}
