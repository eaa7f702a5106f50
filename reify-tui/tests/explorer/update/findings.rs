//! Going through the findings, and from them to what shows them.

use reify_lib::{FindingKind, Severity, Trace};
use reify_tui::app::{App, Pane, Rows as _};
use reify_tui::effect::{Effect, Place};

use super::status;
use crate::fixture::{app, app_found, at, hang, shop};
use crate::keys::run_keys;

fn opened(keys: &str) -> App {
    let mut app = app_found(shop(), at(0));
    run_keys(&mut app, keys);
    app
}

fn kind(app: &App) -> Option<FindingKind> {
    app.finding().map(|finding| finding.kind)
}

#[test]
fn f_opens_the_findings_and_escape_leads_back_to_the_steps() {
    for keys in ["F", "gf"] {
        let mut app = opened(keys);
        assert_eq!((app.main(), app.focus()), (Pane::Findings, Pane::Findings));
        run_keys(&mut app, "<esc>");
        assert_eq!((app.main(), app.focus()), (Pane::Steps, Pane::Steps));
    }
}

#[test]
fn enter_takes_the_time_cursor_and_every_pane_to_the_evidence() {
    let mut app = opened("F<enter>");
    assert_eq!(kind(&app), Some(FindingKind::CancelledMidway));
    assert_eq!(app.cursor(), 11, "where it was dropped");
    let step = app.model().step_at(app.cursor()).unwrap();
    assert_eq!(app.finding().unwrap().place.step, step);
    assert_eq!(app.node(), Some(app.model().graph().node_of(step)));
    assert_eq!(app.focus(), Pane::Findings);
    run_keys(&mut app, "gs");
    let place = app.steps().selected_place(app.model()).unwrap();
    assert_eq!(app.model().tree().row(place).node, app.node().unwrap());
}

#[test]
fn enter_again_goes_on_to_the_next_event_that_shows_it_and_around() {
    let mut app = app_found(slow_wake(), at(0));
    run_keys(&mut app, "F");
    assert_eq!(kind(&app), Some(FindingKind::SlowWake));
    let evidence: Vec<usize> = app
        .finding()
        .unwrap()
        .evidence
        .iter()
        .map(|seq| app.model().trace().events().position_of_seq(*seq))
        .collect();
    assert!(evidence.len() > 1, "{evidence:?}");
    for (index, position) in evidence.iter().enumerate() {
        run_keys(&mut app, "<enter>");
        assert_eq!(app.cursor(), *position);
        assert_eq!(app.evidence_shown(), Some(index));
        assert_eq!(
            status(&app),
            format!("event {} of {} that show it", index + 1, evidence.len())
        );
    }
    run_keys(&mut app, "<enter>");
    assert_eq!(app.cursor(), evidence[0]);
    run_keys(&mut app, "2<enter>");
    assert_eq!(app.cursor(), evidence[1]);
    run_keys(&mut app, "99<enter>");
    assert_eq!(app.cursor(), evidence[evidence.len() - 1]);
}

/// Woken, and polled only a second later.
fn slow_wake() -> reify_lib::Trace {
    use reify_lib::PollResult::{Pending, Ready};
    let mut story = crate::fixture::Story::new("slow");
    let root = story.root("serve()");
    let read = story.site("read(&mut socket)", 21);
    story.begin(root);
    let reading = story.step(read);
    story.poll(reading, 7, Pending);
    story.end(Pending);
    story.wait(2);
    story.wake(reading, None);
    story.wait(1_000 * crate::fixture::MILLI);
    story.begin(root);
    story.poll(reading, 7, Ready);
    story.end(Ready);
    story.finish()
}

#[test]
fn the_source_goes_with_the_selected_finding() {
    let mut app = app_found(hang(), at(0));
    run_keys(&mut app, "F");
    let line = app.finding().unwrap().place.line;
    let expected = Some(Effect::Edit(Place {
        file: "src/checkout.rs".into(),
        line,
        column: 9,
    }));
    assert_eq!(run_keys(&mut app, "e"), expected);
}

#[test]
fn the_worst_is_the_first_and_no_order_changes_that() {
    let mut app = app_found(hang(), at(0));
    run_keys(&mut app, "Fo");
    assert_eq!(status(&app), "the worst finding is always the first");
    assert_eq!(app.finding().unwrap().severity, Severity::Alarm);
}

#[test]
fn a_recording_in_which_nothing_was_found_can_be_asked_too() {
    let mut app = app(shop());
    run_keys(&mut app, "F<enter>");
    assert_eq!(status(&app), "nothing was found");
    run_keys(&mut app, "jkGgg<ctrl-d>/x<enter>nioe<esc><esc><esc>");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn findings_are_searched_by_what_they_stand_on() {
    let mut app = app_found(shop(), at(0));
    run_keys(&mut app, "F/quote<enter>");
    assert_eq!(kind(&app), Some(FindingKind::CancelledMidway));
    assert_eq!(
        app.matches().map(|matches| (matches.here, matches.all)),
        Some((1, 1))
    );
}

#[test]
fn what_a_finding_stands_on_is_marked_as_bad_as_the_worst() {
    let app = app_found(hang(), at(0));
    let (findings, model) = (app.model().findings(), app.model());
    let alarm = &findings.list()[0];
    let step = alarm.place.step;
    assert_eq!(findings.of_step(step), Some(Severity::Alarm));
    assert_eq!(
        findings.of_node(model.graph().node_of(step)),
        Some(Severity::Alarm)
    );
    assert_eq!(
        findings.of_site(model.trace().step(step).site),
        Some(Severity::Alarm)
    );
    assert_eq!(
        findings.of_line("src/checkout.rs", alarm.place.line),
        Some(Severity::Alarm)
    );
    assert_eq!(findings.of_line("src/checkout.rs", 1), None);
    assert_eq!(findings.worst(), Some(Severity::Alarm));
}

#[test]
fn all_steps_of_a_finding_are_marked_and_those_that_have_a_part_in_it() {
    let hang = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample-traces/hang.json");
    let app = app_found(Trace::load(hang).unwrap(), at(0));
    let (findings, model) = (app.model().findings(), app.model());
    let cycle = &findings.list()[0];
    assert_eq!((cycle.kind, cycle.count), (FindingKind::Waiting, 2));
    assert_eq!(cycle.steps.len(), 2);
    assert!(cycle.steps.contains(&cycle.place.step));
    assert!(!cycle.related.is_empty());
    let alike = cycle.steps.iter().map(|step| (*step, Severity::Alarm));
    let related = cycle.related.iter().map(|related| related.place.step);
    for (step, severity) in alike.chain(related.map(|step| (step, Severity::Info))) {
        assert_eq!(findings.of_step(step), Some(severity));
        let node = model.graph().node_of(step);
        assert_eq!(findings.of_node(node), Some(severity));
    }
}

#[test]
fn parent_and_child_of_a_finding_are_polls_and_no_other_finding() {
    for (from, key) in [(0, "p"), (2, "c")] {
        let mut steps = app_found(shop(), at(from));
        run_keys(&mut steps, key);
        assert_ne!(steps.cursor(), from, "there is somewhere to go");
        let mut app = app_found(shop(), at(from));
        run_keys(&mut app, "F");
        for row in 0..app.views().findings.len() {
            run_keys(&mut app, &format!("go{}<enter>F{}G", from + 1, row + 1));
            assert_eq!(app.views().findings.selection().row(), row);
            run_keys(&mut app, key);
            assert_eq!(app.cursor(), steps.cursor(), "{key} at finding {row}");
            assert_eq!(app.views().findings.selection().row(), row);
        }
    }
}
