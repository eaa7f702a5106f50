//! Beginnings and ends: of steps, of the recording.

use reify_lib::NoticeKind::{AfterEnd, Gap, MisplacedHeader, NoEnd, PollAfterEnd, Unordered};

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
        [(Unordered, 2, Some(6)), (PollAfterEnd, 2, Some(7))],
        "only the last line shows that the two before it come too late"
    );
    let pending = r#"{"poll":[1,0,6,1,1,"pending"]}"#;
    let trace = recorded(4, &[STEP, POLLS[2], POLLS[1], pending]);
    assert_eq!(noticed(&trace), [(Unordered, 2, Some(6))]);
}

#[test]
fn a_poll_that_comes_too_late_shows_where_both_lines_are_known() {
    // In order first, so that its own line is the place, whatever comes out of order later.
    let late = r#"{"poll":[9,0,8,1,1,"ready"]}"#;
    let early = r#"{"poll":[8,0,8,1,1,"ready"]}"#;
    let trace = recorded(10, &[STEP, POLLS[0], POLLS[1], late, early]);
    assert_eq!(
        noticed(&trace),
        [
            (Unordered, 1, Some(8)),
            (PollAfterEnd, 3, Some(6)),
            (Gap, 5, Some(7))
        ]
    );
    // The final poll stands behind the one that it makes too late, which is of a line that was in order.
    let trace = recorded(
        4,
        &[
            STEP,
            POLLS[1],
            r#"{"poll":[3,0,8,1,1,"pending"]}"#,
            POLLS[0],
        ],
    );
    assert_eq!(
        noticed(&trace),
        [(Unordered, 1, Some(7)), (PollAfterEnd, 2, Some(7))]
    );
    // Both out of order.
    let trace = recorded(
        5,
        &[STEP, r#"{"wake":[4,0,9,1]}"#, POLLS[1], POLLS[0], POLLS[2]],
    );
    assert_eq!(
        noticed(&trace),
        [(Unordered, 3, Some(6)), (PollAfterEnd, 2, Some(7))]
    );
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
