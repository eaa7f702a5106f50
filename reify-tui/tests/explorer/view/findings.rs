//! The findings, and their marks in the other views.

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_tui::app::{App, AppOptions};
use reify_tui::theme::ThemeName;
use reify_tui::view;

use super::give_source;
use crate::fixture::{app_found, at, hang, shop};
use crate::keys::run_keys;
use crate::screen::{screen, styles};

fn open(keys: &str) -> App {
    let mut app = app_found(hang(), at(2));
    run_keys(&mut app, keys);
    give_source(&mut app);
    app
}

#[test]
fn at_80_by_24() {
    assert_snapshot!(screen(&mut open("F"), 80, 24), @"
     stuck   3 polls · 3 steps · 1 task · 30.0 s            ▲ 1 finding: F   no end
     △ the recording has no end: the program was killed, or runs stil…  1 notice: !
    ━ Findings 1/1 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ enter: the event that shows it ━
     ▲ blocking-poll      likely    `read(&mut socket)` at src/checkout.rs:21 is n…
       `read(&mut socket)` at src/checkout.rs:21 is not as it should be, as far as
       can be told
       next       look there
       since      2.01 ms, for 30.0 s
       path       serve() > read(&mut socket)
       evidence   event 2 (seq 4)


    ─ Events 3/4  0.000012 s ───────────────────────────────────────────────────────
     1   0.000005 s            ● listener.accept()               ready      5.00 µs
     2   0.000012 s  +7.00 µs  ○▲read(&mut socket)               pending    7.00 µs
    ▶3   0.000012 s     +0 ns  ○ serve()                         pending    12.0 µs
     4   0.002012 s  +2.00 ms  ↑▲read(&mut socket)               woken from tokio-…
        30.002012 s   +30.0 s  ■ no end: the program was killed, or runs still
    ─ src/checkout.rs:21 ────────────────────────────────────────── shop::checkout ─
     changed since the recording: the expression is gone
     16      for part in cart.parts() { shop.charge(stock?, price?).await?; }
     17      Ok(Receipt::new(id))
     18  }
     h/l event  enter evidence  [/] step  tab pane  0/$ ends  e edit ? help  q quit
    ");
}

