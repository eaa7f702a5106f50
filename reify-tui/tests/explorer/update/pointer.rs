//! The mouse.

use reify_tui::app::{App, Pane, Pointing};
use reify_tui::effect::Effect;

use crate::fixture::shop;
use crate::keys::run_keys;

/// The shop on a screen where the steps begin in line 1, the events in line 11.
fn pointed(keys: &str, pointing: Pointing, row: u16) -> App {
    let mut app = crate::fixture::app(shop());
    run_keys(&mut app, keys);
    app.resize(80, 24);
    app.point(pointing, 4, row);
    app
}

#[test]
fn the_mouse_is_the_terminals_until_it_is_asked_for() {
    let mut app = crate::fixture::app(shop());
    assert!(!app.has_mouse());
    assert_eq!(run_keys(&mut app, "M"), Some(Effect::Mouse(true)));
    assert_eq!(run_keys(&mut app, "M"), Some(Effect::Mouse(false)));
}

#[test]
fn a_click_selects_the_row_and_focuses_its_pane() {
    let app = pointed("ge", Pointing::Click, 4);
    assert_eq!((app.focus(), app.steps().selected()), (Pane::Steps, 2));
    let app = pointed("", Pointing::Click, 14);
    assert_eq!((app.focus(), app.cursor()), (Pane::Events, 2));
}

#[test]
fn a_click_beside_the_rows_selects_none() {
    let app = pointed("ggj", Pointing::Click, 9);
    assert_eq!(app.steps().selected(), 1);
    let app = pointed("ggj", Pointing::Click, 1);
    assert_eq!(app.steps().selected(), 1, "the title is no row");
    let app = pointed("ggj", Pointing::Click, 0);
    assert_eq!(app.steps().selected(), 1);
}

#[test]
fn the_wheel_scrolls_what_it_is_over_and_leaves_the_focus() {
    let app = pointed("gg", Pointing::WheelDown, 14);
    assert_eq!((app.focus(), app.cursor()), (Pane::Steps, 3));
    let app = pointed("G", Pointing::WheelUp, 4);
    assert_eq!(app.steps().selected(), 2);
}

#[test]
fn the_wheel_scrolls_a_page() {
    let app = pointed("?", Pointing::WheelDown, 4);
    assert_eq!(app.overlay().unwrap().top(1_000, 10), 3);
    assert!(app.cursor() == 0);
}
