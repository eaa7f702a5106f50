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
     shop   13 polls · 8 steps · 1 task · 14.4 ms      finished
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
     shop   13 polls · 8 steps · 1 task · 14.4 ms      finished
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
    assert_snapshot!(marked.join("\n"), @"r3 7..12 Black on Yellow UNDERLINED | REVERSED");
}

#[test]
fn a_prefix_shows_how_it_goes_on() {
    let mut app = open_shop(0);
    run_keys(&mut app, "12g");
    let screen = screen(&mut app, 80, 24);
    assert_snapshot!(screen.lines().last().unwrap(), @" 12g  esc cancel");
}

#[test]
fn a_filter_is_counted_where_it_is_typed_and_where_it_holds() {
    let mut app = open_shop(0);
    run_keys(&mut app, "&res");
    assert_snapshot!(screen(&mut app, 80, 14), @"
     shop  trace.json   13 polls · 8 steps · 1 task · 14.4 ms              finished
    ━ Steps 1/2  1 of 6 ━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
    ▶▾◐ checkout(7)                                          0/3           12.0 µs
     └ · reserve(&cart)                    checkout.rs:15    0/2





    ─ Events 1/16  0.014 ms  3 of 16 ───────────────────────────────────────────────
    ▶ 1   0.014 ms            ○ client.fetch(url).retry(3)       pending    12.0 µs
      7  11.078 ms  +12.0 µs  ○ reserve(&cart)                   pending    12.0 µs
     10  14.419 ms  +3.30 ms  ↑ reserve(&cart)                   woken by quote(&c…
    &res▏  1 of 6
    ");
    run_keys(&mut app, "ult:x");
    assert_snapshot!(screen(&mut app, 80, 24).lines().last().unwrap(), @"&result:x▏  column 8: expected pending, ready, cancelled, let-go or panicked");
    run_keys(&mut app, "<ctrl-w>result:ready<enter>ge");
    assert_snapshot!(screen(&mut app, 80, 14), @"
     shop  trace.json   13 polls · 8 steps · 1 task · 14.4 ms              finished
    ─ Steps 3/5  5 of 6 ────────────────── place           polls  waiting  polling ─
     ▾◐ checkout(7)                                          0/3           12.0 µs
     ├▾◐ load_cart(id)                     checkout.rs:14    0/2           12.0 µs
    ▶│ └ ○ client.fetch(url).retry(3)      checkout.rs:31    1/2           12.0 µs
     ├ · reserve(&cart)                    checkout.rs:15    0/2
    ━ Events 1/16  0.014 ms  7 of 16 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    ▶ 1   0.014 ms            ○ client.fetch(url).retry(3)       pending    12.0 µs
      5  11.065 ms  +49.0 µs  ● client.fetch(url).retry(3)       ready      9.00 µs
      6  11.066 ms  +1.00 µs  ● load_cart(id)                    ready      10.0 µs
     11  14.427 ms  +8.00 µs  ● reserve(&cart)                   ready      3.00 µs
     13  14.427 ms   +700 ns  ● charge(stock?, price?)           ready       700 ns
     14  14.428 ms   +700 ns  ● charge(stock?, price?)           ready       700 ns
     &result:ready 7 of 16  h/l event  [/] step  tab pane  0/$ ends  ? help  q quit
    ");
}

#[test]
fn a_box_lists_how_a_prefix_goes_on() {
    let mut app = open_shop(0);
    run_keys(&mut app, "y");
    assert_snapshot!(screen(&mut app, 60, 14), @"
     shop   13 polls · 8 steps · 1 task · 14.4 ms      finished
    ━ Steps 3/6 ━━━━━━━━━━━━━━━━━━━━━━ polls  waiting  polling ━
     ▾◐ checkout(7)                      0/3           12.0 µs
     ├▾◐ load_cart(id)                   0/2           12.0 µs
    ▶│ └ ○ client.fetch(url).retry(3)    1/2           12.0 µs
     ├ · reserve(&cart)                  0/2
     ├ · quote(&cart)                    0/1
     └ · charge(stock?, price?) ×3       0/3
                   ━ y ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    ─ Events 1/16    y  copy the expression
    ▶ 1   0.014 ms   p  copy file and line
      2   0.015 ms   l  copy the expression with file and line
      3   0.016 ms   e  copy the event as JSON
     y  esc cancel
    ");
}

#[test]
fn one_pane_can_have_the_whole_screen() {
    let mut app = open_shop(0);
    run_keys(&mut app, "gef");
    assert_snapshot!(screen(&mut app, 60, 14), @"
     shop   13 polls · 8 steps · 1 task · 14.4 ms      finished
    ━ Events 1/16  0.014 ms ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    ▶ 1   0.014 ms  ○ client.fetch(url).re…  pending    12.0 µs
      2   0.015 ms  ○ load_cart(id)          pending    13.0 µs
      3   0.016 ms  ○ checkout(7)            pending    14.0 µs
      4  11.016 ms  ↑ client.fetch(url).re…  woken from tokio-…
      5  11.065 ms  ● client.fetch(url).re…  ready      9.00 µs
      6  11.066 ms  ● load_cart(id)          ready      10.0 µs
      7  11.078 ms  ○ reserve(&cart)         pending    12.0 µs
      8  11.119 ms  ○ quote(&cart)           pending    40.0 µs
      9  11.119 ms  ○ checkout(7)            pending    63.0 µs
     10  14.419 ms  ↑ reserve(&cart)         woken by quote(&c…
     11  14.427 ms  ● reserve(&cart)         ready      3.00 µs
     h/l event  [/] step  tab pane  0/$ ends     ? help  q quit
    ");
    run_keys(&mut app, "f");
    assert!(screen(&mut app, 60, 14).contains("Steps"));
}

#[test]
fn the_help_is_searched() {
    let mut app = open_shop(0);
    app.resize(60, 8);
    run_keys(&mut app, "?/mark<enter>");
    assert_snapshot!(screen(&mut app, 60, 8), @"
    ━ Keys ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 29-34/152 ━
       m{a-z}               mark this event with a letter
       '{a-z}               to the mark of a letter
       [N] u '' ctrl-o      back to before the last move
       [N] U                forward again, after going back

     In a pane
     /mark 1/2  j/k scroll  esc back  / search  n/N match
    ");
    run_keys(&mut app, "n");
    let marked = styles(&mut app, 60, 8);
    assert!(marked.contains("UNDERLINED"), "{marked}");
    run_keys(&mut app, "/nothing like it<enter>");
    assert!(screen(&mut app, 60, 8).contains("no match for nothing like it"));
}

#[test]
fn a_status_takes_the_place_of_the_hints() {
    let mut app = open_shop(0);
    app.set_status(Status::warning("cannot run \u{1b}[2Jvim"));
    let screen = screen(&mut app, 80, 24);
    assert_snapshot!(screen.lines().last().unwrap(), @" cannot run <U+001B>[2Jvim");
}
