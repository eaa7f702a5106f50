//! Marks, jumps, and going to an event or a time.

use super::{after, status};
use crate::fixture::shop;
use crate::keys::run_keys;

#[test]
fn a_mark_is_come_back_to() {
    let mut app = after(shop(), "3lma$'a");
    assert_eq!(app.cursor(), 3);
    run_keys(&mut app, "'x");
    assert_eq!(status(&app), "there is no mark x, but a");
    assert_eq!(app.cursor(), 3);
}

#[test]
fn far_moves_are_undone_one_by_one() {
    let mut app = after(shop(), "2l$0lll''");
    assert_eq!(app.cursor(), 16);
    run_keys(&mut app, "''");
    assert_eq!(app.cursor(), 2);
    run_keys(&mut app, "''");
    assert_eq!(status(&app), "there is nowhere to jump back to");
    run_keys(&mut app, "$0");
    run_keys(&mut app, "2''");
    assert_eq!(app.cursor(), 2);
}

#[test]
fn an_event_or_a_time_is_gone_to() {
    let cursor = |keys: &str| after(shop(), keys).cursor();
    assert_eq!(cursor("go12<enter>"), 11);
    assert_eq!(cursor("go 1 2 <enter>"), 11);
    assert_eq!(cursor("go0ns<enter>"), 0);
    assert_eq!(cursor("go11.1ms<enter>"), 6);
    assert_eq!(cursor("go1h<enter>"), 16);
    assert_eq!(cursor("go@5<enter>"), 2);
    assert_eq!(cursor("3lgo<enter>"), 3);
    assert_eq!(cursor("3lgo12<esc>"), 3);
}

#[test]
fn what_cannot_be_gone_to_says_why_while_it_is_typed() {
    for (typed, problem) in [
        ("99", "the events are 1 to 16"),
        ("0", "the events are 1 to 16"),
        ("12.", "and a unit: ns, us, ms, s or min"),
        ("@", "and a unit"),
        (
            "soon",
            "expected an event (1204), a time (12.4ms), or @ and a seq (@1310)",
        ),
    ] {
        let mut app = after(shop(), &format!("go{typed}"));
        let said = app.prompt().unwrap().problem().unwrap_or_default();
        assert!(typed == "@" || said == problem, "{typed}: {said}");
        run_keys(&mut app, "<enter>");
        assert_eq!(app.cursor(), 0);
    }
}

#[test]
fn going_somewhere_is_a_jump() {
    let app = after(shop(), "lgo16<enter>''");
    assert_eq!(app.cursor(), 1);
}