#[test]
fn at_120_by_40() {
    assert_snapshot!(screen(&mut open("F<enter>"), 120, 40), @"
     stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s                                        ▲ 1 finding: F   no end
     △ the recording has no end: the program was killed, or runs still; its last sign of life is 30.002 s aft…  1 notice: !
    ━ Findings 1/1 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ evidence 1/1 ━│─ src/checkout.rs:21 ─────── shop::checkout ─
     ▲ blocking-poll      likely    `read(&mut socket)` at src/checkout.rs:2… │ changed since the recording: the expressio…
                                                                              │  1  use shop::{Cart, Error, Receipt};
       `read(&mut socket)` at src/checkout.rs:21 is not as it should be, as   │  2
       far as can be told                                                     │  3  /// Reserves and pays what is in a cart.
       next       look there                                                  │  4  #[trace_async]
       since      2.01 ms, for 30.0 s                                         │  5  pub async fn checkout(
       path       serve() > read(&mut socket)                                 │  6      shop: &Shop,
       evidence   event 2 (seq 4)                                             │  7      id: u32,
                                                                              │  8  ) -> Result<Receipt, Error> {
                                                                              │  9      if !shop.is_open() {
                                                                              │ 10          return Err(Error::Closed);
                                                                              │ 11      }
                                                                              │ 12
                                                                              │ 13      // The two need not wait for each o…
                                                                              │ 14      let cart = shop.load_cart(id).await…
                                                                              │ 15      let (stock, price) = tokio::join!(s…
                                                                              │ 16      for part in cart.parts() { shop.cha…
                                                                              │ 17      Ok(Receipt::new(id))
                                                                              │ 18  }
                                                                              │
                                                                              │
                                                                              │
    ─ Events 2/4  0.000012 s ───────────────────────────────────────────────────────────────────────────────────────────────
     1   0.000005 s            main             ● listener.accept()              ready      5.00 µs
    ▶2   0.000012 s  +7.00 µs  main             ○▲read(&mut socket)              pending    7.00 µs
     3   0.000012 s     +0 ns  main             ○ serve()                        pending    12.0 µs
     4   0.002012 s  +2.00 ms  tokio-rt-worker  ↑▲read(&mut socket)              woken from tokio-rt-worker
        30.002012 s   +30.0 s  ■ no end: the program was killed, or runs still








     h/l event  enter evidence  [/] step  tab pane  0/$ ends  / search  e edit  {/} ready  & filter  w wake  ? help  q quit
    ");
}

#[test]
fn at_40_by_10() {
    assert_snapshot!(screen(&mut open("F"), 40, 10), @"
     stuck   3 polls         ▲ 1 finding: F
    ━ Findings 1/1 ━━━━━━━━━━━━━━━━━━━━━━━━━
     ▲ blocking-poll (likely)  `read(&mut …
       `read(&mut socket)` at
       src/checkout.rs:21 is not as it
       should be, as far as can be told
    ─ Events 3/4  0.000012 s ───────────────
     2  ○▲read(&mut socket)      pending
    ▶3  ○ serve()                pending
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn what_was_found_is_offered_and_marked_on_the_first_screen() {
    assert_snapshot!(screen(&mut open(""), 80, 24), @"
     stuck   3 polls · 3 steps · 1 task · 30.0 s            ▲ 1 finding: F   no end
     △ the recording has no end: the program was killed, or runs stil…  1 notice: !
    ━ Steps 1/3 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
    ▶▾○ serve()                                                1           12.0 µs
     ├ ● listener.accept()                 checkout.rs:8       1           5.00 µs
     └ ○▲read(&mut socket)                 checkout.rs:21      1           7.00 µs






    ─ Events 3/4  0.000012 s ───────────────────────────────────────────────────────
     1   0.000005 s            ● listener.accept()               ready      5.00 µs
     2   0.000012 s  +7.00 µs  ○▲read(&mut socket)               pending    7.00 µs
    ▶3   0.000012 s     +0 ns  ○ serve()                         pending    12.0 µs
     4   0.002012 s  +2.00 ms  ↑▲read(&mut socket)               woken from tokio-…
        30.002012 s   +30.0 s  ■ no end: the program was killed, or runs still
    ─ src/checkout.rs:8 of 18 ───────────────────────────────────── shop::checkout ─
     changed since the recording: the expression is gone
      7      id: u32,
    ▶ 8  ) -> Result<Receipt, Error> {
      9      if !shop.is_open() {
     h/l event  [/] step  tab pane  F findings  space fold  0/$ ends ? help  q quit
    ");
}

#[test]
fn awaits_are_marked_too() {
    let screen = screen(&mut open("ga"), 80, 24);
    let lines: Vec<&str> = screen.lines().skip(2).take(4).collect();
    assert_snapshot!(lines.join("\n"), @"
    ━ Awaits 2/2 by waiting ━━━ place             polls  waiting      p95  polling ━
     ▲read(&mut socket)         checkout.rs:21        1                    7.00 µs
      listener.accept()         checkout.rs:8         1                    5.00 µs
    ");
}

#[test]
fn a_folded_row_has_the_mark_of_what_it_hides() {
    let mut app = open("gg<space>");
    assert!(
        screen(&mut app, 80, 24)
            .lines()
            .nth(3)
            .unwrap()
            .contains("▲serve()")
    );
}

#[test]
fn in_ascii_and_without_colors() {
    let options = AppOptions {
        ascii: true,
        theme: ThemeName::Mono,
        ..at(2)
    };
    let mut app = app_found(hang(), options);
    run_keys(&mut app, "F");
    give_source(&mut app);
    let shown = screen(&mut app, 60, 20);
    assert!(shown.is_ascii());
    assert_snapshot!(shown, @"
     stuck   3 polls | 30.0 s           % 1 finding: F   no end
     : the recording has no end: the program was ~  1 notice: !
    = Findings 1/1 ============ enter: the event that shows it =
     % blocking-poll      likely    `read(&mut socket)` at src~
       `read(&mut socket)` at src/checkout.rs:21 is not as it
       should be, as far as can be told
       next       look there
       since      2.01 ms, for 30.0 s
       path       serve() > read(&mut socket)
       evidence   event 2 (seq 4)
    - Events 3/4  0.000012 s -----------------------------------
     1   0.000005 s  R listener.accept()     ready      5.00 us
     2   0.000012 s  ?%read(&mut socket)     pending    7.00 us
    >3   0.000012 s  ? serve()               pending    12.0 us
     4   0.002012 s  ^%read(&mut socket)     woken from tokio-~
    - src/checkout.rs:21 ---------------------- shop::checkout -
     changed since the recording: the expression is gone
     17      Ok(Receipt::new(id))
     18  }
     h/l event  enter evidence  [/] step  e edit ? help  q quit
    ");
    let styles = styles(&mut app, 60, 20);
    for color in ["Yellow", "Red", "Cyan", "Magenta", "Blue"] {
        assert!(!styles.contains(color), "{styles}");
    }
}

#[test]
fn the_page_tells_all_of_a_finding() {
    let mut app = open("Fi");
    let screen = screen(&mut app, 80, 40);
    let lines: Vec<&str> = screen.lines().take(14).collect();
    assert_snapshot!(lines.join("\n"), @"
    ━ About ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1-38/40 ━
     Finding
       kind        blocking-poll
       severity    alarm
       certainty   likely
       message     `read(&mut socket)` at src/checkout.rs:21 is not as it should be,
                   as far as can be told
       next        look there
       place       src/checkout.rs:21:9
       step        2
       since       2.01 ms, for 30.0 s
       path        serve() > read(&mut socket)
       evidence    event 2 (seq 4)
    ");
}

#[test]
fn every_size_can_be_drawn() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    let mut app = app_found(shop(), at(0));
    run_keys(&mut app, "F<enter>j");
    for width in 0..=130 {
        for height in 0..=40 {
            app.resize(width, height);
            view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
        }
    }
}
