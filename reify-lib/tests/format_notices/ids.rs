//! Ids: twice, of nothing, in circles.

use reify_lib::NoticeKind::{BadLine, DuplicateId, Gap, NoEnd, ParentCycle, UnknownId};
use reify_lib::{StepId, Trace};

use super::{STEP, notice, noticed, recorded};

fn parents(trace: &Trace) -> Vec<Option<usize>> {
    let steps = trace.steps().iter();
    steps.map(|step| step.parent.map(StepId::index)).collect()
}

#[test]
fn of_what_is_described_twice_the_first_counts() {
    let trace = recorded(
        1,
        &[
            r#"{"site":{"id":0,"expr":"another()"}}"#,
            STEP,
            r#"{"step":[1,0,0,5]}"#,
            r#"{"task":{"id":3,"name":"one"}}"#,
            r#"{"task":{"id":3,"name":"another"}}"#,
            r#"{"thread":{"id":1}}"#,
            r#"{"thread":{"id":1,"name":"another"}}"#,
        ],
    );
    assert_eq!(noticed(&trace), [(DuplicateId, 4, Some(4))]);
    assert_eq!(
        (trace.sites()[0].expr.as_str(), trace.steps().len()),
        ("tick()", 1)
    );
    assert_eq!(
        (
            trace.tasks()[0].name.as_deref(),
            trace.threads()[0].name.as_deref()
        ),
        (Some("one"), None)
    );
}

#[test]
fn what_an_unknown_id_stands_for_is_put_in_its_place() {
    let trace = recorded(1, &[r#"{"poll":[0,9007199254740991,6,1,77,"ready"]}"#]);
    assert_eq!(noticed(&trace)[0], (UnknownId, 1, Some(4)));
    assert_eq!(trace.step(StepId(0)).id, 9_007_199_254_740_991);
    assert_eq!(trace.site_of(StepId(0)).expr, "(unknown)");
}

const SPAWNED: &str = r#"{"task":{"id":4,"spawned_by":7}}"#;

#[test]
fn a_step_that_only_a_task_names_is_told_with_the_line_of_the_task() {
    let trace = recorded(1, &[STEP, SPAWNED, r#"{"task":{"id":5,"spawned_by":8}}"#]);
    assert_eq!(noticed(&trace), [(UnknownId, 2, Some(5))]);
    assert_eq!(
        notice(&trace, UnknownId).message,
        "step 7 has spawned a task and is never made"
    );
    // What is found out behind the last line may have been met before all else.
    let early = recorded(1, &[SPAWNED, r#"{"step":[0,0,9,5]}"#]);
    assert_eq!(noticed(&early), [(UnknownId, 2, Some(4))]);
    // The recorder may describe a task before the step that spawned it.
    let trace = recorded(1, &[SPAWNED, r#"{"step":[0,7,0,5]}"#]);
    assert_eq!(noticed(&trace), []);
    // An event in between comes too early nevertheless.
    let poll = r#"{"poll":[0,7,6,1,1,"ready"]}"#;
    let trace = recorded(2, &[SPAWNED, poll, r#"{"step":[1,7,0,5]}"#]);
    assert_eq!(noticed(&trace), [(UnknownId, 1, Some(5))]);
}

#[test]
fn a_step_that_a_task_names_may_be_made_in_the_part_that_was_not_written_yet() {
    let file = format!("[\n{{\"reify\":{{\"version\":1}}}},\n{SPAWNED},\n");
    let mut reader = reify_lib::TraceReader::new();
    reader.feed(file.as_bytes()).expect("it is a trace");
    let so_far = reader.snapshot();
    let kinds: Vec<_> = so_far.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoEnd]);
    assert_eq!(
        reader
            .finish()
            .expect("it is a trace")
            .notices()
            .iter()
            .find(|notice| notice.kind == UnknownId)
            .and_then(|notice| notice.first)
            .map(|first| first.line),
        Some(3)
    );
}

#[test]
fn the_tree_stays_whole_where_the_line_of_a_parent_is_lost() {
    let trace = recorded(
        4,
        &[
            "{\"step\":[0,1,0",
            r#"{"step":[1,2,0,5,1]}"#,
            r#"{"step":[2,3,0,5,1]}"#,
            r#"{"poll":[3,2,6,1,1,"ready"]}"#,
        ],
    );
    let ids: Vec<_> = trace.steps().iter().map(|step| step.id).collect();
    assert_eq!(
        (ids, parents(&trace)),
        (vec![1, 2, 3], vec![None, Some(0), Some(0)])
    );
    assert_eq!(
        noticed(&trace),
        [
            (BadLine, 1, Some(4)),
            (UnknownId, 1, Some(5)),
            (Gap, 1, Some(5))
        ]
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
    assert_eq!(again.notices().len(), 2);
}

#[test]
fn steps_that_are_their_own_ancestors_are_cut_apart() {
    let trace = recorded(
        3,
        &[
            r#"{"step":[0,1,0,5,2]}"#,
            r#"{"step":[1,2,0,5,3]}"#,
            r#"{"step":[2,3,0,5,1]}"#,
        ],
    );
    assert_eq!(
        noticed(&trace),
        [(UnknownId, 2, Some(4)), (ParentCycle, 2, Some(4))]
    );
    assert_eq!(parents(&trace), [None, None, Some(0)]);
}

#[test]
fn a_step_is_not_its_own_parent() {
    let trace = recorded(2, &[STEP, r#"{"step":[1,1,0,5,1]}"#]);
    assert_eq!(
        noticed(&trace),
        [(UnknownId, 1, Some(5)), (ParentCycle, 1, Some(5))]
    );
    assert_eq!(parents(&trace), [None, None]);
}

#[test]
fn a_step_that_was_made_before_its_parent_is_cut_off_from_it() {
    let trace = recorded(6, &[r#"{"step":[5,1,0,5]}"#, r#"{"step":[0,2,0,5,1]}"#]);
    assert!(noticed(&trace).contains(&(ParentCycle, 1, Some(5))));
    assert_eq!(parents(&trace), [None, None]);
}
