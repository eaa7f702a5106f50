//! What is not our own format: read where it can be, named where it cannot.

use reify_lib::PollResult::{Pending, Ready};
use reify_lib::{NoticeKind, SiteKind, Trace};

fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn async_reify_events_become_steps_label_by_label() {
    let trace = Trace::load(data("async-reify-join.json")).unwrap();
    let labels: Vec<_> = trace
        .steps()
        .iter()
        .map(|step| trace.site(step.site).expr.as_str())
        .collect();
    assert_eq!(labels, ["A", "B"]);
    let polls: Vec<_> = trace
        .polls()
        .map(|poll| (poll.step.index(), poll.result))
        .collect();
    assert_eq!(
        polls,
        [
            (0, Pending),
            (1, Pending),
            (1, Pending),
            (0, Pending),
            (0, Ready),
            (1, Ready)
        ]
    );
    assert_eq!(trace.polls().next().unwrap().at, 11921);
    assert_eq!(trace.header().writer, "async-reify 0.1");
}

#[test]
fn async_reify_labels_give_their_places_back() {
    let trace = Trace::load(data("async-reify-simple.json")).unwrap();
    let sites: Vec<_> = trace
        .sites()
        .iter()
        .map(|site| (site.expr.as_str(), site.file.as_str(), site.line))
        .collect();
    assert_eq!(
        sites,
        [
            ("fetch()", "src/main.rs", 20),
            ("slow(1)", "src/main.rs", 20)
        ]
    );
    assert!(
        trace
            .sites()
            .iter()
            .all(|site| site.kind == SiteKind::Await)
    );
    assert_eq!(trace.steps().len(), 2);
    let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(
        kinds,
        [NoticeKind::Foreign],
        "says what such a file does not carry, and nothing else"
    );
}

#[test]
fn async_reify_events_are_read_without_the_object_around_them_too() {
    let text = std::fs::read_to_string(data("async-reify-simple.json")).unwrap();
    let events = &text[text.find('[').unwrap()..=text.rfind(']').unwrap()];
    let mut minified = events.to_owned();
    minified.retain(|c| c != ' ' && c != '\n');
    for layout in [events, minified.as_str()] {
        let trace = Trace::from_slice(layout.as_bytes()).unwrap();
        assert_eq!(trace.polls().count(), 3);
    }
}
