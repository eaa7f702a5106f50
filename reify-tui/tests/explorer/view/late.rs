//! A long recording before it is added up: there are no numbers, and it is said why.

use insta::assert_snapshot;
use reify_tui::app::App;
use reify_tui::model::Totals;

use super::{give_source, main_pane};
use crate::fixture::{at, begun, shop};
use crate::keys::run_keys;
use crate::screen::screen;

fn open(position: usize) -> (App, Totals) {
    let (mut app, totals, found) = begun(shop(), at(position));
    app.set_findings(found);
    give_source(&mut app);
    (app, totals)
}

#[test]
fn awaits_stand_by_their_places_without_numbers() {
    let (mut app, _) = open(9);
    run_keys(&mut app, "ga");
    assert_snapshot!(main_pane(&screen(&mut app, 120, 40), 7), @"
    ━ Awaits 2/5, adding up .. ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━│─ src/checkout.rs:15 of 18, adding up .. ────
      load_cart(id)                checkout.rs:14                             │  1  use shop::{Cart, Error, Receipt};
    ▶ reserve(&cart)               checkout.rs:15                             │  2
     △quote(&cart)                 checkout.rs:15                             │  3  /// Reserves and pays what is in a cart.
      charge(stock?, price?)       checkout.rs:16                             │  4  #[trace_async]
      client.fetch(url).retry(3)   checkout.rs:31                             │  5  pub async fn checkout(
                                                                              │  6      shop: &Shop,
    ");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 7), @"
    ━ Awaits 2/5, adding up .. ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      load_cart(id)             checkout.rs:14
    ▶ reserve(&cart)            checkout.rs:15
     △quote(&cart)              checkout.rs:15
      charge(stock?, price?)    checkout.rs:16
      client.fetch(url).retry…  checkout.rs:31
    ");
    assert_snapshot!(screen(&mut app, 40, 10), @"
     shop   13 polls         △ 1 finding: F
    ━ Awaits 2/5, adding up .. ━━━━━━━━━━━━━
      load_cart(id)
    ▶ reserve(&cart)
     △quote(&cart)
      charge(stock?, price?)
    ─ Events 10/16  14.419 ms ──────────────
      9  ○△checkout(7)           pending
    ▶10  ↑ reserve(&cart)        woken by …
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn below_the_awaits_only_the_place_of_one_is_told() {
    let (mut app, totals) = open(9);
    run_keys(&mut app, "gaf");
    assert_snapshot!(screen(&mut app, 80, 24), @"
     shop   13 polls · 8 steps · 1 task · 14.4 ms         △ 1 finding: F   finished
    ━ Awaits 2/5, adding up .. ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      load_cart(id)             checkout.rs:14
    ▶ reserve(&cart)            checkout.rs:15
     △quote(&cart)              checkout.rs:15
      charge(stock?, price?)    checkout.rs:16
      client.fetch(url).retry…  checkout.rs:31













       place    src/checkout.rs:15


     h/l event  [/] step  tab pane  F findings  0/$ ends  / search   ? help  q quit
    ");
    app.set_totals(totals);
    assert!(screen(&mut app, 80, 24).contains("waiting  3.34 ms"));
}

#[test]
fn lines_of_the_source_are_marked_without_numbers() {
    let (mut app, totals) = open(9);
    run_keys(&mut app, "gcf");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 19), @"
    ━ src/checkout.rs:15 of 18, adding up .. ━━━━━━━━━━━━━━━━━━━━━━ shop::checkout ━
      1  use shop::{Cart, Error, Receipt};
      2
      3  /// Reserves and pays what is in a cart.
      4  #[trace_async]
      5  pub async fn checkout(
      6      shop: &Shop,
      7      id: u32,
      8  ) -> Result<Receipt, Error> {
      9      if !shop.is_open() {
     10          return Err(Error::Closed);
     11      }
     12
     13      // The two need not wait for each other.
    •14      let cart = shop.load_cart(id).await?;
    ▶15△     let (stock, price) = tokio::join!(shop.reserve(&cart), shop.quote(&car…
    •16      for part in cart.parts() { shop.charge(stock?, price?).await?; }
     17      Ok(Receipt::new(id))
     18  }
    ");
    app.set_totals(totals);
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 19), @"
    ━ src/checkout.rs:15 of 18 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ shop::checkout ━
      1             use shop::{Cart, Error, Receipt};
      2
      3             /// Reserves and pays what is in a cart.
      4             #[trace_async]
      5             pub async fn checkout(
      6                 shop: &Shop,
      7                 id: u32,
      8             ) -> Result<Receipt, Error> {
      9                 if !shop.is_open() {
     10                     return Err(Error::Closed);
     11                 }
     12
     13                 // The two need not wait for each other.
    •14  2× 11.0 ms     let cart = shop.load_cart(id).await?;
    ▶15△ 2× 6.64 ms     let (stock, price) = tokio::join!(shop.reserve(&cart), shop…
    •16                 for part in cart.parts() { shop.charge(stock?, price?).awai…
     17                 Ok(Receipt::new(id))
     18             }
    ");
}

#[test]
fn the_page_about_an_await_says_that_it_is_added_up() {
    let (mut app, totals) = open(9);
    run_keys(&mut app, "gaji");
    let page = screen(&mut app, 80, 40);
    assert!(page.contains("in all"), "{page}");
    assert!(page.contains("being added up"), "{page}");
    app.set_totals(totals);
    assert!(!screen(&mut app, 80, 40).contains("being added up"));
}

#[test]
fn nothing_else_is_different() {
    for keys in [
        "gs",
        "gt",
        "F",
        "!",
        "ge",
        "?",
        "i",
        "&quote<enter>",
        "/quote<enter>",
    ] {
        let (mut app, totals, _) = begun(shop(), at(9));
        run_keys(&mut app, keys);
        let before = screen(&mut app, 120, 40);
        app.set_totals(totals);
        assert_eq!(screen(&mut app, 120, 40), before, "{keys}");
    }
}

#[test]
fn findings_are_looked_for_until_they_are_there() {
    let (mut app, _, found) = begun(shop(), at(9));
    run_keys(&mut app, "F");
    assert!(screen(&mut app, 80, 24).contains("looking for what is wrong .."));
    app.set_findings(found);
    assert!(screen(&mut app, 80, 24).contains("Findings 1/1"));
    let (mut app, ..) = begun(shop(), at(9));
    run_keys(&mut app, "F");
    app.set_findings(Vec::new());
    assert!(screen(&mut app, 80, 24).contains("nothing was found"));
}
