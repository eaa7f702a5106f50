//! Beginnings and ends: of steps, of the recording.

use reify_lib::NoticeKind::{AfterEnd, MisplacedHeader, NoEnd, PollAfterEnd, Unordered};

use super::{STEP, first_message, noticed, read, recorded, with};

const POLLS: [&str; 3] = [
    r#"{"poll":[1,0,6,1,1,"ready"]}"#,
    r#"{"poll":[2,0,7,1,1,"pending"]}"#,
    r#"{"poll":[3,0,8,1,1,"ready"]}"#,
];

#[test]
fn polls_of_finished_steps_are_told() {
    let trace = recorded(4, &[STEP, POLLS[0], POLLS[1], POLLS[2]]);
    assert_eq!(noticed(&trace), [(PollAfterEnd, 2, Some(6))]);
    assert!(first_message(&trace).starts_with("step 0 was polled after it had finished"));
}

#[test]
fn which_poll_is_too_late_is_told_by_the_numbers_and_not_by_the_lines() {
    let trace = recorded(4, &[STEP, POLLS[2], POLLS[1], POLLS[0]]);
    assert_eq!(
        noticed(&trace),
        [(Unordered, 2, Some(6)), (PollAfterEnd, 2, Some(6))]
    );
    let pending = r#"{"poll":[1,0,6,1,1,"pending"]}"#;
    let trace = recorded(4, &[STEP, POLLS[2], POLLS[1], pending]);
    assert_eq!(noticed(&trace), [(Unordered, 2, Some(6))]);
}

#[test]
fn what_stands_behind_the_end_is_read_and_told() {
    let trace = with(&[STEP, r#"{"end":{"at":8,"recorded":2}}"#, POLLS[0]]);
    assert_eq!(noticed(&trace), [(AfterEnd, 2, Some(6))]);
    assert_eq!(trace.polls().count(), 1);
}

#[test]
fn headers_are_missed_where_they_are_not_first() {
    let end = r#"{"end":{"at":9,"recorded":0}}"#;
    assert_eq!(
        noticed(&read(&[r#"{"site":{"id":0,"expr":"a()"}}"#, end])),
        [(MisplacedHeader, 1, Some(1))]
    );
    let trace = recorded(0, &[r#"{"reify":{"version":1,"program":"another"}}"#]);
    assert_eq!(noticed(&trace), [(MisplacedHeader, 1, Some(4))]);
    assert_eq!(trace.header().program, "");
}

#[test]
fn what_is_not_ended_has_no_end() {
    let trace = read(&[
        r#"{"reify":{"version":1}}"#,
        r#"{"sync":{"at":12400000000,"recorded":0}}"#,
    ]);
    assert_eq!(noticed(&trace), [(NoEnd, 1, Some(3))]);
    assert_eq!(
        first_message(&trace),
        "the recording has no end: the program was killed, or runs still; its last sign of life is 12.400 s after \
         its start (line 3, byte 27)"
    );
}
