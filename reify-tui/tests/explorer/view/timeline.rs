//! The timeline.

use insta::assert_snapshot;
use reify_tui::app::AppOptions;

use super::{main_pane, open_plain_shop, open_shop};
use crate::fixture::{app_with, hang};
use crate::keys::run_keys;
use crate::screen::{screen, styles};

#[test]
fn at_80_by_24() {
    let mut app = open_shop(9);
    run_keys(&mut app, "gt");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 9), @"
    ━ Timeline 4/6 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 14.4 ms ━
                                      ╷0 ms          ╷5 ms          ╷10 ms
     ▾○ checkout(7)                   ▁────────────────────────────────▂─────────▁
     ├▾● load_cart(id)                ▁────────────────────────────────▁         │
     │ └ ● client.fetch(url).retry(3) ▁────────────────────────────────▁         │
    ▶├ ◎ reserve(&cart)                                                ▁─────────▁
     ├ ○ quote(&cart)                                                  ▁─────────✗
     └ · charge(stock?, price?) ×3                                               ▁
    ");
}

#[test]
fn at_120_by_40() {
    let mut app = open_shop(9);
    run_keys(&mut app, "gt");
    assert_snapshot!(main_pane(&screen(&mut app, 120, 40), 9), @"
    ━ Timeline 4/6 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 14.4 ms ━│─ src/checkout.rs:15 of 18 ─ shop::checkout ─
                                   ╷0 ms         ╷5 ms         ╷10 ms         │  1     use shop::{Cart, Error, Receipt};
     ▾○ checkout(7)                ▁──────────────────────────────▂────────▁  │  2
     ├▾● load_cart(id)             ▁──────────────────────────────▁        │  │  3     /// Reserves and pays what is in a c…
     │ └ ● client.fetch(url).retr… ▁──────────────────────────────▁        │  │  4     #[trace_async]
    ▶├ ◎ reserve(&cart)                                           ▁────────▁  │  5     pub async fn checkout(
     ├ ○ quote(&cart)                                             ▁────────✗  │  6         shop: &Shop,
     └ · charge(stock?, price?) ×3                                         ▁  │  7         id: u32,
                                                                              │  8     ) -> Result<Receipt, Error> {
    ");
}

#[test]
fn closer_and_later() {
    let mut app = open_shop(9);
    run_keys(&mut app, "gt8+");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 9), @"
    ━ Timeline 4/6 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 56.4 µs of 14.4 ms ━
                                                   ╷14.38 ms       ╷14.40 ms
     ▾○ checkout(7)                   ───────────────────────────────────────────┼
     ├▾● load_cart(id)                                                           │
     │ └ ● client.fetch(url).retry(3)                                            │
    ▶├ ◎ reserve(&cart)               ───────────────────────────────────────────╪
     ├ ○ quote(&cart)                 ───────────────────────────────────────────┼
     └ · charge(stock?, price?) ×3                                               │
    ");
    run_keys(&mut app, "2<lt>");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 3), @"
    ━ Timeline 4/6 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 56.4 µs of 14.4 ms ━
                                          ╷14.34 ms      ╷14.36 ms       ╷14.38 ms
     ▾○ checkout(7)                   ────────────────────────────────────────────
    ");
}

#[test]
fn at_40_by_10() {
    let mut app = open_shop(9);
    run_keys(&mut app, "gt");
    assert_snapshot!(screen(&mut app, 40, 10), @"
     shop   13 polls · 8 steps · 14.4 ms
    ━ Timeline 4/6 ━━━━━━━━━━━━━━━ 14.4 ms ━
                      ╷0 ms        ╷10 ms
     │ └ ● client.fe… ▁──────────────▁   │
    ▶├ ◎ reserve(&ca…                ▁───▁
     ├ ○ quote(&cart)                ▁───✗
    ─ Events 10/16  14.419 ms ──────────────
      9  ○ checkout(7)           pending
    ▶10  ↑ reserve(&cart)        woken by …
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn at_20_by_4() {
    let mut app = open_shop(9);
    run_keys(&mut app, "gt");
    assert_snapshot!(screen(&mut app, 20, 4), @"
    ━ Timeline 4/6 ━━━━━
     … └ ● c… ▁─────▁│
    ▶├ ◎ res…       ▁▁
         ? help  q quit
    ");
}

#[test]
fn in_ascii_and_without_colors() {
    let mut app = open_plain_shop(9);
    run_keys(&mut app, "gt");
    let shown = screen(&mut app, 80, 24);
    assert!(shown.is_ascii());
    assert_snapshot!(main_pane(&shown, 9), @"
    = Timeline 4/6 ======================================================= 14.4 ms =
                                      '0 ms          '5 ms          '10 ms
     -? checkout(7)                   i--------------------------------i---------i
     |-R load_cart(id)                i--------------------------------i         |
     | ` R client.fetch(url).retry(3) i--------------------------------i         |
    >| @ reserve(&cart)                                                i---------i
     | ? quote(&cart)                                                  i---------x
     ` . charge(stock?, price?) x3                                               i
    ");
    assert_snapshot!(styles(&mut app, 40, 10), @"
    r0 1..5 BOLD
    r1 0..30 BOLD
    r1 39..40 BOLD
    r3 1..5 DIM
    r3 18..19 BOLD
    r3 33..34 BOLD
    r3 37..38 BOLD
    r4 0..1 BOLD | REVERSED
    r4 1..17 REVERSED
    r4 33..34 BOLD
    r4 37..38 BOLD | REVERSED
    r5 1..3 DIM
    r5 33..34 BOLD
    r5 37..38 REVERSED
    r6 0..1 DIM
    r6 26..40 DIM
    r7 1..5 DIM
    r8 0..40 BOLD
    r9 1..4 BOLD
    r9 12..15 BOLD
    r9 25..26 BOLD
    r9 33..34 BOLD
    ");
}

#[test]
fn what_is_polled_at_the_end_goes_on() {
    let mut app = app_with(hang(), AppOptions::default());
    run_keys(&mut app, "gt");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 5), @"
     △ the recording has no end: the program was killed, or runs stil…  1 notice: !
    ━ Timeline 3/3 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 30.0 s ━
                                      ╷0 s   ╷5 s   ╷10 s  ╷15 s   ╷20 s  ╷25 s
     ▾◐ serve()                       ████████████████████████████████████████████
     ├ ● listener.accept()            ▁                                          │
    ");
}
