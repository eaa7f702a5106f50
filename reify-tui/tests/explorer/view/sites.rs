//! The await points.

use insta::assert_snapshot;

use super::{main_pane, open_plain_shop, open_shop};
use crate::keys::run_keys;
use crate::screen::{screen, styles};

#[test]
fn hot_spots_come_first() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 7), @"
    ━ Awaits 3/5 by waiting ━━━ place             polls  waiting      p95  polling ━
     client.fetch(url).retry(…  checkout.rs:31        2  11.0 ms  11.0 ms  21.0 µs
     load_cart(id)              checkout.rs:14        2  11.0 ms  11.0 ms  23.0 µs
    ▶reserve(&cart)             checkout.rs:15        1  3.34 ms  3.34 ms  12.0 µs
     quote(&cart)               checkout.rs:15        1  3.30 ms  3.30 ms  40.0 µs
     charge(stock?, price?)     checkout.rs:16
    ");
}

#[test]
fn at_120_by_40() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(main_pane(&screen(&mut app, 120, 40), 7), @"
    ━ Awaits 3/5 by waiting ━━━━━━ place             polls  waiting  polling ━│─ src/checkout.rs:15 of 18 ─ shop::checkout ─
     client.fetch(url).retry(3)    checkout.rs:31        2  11.0 ms  21.0 µs  │  1     use shop::{Cart, Error, Receipt};
     load_cart(id)                 checkout.rs:14        2  11.0 ms  23.0 µs  │  2
    ▶reserve(&cart)                checkout.rs:15        1  3.34 ms  12.0 µs  │  3     /// Reserves and pays what is in a c…
     quote(&cart)                  checkout.rs:15        1  3.30 ms  40.0 µs  │  4     #[trace_async]
     charge(stock?, price?)        checkout.rs:16                             │  5     pub async fn checkout(
                                                                              │  6         shop: &Shop,
    ");
}

#[test]
fn a_wide_screen_has_room_for_all_numbers() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(main_pane(&screen(&mut app, 260, 30), 7), @"
    ━ Awaits 3/5 by waiting ━━ place                 steps    polls  cancelled  waiting      p50      p95      max  polling      max ━│─ src/checkout.rs:15 of 18 ───────────────────────────────────────────────────────────────────────────────────── shop::checkout ─
     client.fetch(url).retry…  src/checkout.rs:31        1        2             11.0 ms  11.0 ms  11.0 ms  11.0 ms  21.0 µs  12.0 µs  │  3             /// Reserves and pays what is in a cart.
     load_cart(id)             src/checkout.rs:14        1        2             11.0 ms  11.0 ms  11.0 ms  11.0 ms  23.0 µs  13.0 µs  │  4             #[trace_async]
    ▶reserve(&cart)            src/checkout.rs:15        1        1             3.34 ms  3.34 ms  3.34 ms  3.34 ms  12.0 µs  12.0 µs  │  5             pub async fn checkout(
     quote(&cart)              src/checkout.rs:15        1        1             3.30 ms  3.30 ms  3.30 ms  3.30 ms  40.0 µs  40.0 µs  │  6                 shop: &Shop,
     charge(stock?, price?)    src/checkout.rs:16                                                                                     │  7                 id: u32,
                                                                                                                                      │  8             ) -> Result<Receipt, Error> {
    ");
}

#[test]
fn at_40_by_10() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(screen(&mut app, 40, 10), @"
     shop   13 polls · 8 steps · 14.4 ms
    ━ Awaits 3/5 by waiting ━━━━━━ waiting ━
     client.fetch(url).retry(3)    11.0 ms
     load_cart(id)                 11.0 ms
    ▶reserve(&cart)                3.34 ms
     quote(&cart)                  3.30 ms
    ─ Events 10/16  14.419 ms ──────────────
      9  ○ checkout(7)           pending
    ▶10  ↑ reserve(&cart)        woken by …
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn at_20_by_4() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(screen(&mut app, 20, 4), @"
    ━ Awaits 3/5 by w… ━
     load_cart(id)
    ▶reserve(&cart)
         ? help  q quit
    ");
}

#[test]
fn in_ascii_and_without_colors() {
    let mut app = open_plain_shop(9);
    run_keys(&mut app, "gao");
    let shown = screen(&mut app, 80, 24);
    assert!(shown.is_ascii());
    assert_snapshot!(main_pane(&shown, 7), @"
    = Awaits 4/5 by polling === place             polls  waiting      p95  polling =
     quote(&cart)               checkout.rs:15        1  3.30 ms  3.30 ms  40.0 us
     load_cart(id)              checkout.rs:14        2  11.0 ms  11.0 ms  23.0 us
     client.fetch(url).retry(~  checkout.rs:31        2  11.0 ms  11.0 ms  21.0 us
    >reserve(&cart)             checkout.rs:15        1  3.34 ms  3.34 ms  12.0 us
     charge(stock?, price?)     checkout.rs:16
    ");
    assert_snapshot!(styles(&mut app, 40, 10), @"
    r0 1..5 BOLD
    r1 0..30 BOLD
    r1 39..40 BOLD
    r4 0..1 BOLD | REVERSED
    r4 1..40 REVERSED
    r5 1..38 DIM
    r6 0..1 DIM
    r6 26..40 DIM
    r7 1..5 DIM
    r8 0..40 BOLD
    ");
}

#[test]
fn a_search_marks_awaits() {
    let mut app = open_shop(9);
    run_keys(&mut app, "ga/quote<enter>");
    let shown = screen(&mut app, 80, 24);
    assert_snapshot!(shown.lines().last().unwrap(), @" /quote 1/1  h/l event  [/] step  tab pane  0/$ ends  / search   ? help  q quit");
    assert_eq!(app.rows().selection().row(), 3);
}
