//! The example of the specification, and a file of every version that was released.

use reify_lib::SiteKind::{Arm, Await, Named, Root};
use reify_lib::{PollResult, Trace};

const SPECIFICATION: &str = include_str!("../docs/trace-format.md");

/// The first block of JSON in the specification.
fn example() -> &'static str {
    let (_, behind) = SPECIFICATION
        .split_once("```json\n")
        .expect("there is an example");
    behind.split_once("```").expect("it has an end").0
}

#[test]
fn the_example_is_a_trace_without_anything_to_remark() {
    let trace = Trace::from_slice(example().as_bytes()).unwrap();
    assert_eq!(trace.notices(), []);
    assert_eq!(trace.header().program, "shop");
    assert_eq!(trace.polls().count(), 6);
    assert_eq!(trace.steps().len(), 3);
    let cancelled = trace
        .polls()
        .find(|poll| poll.result == PollResult::Cancelled)
        .unwrap();
    assert_eq!(
        trace.site_of(cancelled.step).label().to_string(),
        "&mut quote @ src/checkout.rs:16"
    );
    assert!(trace.step(cancelled.step).borrowed);
}

#[test]
fn the_lines_of_the_example_are_as_they_are_written() {
    let mut written = Vec::new();
    Trace::from_slice(example().as_bytes())
        .unwrap()
        .write_to(&mut written)
        .unwrap();
    let mut written: Vec<_> = std::str::from_utf8(&written).unwrap().lines().collect();
    let mut lines: Vec<_> = example().lines().collect();
    // A saved trace has what is described once in front, and only the last sign of life.
    assert_eq!(lines.remove(2), "{\"sync\":{\"at\":0,\"recorded\":0}},");
    written.sort_unstable();
    lines.sort_unstable();
    assert_eq!(written, lines);
}

#[test]
fn version_1_is_read() {
    let trace = Trace::from_slice(include_bytes!("data/version-1.json")).unwrap();
    assert_eq!(trace.notices(), []);
    assert_eq!(trace.header().version, 1);
    assert_eq!(
        (
            trace.steps().len(),
            trace.events().len(),
            trace.tasks().len()
        ),
        (5, 12, 2)
    );
    let kinds: Vec<_> = trace.sites().iter().map(|site| site.kind).collect();
    assert_eq!(kinds, [Root, Await, Arm, Arm, Named]);
    assert_eq!(
        trace.site_of(trace.step_ids().nth(1).unwrap()).expr,
        "load_cart(\"a\\b\")"
    );
    assert_eq!(trace.last_sync().unwrap().polling[0].since, 5_095_000);
    assert_eq!(trace.end().unwrap().reason, "panicked");
    let refresh = &trace.tasks()[1];
    assert_eq!(
        (refresh.name.as_deref(), refresh.runtime_id),
        (Some("refresh"), Some(18))
    );
    assert_eq!(
        trace.site_of(refresh.spawned_by.unwrap()).expr,
        "&mut quote"
    );
}
