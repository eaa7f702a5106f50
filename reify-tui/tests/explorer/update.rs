//! Keys and what they do.

mod copy;
mod filter;
mod findings;
mod jumps;
mod late;
mod play;
mod pointer;
mod related;
mod resume;
mod search;
mod sliced;
mod unnumbered;
mod views;

use reify_lib::Trace;
use reify_tui::app::{App, AppOptions, Pane, Rows as _};
use reify_tui::effect::{Effect, Place};

use crate::fixture::{app, app_with, at, hang, shop};
use crate::keys::run_keys;

fn after(trace: Trace, keys: &str) -> App {
    let mut app = app(trace);
    run_keys(&mut app, keys);
    app
}

fn label(app: &App) -> String {
    let node = app
        .node()
        .map(|node| app.model().graph().label(node).to_string());
    node.unwrap_or_default()
}

fn status(app: &App) -> &str {
    app.status().map_or("", |status| status.text())
}

#[test]
fn a_recording_opens_at_its_end() {
    let app = app_with(shop(), AppOptions::default());
    assert_eq!(app.cursor(), app.model().events());
}

#[test]
fn a_recording_without_an_end_opens_where_it_hangs() {
    let app = app(hang());
    assert_eq!(app.cursor(), 4);
    assert_eq!(label(&app), "read(&mut socket) @ src/checkout.rs:21");
}

#[test]
fn the_time_cursor_moves_in_every_pane() {
    for pane in ["gs", "ge", "gc"] {
        let app = after(shop(), &format!("{pane}3l2l<left>"));
        assert_eq!(app.cursor(), 4, "{pane}");
    }
}

