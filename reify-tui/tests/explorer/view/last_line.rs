//! The line below the panes.

use insta::assert_snapshot;
use reify_tui::app::Status;

use super::open_shop;
use crate::keys::run_keys;
use crate::screen::{screen, styles};

#[test]
fn a_search_is_typed_in_the_last_line_and_its_match_is_marked() {
    let mut app = open_shop(0);
    run_keys(&mut app, "gg/RESERVE<backspace><backspace>");
    assert_snapshot!(screen(&mut app, 60, 8), @"
     shop  trace.json   13 polls · 8 steps · 1 task    finished
    ━ Steps 1/6 ━━━━━━━━━━━━━━━━━━━━━━ polls  waiting  polling ━
     ▾◐ checkout(7)                      0/3           12.0 µs
     ├▾◐ load_cart(id)                   0/2           12.0 µs
    ▶│ └ ○ client.fetch(url).retry(3)    1/2           12.0 µs
    ─ Events 1/16  0.014 ms ────────────────────────────────────
    ▶ 1   0.014 ms  ○ client.fetch(url).re…  pending    12.0 µs
    /RESER▏  0/0
    ");
    run_keys(&mut app, "<ctrl-u>serve<enter>");
    assert_snapshot!(screen(&mut app, 60, 8), @"
     shop  trace.json   13 polls · 8 steps · 1 task    finished
    ━ Steps 4/6 ━━━━━━━━━━━━━━━━━━━━━━ polls  waiting  polling ━
    ▶│ └ ○ client.fetch(url).retry(3)    1/2           12.0 µs
     ├ · reserve(&cart)                  0/2
     ├ · quote(&cart)                    0/1
    ─ Events 1/16  0.014 ms ────────────────────────────────────
    ▶ 1   0.014 ms  ○ client.fetch(url).re…  pending    12.0 µs
     /serve 1/1  h/l event  [/] step  tab pane   ? help  q quit
    ");
    let marked = styles(&mut app, 60, 8);
    let marked: Vec<&str> = marked
        .lines()
        .filter(|run| run.contains("UNDERLINED"))
        .collect();
    assert_snapshot!(marked.join("\n"), @"r3 7..12 Yellow DIM | UNDERLINED | REVERSED");
}

#[test]
fn a_prefix_shows_how_it_goes_on() {
    let mut app = open_shop(0);
    run_keys(&mut app, "12g");
    let screen = screen(&mut app, 80, 24);
    assert_snapshot!(screen.lines().last().unwrap(), @" 12g  g first row, or row N  s to the steps  t to the timeline  a to the awaits");
}

#[test]
fn a_status_takes_the_place_of_the_hints() {
    let mut app = open_shop(0);
    app.set_status(Status::warning("cannot run \u{1b}[2Jvim"));
    let screen = screen(&mut app, 80, 24);
    assert_snapshot!(screen.lines().last().unwrap(), @" cannot run <U+001B>[2Jvim");
}
