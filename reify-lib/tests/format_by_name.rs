//! A file that was written by hand, or by another tool: every record an object, and what is not needed left out.

use reify_lib::{NoticeKind, StepId, Trace};

const BY_NAME: &str = r#"[
{"reify":{"version":1,"min_reader":1,"writer":"by hand","program":"shop","pid":4711,"started":"2026-11-22T10:00:00.123456789Z","root":"/home/me/shop"}},
{"site":{"id":0,"expr":"load_cart(id)","file":"src/checkout.rs","line":14,"column":30,"function":"shop::checkout"}},
{"step":{"id":0,"site":0,"parent":null,"task":0}},
{"step":{"id":1,"site":0,"parent":0}},
{"poll":{"seq":0,"step":0,"at":1200,"took":850,"thread":1,"result":"pending"}},
{"wake":{"seq":1,"step":0,"at":5000,"by":1}},
{"sync":{"at":90000000,"recorded":2,"lost":0,"polling":[{"step":1,"since":1600,"thread":1}]}},
{"end":{"at":91000000,"recorded":2,"lost":0,"reason":"finished"}}
]
"#;

#[test]
fn records_are_read_by_name_and_steps_need_no_number() {
    let trace = Trace::from_slice(BY_NAME.as_bytes()).expect("a trace");
    assert_eq!(trace.notices(), []);
    let labels: Vec<String> = trace
        .step_ids()
        .map(|step| trace.site_of(step).label().to_string())
        .collect();
    assert_eq!(labels, ["load_cart(id) @ src/checkout.rs:14"; 2]);
    assert_eq!(trace.events().len(), 2);
    assert!(
        trace
            .steps()
            .iter()
            .all(|step| step.task == trace.step(StepId(0)).task)
    );
}

#[test]
fn a_step_without_a_number_comes_back_as_it_was() {
    let trace = Trace::from_slice(BY_NAME.as_bytes()).expect("a trace");
    let mut written = Vec::new();
    trace.write_to(&mut written).expect("written");
    assert_eq!(Trace::from_slice(&written).expect("a trace"), trace);
}

#[test]
fn what_an_event_needs_is_still_asked_for() {
    let without = BY_NAME.replace("\"seq\":0,", "");
    let trace = Trace::from_slice(without.as_bytes()).expect("a trace");
    let notice = &trace.notices()[0];
    assert_eq!(notice.kind, NoticeKind::BadLine);
    assert!(notice.message.contains("seq"), "{}", notice.message);
}
