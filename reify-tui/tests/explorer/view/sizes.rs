//! The screen at every size.

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::Trace;
use reify_tui::app::AppOptions;
use reify_tui::view;

use super::open_shop;
use crate::fixture::{app_with, at, hang, shop};
use crate::keys::run_keys;
use crate::screen::screen;

/// The keys that lead to each view.
const VIEWS: [&str; 5] = ["gs", "gt", "ga", "gf", "gn"];

#[test]
fn at_80_by_24() {
    assert_snapshot!(screen(&mut open_shop(9), 80, 24), @"
     shop  trace.json   13 polls · 8 steps · 1 task · 14.4 ms              finished
    ━ Steps 4/6 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
     ▾○ checkout(7)                                          2/3  14.3 ms  77.0 µs
     ├▾● load_cart(id)                     checkout.rs:14      2  11.0 ms  23.0 µs
     │ └ ● client.fetch(url).retry(3)      checkout.rs:31      2  11.0 ms  21.0 µs
    ▶├ ◎ reserve(&cart)                    checkout.rs:15    1/2  3.34 ms  12.0 µs
     ├ ○ quote(&cart)                      checkout.rs:15      1  3.30 ms  40.0 µs
     └ · charge(stock?, price?) ×3         checkout.rs:16    0/3



    ─ Events 10/16  14.419 ms ──────────────────────────────────────────────────────
      8  11.119 ms  +41.0 µs  ○ quote(&cart)                     pending    40.0 µs
      9  11.119 ms     +0 ns  ○ checkout(7)                      pending    63.0 µs
    ▶10  14.419 ms  +3.30 ms  ↑ reserve(&cart)                   woken by quote(&c…
     11  14.427 ms  +8.00 µs  ● reserve(&cart)                   ready      3.00 µs
     12  14.427 ms     +0 ns  ✗ quote(&cart)                     cancelled
    ─ src/checkout.rs:15 of 18 ──────────────────────────────────── shop::checkout ─
     13                 // The two need not wait for each other.
    •14  2× 11.0 ms     let cart = shop.load_cart(id).await?;
    ▶15  2× 6.64 ms     let (stock, price) = tokio::join!(shop.reserve(&cart), shop…
    •16                 for part in cart.parts() { shop.charge(stock?, price?).awai…
     17                 Ok(Receipt::new(id))
     h/l event  [/] step  tab pane  space fold  0/$ ends  / search   ? help  q quit
    ");
}

#[test]
fn at_120_by_40() {
    assert_snapshot!(screen(&mut open_shop(6), 120, 40), @"
     shop  trace.json   13 polls · 8 steps · 1 task · 14.4 ms                                                      finished
    ━ Steps 4/6 ━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━│─ src/checkout.rs:15 of 18 ─ shop::checkout ─
     ▾◐ checkout(7)                                    1/3  11.0 ms  36.0 µs  │  1     use shop::{Cart, Error, Receipt};
     ├▾● load_cart(id)               checkout.rs:14      2  11.0 ms  23.0 µs  │  2
     │ └ ● client.fetch(url).retry…  checkout.rs:31      2  11.0 ms  21.0 µs  │  3     /// Reserves and pays what is in a c…
    ▶├ ○ reserve(&cart)              checkout.rs:15    1/2           12.0 µs  │  4     #[trace_async]
     ├ ◌ quote(&cart)                checkout.rs:15    0/1                    │  5     pub async fn checkout(
     └ · charge(stock?, price?) ×3   checkout.rs:16    0/3                    │  6         shop: &Shop,
                                                                              │  7         id: u32,
                                                                              │  8     ) -> Result<Receipt, Error> {
                                                                              │  9         if !shop.is_open() {
                                                                              │ 10             return Err(Error::Closed);
                                                                              │ 11         }
                                                                              │ 12
                                                                              │ 13         // The two need not wait for eac…
                                                                              │•14  2×     let cart = shop.load_cart(id).aw…
                                                                              │▶15  1×     let (stock, price) = tokio::join…
                                                                              │•16         for part in cart.parts() { shop.…
                                                                              │ 17         Ok(Receipt::new(id))
                                                                              │ 18     }
                                                                              │
                                                                              │
                                                                              │
                                                                              │
                                                                              │
    ─ Events 7/16  11.078 ms ───────────────────────────────────────────────────────────────────────────────────────────────
      1   0.014 ms            main             ○ client.fetch(url).retry(3)      pending    12.0 µs
      2   0.015 ms  +1.00 µs  main             ○ load_cart(id)                   pending    13.0 µs
      3   0.016 ms  +1.00 µs  main             ○ checkout(7)                     pending    14.0 µs
      4  11.016 ms  +11.0 ms  tokio-rt-worker  ↑ client.fetch(url).retry(3)      woken from tokio-rt-worker
      5  11.065 ms  +49.0 µs  main             ● client.fetch(url).retry(3)      ready      9.00 µs  ↑ 40.0 µs from tokio-…
      6  11.066 ms  +1.00 µs  main             ● load_cart(id)                   ready      10.0 µs
    ▶ 7  11.078 ms  +12.0 µs  main             ○ reserve(&cart)                  pending    12.0 µs
      8  11.119 ms  +41.0 µs  main             ○ quote(&cart)                    pending    40.0 µs
      9  11.119 ms     +0 ns  main             ○ checkout(7)                     pending    63.0 µs
     10  14.419 ms  +3.30 ms  main             ↑ reserve(&cart)                  woken by quote(&cart)
     11  14.427 ms  +8.00 µs  main             ● reserve(&cart)                  ready      3.00 µs  ↑ 5.00 µs by quote(&c…
     12  14.427 ms     +0 ns  main             ✗ quote(&cart)                    cancelled
     13  14.427 ms   +700 ns  main             ● charge(stock?, price?)          ready       700 ns
     h/l event  [/] step  tab pane  space fold  0/$ ends  / search  e edit  {/} ready  & filter  w wake      ? help  q quit
    ");
}

#[test]
fn at_40_by_10() {
    assert_snapshot!(screen(&mut open_shop(9), 40, 10), @"
     shop   13 polls · 8 steps · 14.4 ms
    ━ Steps 4/6 ━━━━━━━━━━━━━━━━━━━━ polls ━
     ├▾● load_cart(id)                   2
     │ └ ● client.fetch(url).retry…      2
    ▶├ ◎ reserve(&cart)                1/2
     ├ ○ quote(&cart)                    1
    ─ Events 10/16  14.419 ms ──────────────
      9  ○ checkout(7)           pending
    ▶10  ↑ reserve(&cart)        woken by …
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn at_20_by_4() {
    assert_snapshot!(screen(&mut open_shop(9), 20, 4), @"
    ━ Steps 4/6 ━━━━━━━━
     │ └ ● client.fet…
    ▶├ ◎ reserve(&car…
         ? help  q quit
    ");
}

#[test]
fn below_20_by_4_there_is_one_line() {
    assert_snapshot!(screen(&mut open_shop(9), 19, 4), @"terminal too small…");
    assert_snapshot!(screen(&mut open_shop(9), 80, 3), @"terminal too small (80x3)");
}

#[test]
fn every_size_can_be_drawn() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    for view in VIEWS {
        let mut app = app_with(shop(), at(9));
        run_keys(&mut app, view);
        for width in 0..=130 {
            for height in 0..=40 {
                app.resize(width, height);
                view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
            }
        }
    }
}

/// A recording with a single event, of a step that nothing else is known of.
fn one_event() -> Trace {
    let file = b"[{\"reify\":{}},{\"poll\":[0,7,5,1,1,\"pending\"]}]";
    Trace::from_slice(file).expect("it is a recording")
}

/// Small ones, as most go wrong there, and some of the others; `REIFY_ALL_SIZES` asks for all of them.
pub(super) fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let all = std::env::var_os("REIFY_ALL_SIZES").is_some();
    let widths = (0..=130_u16).filter(move |width| all || *width <= 24 || width % 11 == 0);
    widths.flat_map(move |width| {
        let heights = (0..=40_u16).filter(move |height| all || *height <= 10 || height % 8 == 0);
        heights.map(move |height| (width, height))
    })
}

#[test]
fn every_view_and_page_of_every_recording_can_be_drawn_at_every_size() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    for trace in [hang(), one_event(), Trace::default()] {
        let mut app = app_with(trace, at(9));
        for keys in VIEWS.into_iter().chain(["i", "<esc>?"]) {
            run_keys(&mut app, keys);
            for (width, height) in sizes() {
                app.resize(width, height);
                view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
            }
        }
    }
}

/// The keys that lead to all else that can be on the screen.
const STATES: [&str; 28] = [
    "?",
    "?/ev",
    "?/event<enter>",
    "i",
    "gai",
    "gfi",
    "gni",
    "/ca",
    "/no such thing",
    "/a<enter>n",
    "&<ctrl-u>polls:",
    "&<ctrl-u>polls:>1",
    "&<ctrl-u>cart<enter>",
    "&<ctrl-u>nothing<enter>",
    "&<ctrl-u>polls:>1<enter>/a<enter>ga",
    "go12",
    "gox",
    "g>1m",
    "g",
    "12",
    "y",
    "f",
    "gtf",
    "gaf",
    "gef",
    "gcf",
    "gt9+>",
    "x",
];

#[test]
fn every_prompt_page_and_state_can_be_drawn_at_every_size() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    for (index, keys) in STATES.iter().enumerate() {
        let ascii = index % 2 == 1;
        let mut app = app_with(shop(), AppOptions { ascii, ..at(9) });
        super::give_source(&mut app);
        run_keys(&mut app, keys);
        for (width, height) in sizes() {
            app.resize(width, height);
            view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
        }
    }
}

#[test]
fn every_recording_can_be_drawn() {
    let traces = [shop(), hang(), one_event(), Trace::default()];
    for (trace, view) in traces
        .iter()
        .flat_map(|trace| VIEWS.map(|view| (trace, view)))
    {
        let mut app = app_with(trace.clone(), at(9));
        run_keys(&mut app, view);
        for (width, height) in [(19, 4), (20, 4), (40, 8), (80, 24), (99, 15), (130, 40)] {
            let screen = screen(&mut app, width, height);
            assert_eq!(screen.split('\n').count(), usize::from(height));
        }
    }
}
