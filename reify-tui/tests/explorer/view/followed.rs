//! A file that is followed says what it is doing, in the first line.

use insta::assert_snapshot;
use reify_lib::reify_execution;
use reify_tui::app::{App, Followed, Pane};
use reify_tui::load::{Beginning, Live, Phase};
use reify_tui::model::Model;

use crate::fixture::{app_with, at, hang, shop};
use crate::keys::run_keys;
use crate::screen::screen;

fn header(phase: Phase, beginning: Option<Beginning>, seconds_ago: Option<u64>) -> String {
    let mut app = app_with(hang(), at(0));
    app.set_followed(followed(phase, beginning, seconds_ago));
    screen(&mut app, 100, 12)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn followed(phase: Phase, beginning: Option<Beginning>, seconds_ago: Option<u64>) -> Followed {
    let live = Live {
        phase,
        beginning,
        events: 12_345,
        ..Live::default()
    };
    Followed { live, seconds_ago }
}

#[test]
fn every_state_has_words() {
    let states = [
        (Phase::Following, None, Some(0)),
        (Phase::Following, None, Some(2)),
        (Phase::Following, Some(Beginning::Replaced), Some(119)),
        (Phase::Following, Some(Beginning::Truncated), Some(7300)),
        (Phase::Following, None, None),
        (Phase::Waiting, None, Some(2)),
        (Phase::Finished, Some(Beginning::Replaced), Some(2)),
    ];
    let headers = states.map(|(phase, beginning, ago)| header(phase, beginning, ago));
    assert_snapshot!(headers.join("\n"), @"
    stuck   3 polls · 3 steps · 1 task · 30.0 s           following   12 345 events   written just now
    stuck   3 polls · 3 steps · 1 task · 30.0 s            following   12 345 events   written 2 s ago
    stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s    replaced, following   written 1 min ago
    stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s     truncated, following   written 2 h ago
    stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s                  following   12 345 events
    stuck   3 polls · 3 steps · 1 task · 30.0 s     the file is gone, waiting for it   written 2 s ago
    stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s                                     no end
    ");
}

#[test]
fn that_it_cannot_be_read_is_said_whatever_it_was_doing() {
    for phase in [Phase::Following, Phase::Finished] {
        let mut app = app_with(hang(), at(0));
        let mut followed = followed(phase, None, Some(2));
        followed.live.is_unreadable = true;
        assert!(app.set_followed(followed));
        let screen = screen(&mut app, 100, 12);
        let header = screen.lines().next().unwrap_or_default();
        assert!(header.contains("it cannot be read any more"), "{header}");
    }
}

#[test]
fn the_last_row_is_the_end_so_far() {
    for (phase, text) in [
        (Phase::Following, "the end so far: more may come"),
        (Phase::Finished, "no end: the program was killed"),
    ] {
        let mut app = app_with(hang(), at(100));
        app.set_followed(followed(phase, None, None));
        assert!(screen(&mut app, 80, 24).contains(text), "{phase:?}");
    }
}

#[test]
fn in_a_narrow_line_that_it_is_followed_stays() {
    let mut app = app_with(hang(), at(0));
    app.set_followed(followed(Phase::Following, None, Some(2)));
    let headers = [80, 60, 40].map(|columns| {
        let screen = screen(&mut app, columns, 12);
        screen.lines().next().unwrap_or_default().to_owned()
    });
    assert_snapshot!(headers.join("\n"), @"
    stuck   3 polls · 3 steps · 1 task · 30.0 s        following   written 2 s ago
    stuck   3 polls · 30.0 s       following   written 2 s ago
    stuck      following   written 2 s ago
    ");
}

#[test]
fn only_what_is_shown_is_a_change() {
    let mut app = app_with(hang(), at(0));
    let before = followed(Phase::Following, None, Some(2));
    assert!(app.set_followed(before));
    assert!(!app.set_followed(before));
    let mut later = before;
    later.live.bytes += 1;
    assert!(!app.set_followed(later));
    later.seconds_ago = Some(3);
    assert!(app.set_followed(later));
}

#[test]
fn that_a_recording_that_grows_has_no_end_yet_is_no_notice() {
    let model = |trace| {
        let graph = reify_execution(&trace);
        Model::new(trace.into(), graph)
    };
    let app = |model| App::new(model, at(0));
    assert_eq!(app(model(hang())).notices().len(), 1);
    let mut followed = app(model(hang()).following());
    assert!(followed.notices().is_empty());
    assert!(!screen(&mut followed, 80, 24).contains("notice"));
}

#[test]
fn the_last_row_of_what_grows_is_its_end() {
    let mut app = app_with(shop(), at(0));
    app.set_followed(followed(Phase::Following, None, None));
    for keys in ["0G", "ge0<end>", "0geG"] {
        run_keys(&mut app, keys);
        assert_eq!(app.cursor(), app.model().events(), "{keys}");
    }
    run_keys(&mut app, "gs2G");
    assert_eq!((app.focus(), app.steps().selected()), (Pane::Steps, 1));
    app.set_followed(followed(Phase::Finished, None, None));
    run_keys(&mut app, "0gsG");
    assert_eq!(app.cursor(), 0, "a row among others again");
}
