//! The numbers of the total order: missing, twice, in disorder.

use reify_lib::NoticeKind::{DuplicateSeq, Gap, Lost, NoEnd, UnknownId, Unordered};

use super::{STEP, first_message, notice, noticed, read, recorded, with};

#[test]
fn numbers_that_are_missing_are_a_loss() {
    let poll = r#"{"poll":[4,0,6,1,1,"pending"]}"#;
    let trace = with(&[STEP, poll]);
    assert_eq!(noticed(&trace), [(Gap, 3, Some(5))]);
    assert_eq!(
        first_message(&trace),
        "events 1 to 3 are missing (line 5, byte 82), 3 in all"
    );
    let trace = with(&[STEP, poll, r#"{"poll":[6,0,8,1,1,"ready"]}"#]);
    assert_eq!(
        first_message(&trace),
        "events 1 to 3 are missing (line 5, byte 82), 4 in all"
    );
}

#[test]
fn numbers_that_were_given_and_never_came_are_missing_at_the_end() {
    let trace = recorded(5, &[STEP]);
    assert_eq!(noticed(&trace), [(Gap, 4, Some(5))]);
    assert!(first_message(&trace).starts_with("events 1 to 4 are missing (line 5"));
    // Without an end the last sign of life counts them.
    let sync = r#"{"sync":{"at":7,"recorded":2}}"#;
    let trace = read(&[STEP, sync]);
    assert_eq!(
        noticed(&trace)[2..],
        [(Gap, 1, Some(3)), (NoEnd, 1, Some(3))]
    );
    assert!(
        notice(&trace, Gap)
            .message
            .starts_with("event 1 is missing")
    );
    // What came behind it is no less than it counted.
    let trace = read(&[STEP, sync, r#"{"poll":[1,0,6,1,1,"ready"]}"#]);
    assert!(noticed(&trace).iter().all(|(kind, ..)| *kind != Gap));
}

#[test]
fn what_the_recorder_left_out_is_told() {
    let sync = r#"{"sync":{"at":7,"recorded":1,"lost":4}}"#;
    let trace = recorded(1, &[STEP, sync]);
    assert_eq!(noticed(&trace), [], "the end knows better");
    let trace = read(&[STEP, sync]);
    assert!(noticed(&trace).contains(&(Lost, 4, Some(3))));
    assert_eq!(
        notice(&trace, Lost).to_string(),
        "the recorder had to leave events out (line 3, byte 22), 4 in all"
    );
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
    let seqs: Vec<_> = trace.events().iter().map(|event| event.seq()).collect();
    assert_eq!(seqs, [1, 2, 3]);
}

#[test]
fn what_is_missing_in_a_file_out_of_order_is_known_by_what_stands_behind_it() {
    let trace = with(&[
        STEP,
        r#"{"poll":[7,0,9,1,1,"ready"]}"#,
        r#"{"poll":[2,0,7,1,1,"pending"]}"#,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        r#"{"poll":[5,0,8,1,1,"pending"]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(Unordered, 3, Some(6)), (Gap, 3, Some(5))]
    );
    assert!(notice(&trace, Gap).message.starts_with("events 3 to 4"));
}

#[test]
fn a_step_that_is_only_named_is_no_gap_in_a_file_out_of_order() {
    let trace = with(&[
        STEP,
        r#"{"poll":[2,0,7,1,1,"pending"]}"#,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        r#"{"poll":[3,0,8,1,1,"cancelled",null,9]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(Unordered, 1, Some(6)), (UnknownId, 1, Some(7))]
    );
}

#[test]
fn a_gap_has_its_place_behind_any_number_of_stretches_that_came_late() {
    let wake = |seq: u64| format!(r#"{{"wake":[{seq},0,9,1]}}"#);
    // Each pair the wrong way round: the first line of it passes a number over, and the second brings it.
    let mut lines: Vec<String> = (1..=3000)
        .flat_map(|n| [wake(2 * n), wake(2 * n - 1)])
        .collect();
    lines.extend([wake(6003), wake(6002), wake(6005)]);
    let mut records = vec![STEP];
    records.extend(lines.iter().map(String::as_str));
    let trace = recorded(6006, &records);
    let last = 4 + records.len() as u64 - 1;
    assert_eq!(
        noticed(&trace),
        [(Unordered, 3001, Some(6)), (Gap, 2, Some(last - 2))]
    );
    assert!(
        notice(&trace, Gap)
            .message
            .starts_with("event 6001 is missing")
    );
}

#[test]
fn of_two_events_with_one_number_the_first_counts() {
    let trace = with(&[
        STEP,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        r#"{"poll":[1,0,7,1,1,"ready"]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(Unordered, 1, Some(6)), (DuplicateSeq, 1, Some(6))]
    );
    let poll = trace.polls().next().expect("there is one");
    assert_eq!((trace.polls().count(), poll.at), (1, 6));
}

#[test]
fn of_many_events_that_are_there_twice_the_first_line_is_told() {
    let trace = with(&[
        STEP,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
        r#"{"wake":[2,0,7,1]}"#,
        r#"{"wake":[2,0,7,1]}"#,
        r#"{"poll":[1,0,6,1,1,"pending"]}"#,
    ]);
    assert_eq!(
        noticed(&trace),
        [(Unordered, 2, Some(7)), (DuplicateSeq, 2, Some(7))]
    );
    assert!(notice(&trace, DuplicateSeq).message.contains("number 2"));
}
