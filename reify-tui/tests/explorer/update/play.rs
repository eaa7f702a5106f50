//! The time cursor goes on by itself.

use std::time::Duration;

use super::{after, status};
use crate::fixture::shop;
use crate::keys::run_keys;

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[test]
fn time_moves_the_cursor_at_the_speed_that_was_asked_for() {
    let mut app = after(shop(), "5r");
    assert_eq!(app.playing().map(|playing| playing.speed()), Some(5));
    assert!(!app.pass(ms(199)));
    assert!(app.pass(ms(1)));
    assert_eq!(app.cursor(), 1);
    assert!(app.pass(ms(500)));
    assert_eq!(app.cursor(), 3, "what is left over counts for the next");
    assert!(app.pass(ms(100)));
    assert_eq!(app.cursor(), 4);
}

#[test]
fn any_key_stops_it_and_does_what_it_does() {
    for (key, cursor) in [("r", 0), ("<esc>", 0), ("l", 1)] {
        let mut app = after(shop(), "r");
        assert!(app.beat().is_some());
        run_keys(&mut app, key);
        assert_eq!((app.beat(), app.cursor()), (None, cursor), "{key}");
        assert!(!app.pass(ms(10_000)));
        assert_eq!(app.cursor(), cursor);
    }
}

#[test]
fn it_stops_at_the_end() {
    let mut app = after(shop(), "r");
    assert!(app.pass(ms(60_000)));
    assert_eq!((app.cursor(), app.beat()), (16, None));
    assert_eq!(status(&app), "this is the end of the recording");
    run_keys(&mut app, "r");
    assert_eq!(app.beat(), None);
}

#[test]
fn nothing_that_no_screen_shows_is_asked_for() {
    let beat = |keys: &str| after(shop(), keys).beat().unwrap();
    assert_eq!(beat("2r"), ms(500));
    assert!(beat("999999r") >= ms(33));
}

#[test]
fn only_what_is_shown_is_played() {
    let mut app = after(shop(), "&result:ready<enter>r");
    app.pass(ms(200));
    assert_eq!(app.cursor(), 5);
}
