//! What is wrong with a file is told, each kind once, with its first place; what is right with it is read.

use reify_lib::NoticeKind::{
    AfterEnd, BadLine, DuplicateId, DuplicateSeq, Gap, Lost, MisplacedHeader, NoEnd, OutOfRange,
    ParentCycle, PollAfterEnd, UnknownField, UnknownId, UnknownKind, Unordered,
};
use reify_lib::{NoticeKind, StepId, Trace};

const STEP: &str = r#"{"step":[0,0,0,5]}"#;
const END: &str = r#"{"end":{"at":9,"recorded":2}}"#;

/// A file with these records between its header, a site and its end.
fn with(records: &[&str]) -> Trace {
    let mut lines = vec![
        r#"{"reify":{"version":1}}"#,
        r#"{"site":{"id":0,"expr":"tick()"}}"#,
    ];
    lines.extend(records);
    lines.push(END);
    read(&lines)
}

fn read(lines: &[&str]) -> Trace {
    let file = format!("[\n{}\n]\n", lines.join(",\n"));
    Trace::from_slice(file.as_bytes()).expect("there are records in it")
}

/// The kinds of the notices, how often each was met, and the line where it was first.
fn noticed(trace: &Trace) -> Vec<(NoticeKind, u64, Option<u64>)> {
    let notices = trace.notices().iter();
    notices
        .map(|notice| (notice.kind, notice.count, notice.first.map(|at| at.line)))
        .collect()
}

fn first_message(trace: &Trace) -> String {
    trace.notices()[0].to_string()
}

