//! Marks, jumps, and going to an event or a time.

use std::collections::BTreeSet;

use proptest::prelude::*;
use reify_tui::action::Action;
use reify_tui::app::App;
use reify_tui::keymap::{BINDINGS, Group};

use super::{after, status};
use crate::fixture::shop;
use crate::keys::run_keys;
use crate::screen::screen;

#[test]
fn a_mark_is_come_back_to() {
    let mut app = after(shop(), "3lma$'a");
    assert_eq!(app.cursor(), 3);
    run_keys(&mut app, "'x");
    assert_eq!(status(&app), "there is no mark x, but a");
    assert_eq!(app.cursor(), 3);
}

#[test]
fn moves_are_undone_one_by_one() {
    let mut app = after(shop(), "2l$0lllu");
    assert_eq!(app.cursor(), 0, "steps that follow each other are one move");
    run_keys(&mut app, "''");
    assert_eq!(app.cursor(), 16);
    run_keys(&mut app, "<ctrl-o>");
    assert_eq!(app.cursor(), 2);
    run_keys(&mut app, "2U");
    assert_eq!(app.cursor(), 0);
    run_keys(&mut app, "4u");
    assert_eq!(status(&app), "there is nowhere to go back to");
    run_keys(&mut app, "3u");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn after_another_move_there_is_nothing_to_go_forward_to() {
    let mut app = after(shop(), "$u]U");
    assert!(status(&app).starts_with("there is nowhere to go forward to"));
    run_keys(&mut app, "u");
    assert_eq!(app.cursor(), 0);
}

/// Every key that moves something, but for those that only step.
const MOVES: [&str; 20] = [
    "]",
    "[",
    "}",
    "{",
    "s",
    "S",
    "w",
    "(",
    ")",
    "p",
    "c",
    "0",
    "$",
    "n",
    "N",
    "'a",
    "<enter>",
    "go7<enter>",
    "go12us<enter>",
    "/qu<enter>",
];
/// Keys that step, and that change what the others do.
const OTHERS: [&str; 28] = [
    "l",
    "h",
    "3l",
    "20l",
    "L",
    "H",
    "j",
    "k",
    "gg",
    "G",
    "<ctrl-d>",
    "<ctrl-u>",
    "<tab>",
    "<backtab>",
    "gs",
    "gt",
    "ga",
    "F",
    "ge",
    "gc",
    "ma",
    "zz",
    "zt",
    "+",
    ">",
    "<lt>",
    "f",
    "o",
];

fn any_key() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        prop::sample::select(&MOVES[..]),
        prop::sample::select(&OTHERS[..])
    ]
}

/// What is seen, but for the last line, in which there may be something to say.
fn seen(app: &mut App) -> String {
    let screen = screen(app, 120, 30);
    let end = screen.rfind('\n').unwrap_or(0);
    screen[..end].to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn back_undoes_every_move_exactly(
        before in prop::collection::vec(any_key(), 0..12),
        moved in prop::sample::select(&MOVES[..]),
    ) {
        let mut app = after(shop(), &before.concat());
        let (cursor, here) = (app.cursor(), seen(&mut app));
        run_keys(&mut app, moved);
        let there = seen(&mut app);
        if app.cursor() != cursor {
            run_keys(&mut app, "u");
            prop_assert_eq!(seen(&mut app), here);
            run_keys(&mut app, "U");
            prop_assert_eq!(seen(&mut app), there);
        }
    }

    #[test]
    fn all_the_way_back_and_forward_again(
        keys in prop::collection::vec(any_key(), 0..30),
    ) {
        let mut app = after(shop(), &keys.concat());
        let end = app.cursor();
        let mut ways = 0;
        loop {
            run_keys(&mut app, "u");
            if status(&app) == "there is nowhere to go back to" {
                break;
            }
            ways += 1;
        }
        prop_assert_eq!(app.cursor(), 0);
        run_keys(&mut app, &"U".repeat(ways));
        prop_assert_eq!(app.cursor(), end);
    }
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

/// Every way into a pane, and every key of the table behind it: what moved the time cursor is undone to the last character.
#[test]
fn back_undoes_every_key_of_the_table_in_every_pane() {
    let mut moved = BTreeSet::new();
    for pane in ["gs", "gt", "ga", "F", "gn", "ge", "gc"] {
        for from in [0, 2, 9, 14] {
            // Among the events a row down is a step in time, and steps that follow each other are one move.
            let row = if pane == "ge" { "" } else { "j" };
            let stand = format!("go6<enter>ma/c<enter>go{}<enter>{pane}{row}", from + 1);
            let mut before = after(shop(), &stand);
            let (cursor, here) = (before.cursor(), seen(&mut before));
            for binding in BINDINGS {
                let keys = binding.keys[0].replace("<letter>", "a");
                if matches!(binding.action, Action::JumpBack | Action::JumpForward) {
                    continue;
                }
                let mut app = after(shop(), &stand);
                run_keys(&mut app, &keys);
                if app.cursor() == cursor {
                    continue;
                }
                moved.insert(binding.action.name());
                let there = seen(&mut app);
                run_keys(&mut app, "u");
                assert_eq!(seen(&mut app), here, "{keys} in {pane} at {from}");
                run_keys(&mut app, "U");
                assert_eq!(seen(&mut app), there, "{keys} in {pane} at {from}");
            }
        }
    }
    let time = BINDINGS
        .iter()
        .filter(|binding| binding.group == Group::Time);
    let not_moves = [
        Action::GoTo,
        Action::SlowIsOver,
        Action::Play,
        Action::SetMark('a'),
        Action::JumpBack,
        Action::JumpForward,
    ];
    for binding in time.filter(|binding| !not_moves.contains(&binding.action)) {
        let name = binding.action.name();
        assert!(moved.contains(&name), "{name} moved nothing");
    }
}