#[test]
fn back_undoes_forward() {
    let app = after(shop(), "5l3L2Lhh0lllhhh");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn the_time_cursor_stops_at_both_ends_and_says_so() {
    let mut app = after(shop(), "$");
    assert_eq!(app.cursor(), 16);
    run_keys(&mut app, "l");
    assert_eq!(
        (app.cursor(), status(&app)),
        (
            16,
            "this is the end of the recording: h goes back, 0 to the beginning"
        )
    );
    run_keys(&mut app, "99999999999h");
    assert_eq!((app.cursor(), status(&app)), (0, ""));
    run_keys(&mut app, "h");
    assert_eq!(status(&app), "this is the first event");
}

#[test]
fn brackets_stay_with_the_step() {
    let mut app = after(shop(), "]");
    assert_eq!(app.cursor(), 3, "the wake of the step");
    run_keys(&mut app, "]");
    assert_eq!(app.cursor(), 4, "its next poll");
    run_keys(&mut app, "]");
    assert_eq!(status(&app), "no later event of this step");
    run_keys(&mut app, "2[");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn brackets_go_to_the_polls_of_the_selected_row() {
    let mut app = app_with(shop(), at(0));
    run_keys(&mut app, "G]");
    assert_eq!(app.cursor(), 12);
    assert_eq!(label(&app), "charge(stock?, price?) @ src/checkout.rs:16");
}

#[test]
fn braces_go_from_ready_to_ready() {
    let mut app = after(shop(), "}");
    assert_eq!(app.cursor(), 4);
    run_keys(&mut app, "2}");
    assert_eq!(app.cursor(), 10);
    run_keys(&mut app, "{");
    assert_eq!(app.cursor(), 5);
    run_keys(&mut app, "0{");
    assert_eq!(status(&app), "no step became ready earlier");
}

#[test]
fn the_selection_goes_with_the_time_cursor_until_it_is_moved() {
    let mut app = after(shop(), "6l");
    assert_eq!(label(&app), "reserve(&cart) @ src/checkout.rs:15");
    run_keys(&mut app, "j");
    assert_eq!(label(&app), "quote(&cart) @ src/checkout.rs:15");
    assert_eq!(app.cursor(), 6);
    run_keys(&mut app, "<esc>");
    assert_eq!(label(&app), "reserve(&cart) @ src/checkout.rs:15");
}

#[test]
fn rows_are_reached_by_number_and_from_both_ends() {
    let row = |keys: &str| after(shop(), keys).steps().selected();
    assert_eq!(row("gg"), 0);
    assert_eq!(row("G"), 5);
    assert_eq!(row("3G"), 2);
    assert_eq!(row("4gg"), 3);
    assert_eq!(row("gg2j<up>"), 1);
    assert_eq!(row("gg<ctrl-d>"), 4);
    assert_eq!(row("<end><ctrl-b>"), 0);
    assert_eq!(row("gg99<pgdn>"), 5);
}

#[test]
fn folding_hides_what_is_under_a_row_and_the_cursor_is_shown_by_its_parent() {
    let mut app = after(shop(), "ggj<space>");
    assert_eq!(app.steps().len(), 5);
    run_keys(&mut app, "0");
    assert_eq!(app.steps().selected(), 1, "the row that hides the step");
    assert_eq!(
        label(&app),
        "client.fetch(url).retry(3) @ src/checkout.rs:31"
    );
    run_keys(&mut app, "<space>");
    assert_eq!(app.steps().len(), 6);
}

#[test]
fn a_row_without_others_under_it_folds_its_parent() {
    let app = after(shop(), "3G<space>");
    assert_eq!(app.steps().len(), 5);
    assert_eq!(app.steps().selected(), 1);
}

#[test]
fn enter_goes_to_the_first_event_of_a_row_and_from_an_event_to_the_source() {
    let mut app = after(shop(), "G<enter>");
    assert_eq!(app.cursor(), 12);
    run_keys(&mut app, "ge<enter>");
    assert_eq!(app.focus(), Pane::Source);
}

#[test]
fn tab_goes_around_the_panes() {
    let focus = |keys: &str| after(shop(), keys).focus();
    assert_eq!(focus("<tab>"), Pane::Events);
    assert_eq!(focus("<tab><tab>"), Pane::Source);
    assert_eq!(focus("<tab><tab><tab>"), Pane::Steps);
    assert_eq!(focus("<backtab>"), Pane::Source);
}

#[test]
fn in_the_events_rows_are_moments() {
    let cursor = |keys: &str| after(shop(), keys).cursor();
    assert_eq!(cursor("ge3j"), 3);
    assert_eq!(cursor("ge7G"), 6);
    assert_eq!(cursor("geG"), 16);
    assert_eq!(cursor("geGgg"), 0);
    assert_eq!(cursor("ge<ctrl-d>"), 2);
}

#[test]
fn e_asks_for_the_editor_at_the_await() {
    let mut app = after(shop(), "6l");
    let place = |line| {
        let file = "src/checkout.rs".into();
        Some(Effect::Edit(Place {
            file,
            line,
            column: 9,
        }))
    };
    assert_eq!(run_keys(&mut app, "e"), place(15));
    // The root of a task has no place: the first await under it will do.
    assert_eq!(run_keys(&mut app, "gge"), place(14));
}

#[test]
fn e_without_a_place_says_so() {
    let mut app = app(Trace::default());
    assert_eq!(run_keys(&mut app, "e"), None);
    assert_eq!(status(&app), "no place in the source is known for this");
}

#[test]
fn effects_are_left_to_the_event_loop() {
    for (keys, effect) in [
        ("q", Effect::Quit),
        ("<ctrl-c>", Effect::Quit),
        ("?<ctrl-c>", Effect::Quit),
        ("<ctrl-z>", Effect::Suspend),
        ("/x<ctrl-z>", Effect::Suspend),
        ("<ctrl-l>", Effect::Repaint),
        ("R", Effect::Reload),
    ] {
        assert_eq!(run_keys(&mut app(shop()), keys), Some(effect), "{keys}");
    }
}

#[test]
fn escape_closes_one_thing_at_a_time_and_never_the_explorer() {
    let mut app = after(shop(), "/cart<enter>?");
    assert!(app.overlay().is_some());
    assert_eq!(run_keys(&mut app, "<esc>"), None);
    assert!(app.overlay().is_none() && app.search().is_some());
    run_keys(&mut app, "3g<esc>");
    assert!(!app.keys().is_pending() && app.search().is_some());
    run_keys(&mut app, "<esc>");
    assert!(app.search().is_none());
    assert_eq!(run_keys(&mut app, "<esc><esc>"), None);
}

#[test]
fn q_leaves_the_help_before_the_explorer() {
    let mut app = after(shop(), "?");
    assert_eq!(run_keys(&mut app, "q"), None);
    assert_eq!(run_keys(&mut app, "q"), Some(Effect::Quit));
}

#[test]
fn a_key_that_is_bound_to_nothing_says_so() {
    let app = after(shop(), "gx");
    assert_eq!(status(&app), "gx is no key here; ? shows those that are");
}

#[test]
fn a_trace_without_anything_can_be_walked_through() {
    let everything = "lhLH]]{}0$jkggG<ctrl-d><ctrl-u>zzztzb <enter><tab>jk<enter><tab>jkn/x<enter>nN<esc>?jG<esc>iG<esc>e";
    let mut app = app(Trace::default());
    run_keys(&mut app, everything);
    assert_eq!(app.cursor(), 0);
}