#[test]
fn a_file_without_fault_has_no_notices() {
    assert_eq!(
        noticed(&with(&[STEP, r#"{"poll":[1,0,6,1,1,"ready"]}"#])),
        []
    );
}

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
        "not a record: expected value, at column 1 (line 4, byte 62), and 1 more like it"
    );
}

#[test]
fn a_wrong_field_is_named_with_its_column() {
    let trace = with(&[STEP, r#"{"poll":[1,0,"six",1,1,"ready"]}"#]);
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
        let trace = with(&[STEP, record]);
        assert_eq!(noticed(&trace), [(BadLine, 1, Some(5))], "{record}");
        assert!(
            first_message(&trace).contains(message),
            "{record}: {}",
            first_message(&trace)
        );
    }
}

#[test]
fn zero_bytes_are_counted() {
    let trace = with(&[STEP, "\0\0\0\0\0\0\0{\"poll\":[1,0,6,1,1,\"ready\"]}"]);
    assert_eq!(noticed(&trace), [(BadLine, 1, Some(5))]);
    assert!(
        first_message(&trace).contains("7 zero bytes"),
        "{}",
        first_message(&trace)
    );
}

#[test]
fn what_a_later_version_may_add_is_skipped_and_counted() {
    let trace = with(&[
        STEP,
        r#"{"budget":{"left":[1,{"deep":[]}]}}"#,
        r#"{"budget":3}"#,
        r#"{"poll":[1,0,6,1,1,"pending",null,null,"more","and more"]}"#,
        r#"{"poll":{"seq":2,"step":0,"at":7,"result":"ready","core":{"id":3}}}"#,
        r#"{"thread":{"id":1,"name":"main"},"checksum":"ab"}"#,
        r#"{"site":{"id":1,"kind":"yield","expr":"tock()"}}"#,
        r#"{"poll":[3,0,8,1,1,"suspended"]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(UnknownKind, 2, Some(5)), (UnknownField, 6, Some(7))]
    );
    assert_eq!(trace.polls().count(), 2);
    assert_eq!(trace.sites()[1].expr, "tock()");
    assert_eq!(trace.threads()[0].name.as_deref(), Some("main"));
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
    let trace = with(&[STEP, r#"{"poll":[1,0,18446744073709551616,1,1,"ready"]}"#]);
    assert_eq!(noticed(&trace), [(BadLine, 1, Some(5))]);
}

#[test]
fn numbers_that_are_missing_are_a_loss() {
    let trace = with(&[STEP, r#"{"poll":[4,0,6,1,1,"ready"]}"#]);
    assert_eq!(noticed(&trace), [(Gap, 3, Some(5))]);
    assert!(first_message(&trace).starts_with("events 1 to 3 are missing"));
}

#[test]
fn what_the_recorder_left_out_is_told() {
    let trace = with(&[STEP, r#"{"sync":{"at":7,"recorded":9,"lost":4}}"#]);
    assert_eq!(noticed(&trace), [], "the end knows better");
    let trace = read(&[STEP, r#"{"sync":{"at":7,"recorded":9,"lost":4}}"#]);
    assert!(noticed(&trace).contains(&(Lost, 4, None)));
}

#[test]
fn events_out_of_order_are_put_in_order() {
    let trace = with(&[
        r#"{"poll":[3,0,8,1,1,"ready"]}"#,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        STEP,
        r#"{"poll":[2,0,7,1,1,"pending"]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(UnknownId, 1, Some(4)), (Unordered, 3, Some(5))]
    );
    assert_eq!(
        trace
            .events()
            .iter()
            .map(|event| event.seq())
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn what_is_there_twice_counts_once() {
    let trace = with(&[
        r#"{"site":{"id":0,"expr":"another()"}}"#,
        STEP,
        r#"{"step":[1,0,0,5]}"#,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        r#"{"poll":[1,0,7,1,1,"ready"]}"#,
    ]);
    assert_eq!(trace.sites()[0].expr, "tick()");
    assert_eq!((trace.steps().len(), trace.polls().count()), (1, 1));
    let kinds: Vec<_> = noticed(&trace)
        .into_iter()
        .map(|(kind, count, _)| (kind, count))
        .collect();
    assert!(kinds.contains(&(DuplicateId, 2)), "{kinds:?}");
    assert!(kinds.contains(&(DuplicateSeq, 1)), "{kinds:?}");
}

#[test]
fn what_an_unknown_id_stands_for_is_put_in_its_place() {
    let trace = with(&[r#"{"poll":[0,9007199254740991,6,1,77,"ready"]}"#]);
    assert_eq!(noticed(&trace)[0].0, UnknownId);
    assert_eq!(trace.step(StepId(0)).id, 9_007_199_254_740_991);
    assert_eq!(trace.site(trace.step(StepId(0)).site).expr, "(unknown)");
}

#[test]
fn the_tree_stays_whole_where_the_line_of_a_parent_is_lost() {
    let trace = with(&[
        "{\"step\":[0,1,0",
        r#"{"step":[1,2,0,5,1]}"#,
        r#"{"step":[2,3,0,5,1]}"#,
        r#"{"poll":[3,2,6,1,1,"ready"]}"#,
    ]);
    let ids: Vec<_> = trace.steps().iter().map(|step| step.id).collect();
    let parents: Vec<_> = trace
        .steps()
        .iter()
        .map(|step| step.parent.map(StepId::index))
        .collect();
    assert_eq!(
        (ids, parents),
        (vec![1, 2, 3], vec![None, Some(0), Some(0)])
    );
    let mut kinds = vec![BadLine, UnknownId, Gap];
    assert_eq!(
        noticed(&trace)
            .into_iter()
            .map(|(kind, ..)| kind)
            .collect::<Vec<_>>(),
        kinds
    );
    // Saved and read again it is the same, without the bad line.
    let mut saved = Vec::new();
    trace.write_to(&mut saved).expect("memory takes all");
    let again = Trace::from_slice(&saved).expect("it is a trace");
    assert_eq!(
        again.records().collect::<Vec<_>>(),
        trace.records().collect::<Vec<_>>()
    );
    assert_eq!(again.steps(), trace.steps());
    kinds.remove(0);
    assert_eq!(noticed(&again).len(), kinds.len());
}

#[test]
fn steps_that_are_their_own_ancestors_are_cut_apart() {
    let trace = with(&[
        r#"{"step":[0,1,0,5,2]}"#,
        r#"{"step":[1,2,0,5,3]}"#,
        r#"{"step":[2,3,0,5,1]}"#,
    ]);
    assert!(noticed(&trace).contains(&(ParentCycle, 2, None)));
    let parents: Vec<_> = trace
        .steps()
        .iter()
        .map(|step| step.parent.map(StepId::index))
        .collect();
    assert_eq!(parents, [None, None, Some(0)]);
}

#[test]
fn polls_of_finished_steps_are_told() {
    let trace = with(&[
        STEP,
        r#"{"poll":[1,0,6,1,1,"ready"]}"#,
        r#"{"poll":[2,0,7,1,1,"pending"]}"#,
        r#"{"poll":[3,0,8,1,1,"ready"]}"#,
    ]);
    assert_eq!(noticed(&trace), [(PollAfterEnd, 2, None)]);
}

#[test]
fn what_stands_behind_the_end_is_read_and_told() {
    let trace = with(&[
        STEP,
        r#"{"end":{"at":8,"recorded":2}}"#,
        r#"{"poll":[1,0,6,1,1,"ready"]}"#,
    ]);
    assert_eq!(noticed(&trace), [(AfterEnd, 2, Some(6))]);
    assert_eq!(trace.polls().count(), 1);
}

#[test]
fn headers_are_missed_where_they_are_not_first() {
    assert_eq!(
        noticed(&read(&[r#"{"site":{"id":0,"expr":"a()"}}"#, END])),
        [(MisplacedHeader, 1, None)]
    );
    let trace = with(&[r#"{"reify":{"version":1,"program":"another"}}"#]);
    assert_eq!(noticed(&trace), [(MisplacedHeader, 1, Some(4))]);
    assert_eq!(trace.header().program, "");
}

#[test]
fn what_is_not_ended_has_no_end() {
    let trace = read(&[
        r#"{"reify":{"version":1}}"#,
        r#"{"sync":{"at":12400000000,"recorded":0}}"#,
    ]);
    assert_eq!(noticed(&trace), [(NoEnd, 1, None)]);
    assert!(first_message(&trace).ends_with("its last sign of life is 12.400 s after its start"));
}

#[test]
fn records_need_no_array_around_them() {
    let lines = "{\"reify\":{\"version\":1}}\n{\"site\":{\"id\":0,\"expr\":\"tick()\"}}\r\n\n{\"step\":[0,0,0,5]}\n{\"end\":{\"at\":9,\"recorded\":1}}";
    let trace = Trace::from_slice(lines.as_bytes()).expect("these are records");
    assert_eq!(noticed(&trace), []);
    let spread = lines.replace(',', ",\n ").replace('{', "{\n ");
    assert_eq!(
        Trace::from_slice(spread.as_bytes()).expect("these are records"),
        trace
    );
    let marked = format!("\u{feff}{lines}");
    assert_eq!(
        Trace::from_slice(marked.as_bytes()).expect("these are records"),
        trace
    );
}
