//! Characters and styles.

use insta::assert_snapshot;
use reify_lib::PollResult;
use reify_tui::app::AppOptions;
use reify_tui::theme::ThemeName;

use super::{open_shop, open_shop_with};
use crate::fixture::{Story, app_with, at, shop};
use crate::screen::{screen, styles};

#[test]
fn in_ascii() {
    let options = AppOptions {
        ascii: true,
        ..at(11)
    };
    let mut app = open_shop_with(options);
    let screen = screen(&mut app, 80, 24);
    assert!(screen.is_ascii());
    assert_snapshot!(screen, @"
     shop  trace.json   13 polls | 8 steps | 1 task | 14.4 ms              finished
    = Steps 5/6 ========================== place           polls  waiting  polling =
     -* checkout(7)                                          2/3  14.3 ms  80.0 us
     |-R load_cart(id)                     checkout.rs:14      2  11.0 ms  23.0 us
     | ` R client.fetch(url).retry(3)      checkout.rs:31      2  11.0 ms  21.0 us
     | R reserve(&cart)                    checkout.rs:15      2  3.35 ms  15.0 us
    >| x quote(&cart)                      checkout.rs:15      1  3.31 ms  40.0 us
     ` . charge(stock?, price?) x3         checkout.rs:16    0/3



    - Events 12/16  14.427 ms ------------------------------------------------------
     10  14.419 ms  +3.30 ms  ^ reserve(&cart)                   woken by quote(&c~
     11  14.427 ms  +8.00 us  R reserve(&cart)                   ready      3.00 us
    >12  14.427 ms     +0 ns  x quote(&cart)                     cancelled
     13  14.427 ms   +700 ns  R charge(stock?, price?)           ready       700 ns
     14  14.428 ms   +700 ns  R charge(stock?, price?)           ready       700 ns
    - src/checkout.rs:15 of 18 ------------------------------------ shop::checkout -
     13                 // The two need not wait for each other.
    *14  2x 11.0 ms     let cart = shop.load_cart(id).await?;
    >15  3x 6.65 ms     let (stock, price) = tokio::join!(shop.reserve(&cart), shop~
    *16                 for part in cart.parts() { shop.charge(stock?, price?).awai~
     17                 Ok(Receipt::new(id))
     h/l event  [/] step  tab pane  space fold  0/$ ends  / search   ? help  q quit
    ");
}

#[test]
fn in_ascii_even_what_users_wrote() {
    let mut story = Story::new("größe");
    let root = story.root("日本()");
    story.poll(root, 5_000, PollResult::Ready);
    let options = AppOptions {
        ascii: true,
        ..at(0)
    };
    let screen = screen(&mut app_with(story.finish(), options), 60, 16);
    assert!(screen.is_ascii());
    assert_snapshot!(screen.lines().nth(2).unwrap(), @"> R ????()                           1           5.00 us");
}

#[test]
fn selection_and_states_have_styles() {
    assert_snapshot!(styles(&mut open_shop(9), 40, 10), @"
    r0 1..5 BOLD
    r1 0..32 BOLD
    r1 39..40 BOLD
    r2 1..3 DIM
    r2 3..4 Cyan
    r3 1..5 DIM
    r3 5..6 Cyan
    r4 0..1 BOLD | REVERSED
    r4 1..3 REVERSED
    r4 3..4 Yellow REVERSED
    r4 4..40 REVERSED
    r5 1..3 DIM
    r5 3..4 Yellow
    r6 0..1 DIM
    r6 26..40 DIM
    r7 1..5 DIM
    r7 5..6 Yellow
    r8 0..5 BOLD
    r8 5..6 Green BOLD
    r8 6..40 BOLD
    r9 1..4 BOLD
    r9 12..15 BOLD
    r9 25..26 BOLD
    r9 33..34 BOLD
    ");
}

#[test]
fn without_colors_there_are_modifiers_only() {
    let options = AppOptions {
        theme: ThemeName::Mono,
        ..at(9)
    };
    let styles = styles(&mut app_with(shop(), options), 40, 10);
    for run in styles.lines() {
        let style = run.splitn(3, ' ').nth(2).unwrap();
        let is_modifier =
            |word: &str| ["BOLD", "DIM", "REVERSED", "UNDERLINED", "|"].contains(&word);
        assert!(style.split(' ').all(is_modifier), "{run}");
    }
    assert_snapshot!(styles, @"
    r0 1..5 BOLD
    r1 0..32 BOLD
    r1 39..40 BOLD
    r2 1..3 DIM
    r3 1..5 DIM
    r4 0..1 BOLD | REVERSED
    r4 1..40 REVERSED
    r5 1..3 DIM
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
fn in_high_contrast_nothing_is_dim_and_every_colour_has_its_background() {
    let options = AppOptions {
        theme: ThemeName::HighContrast,
        ..at(9)
    };
    let styles = styles(&mut app_with(shop(), options), 40, 10);
    for run in styles.lines() {
        let style = run.splitn(3, ' ').nth(2).unwrap();
        assert!(!style.contains("DIM"), "{run}");
        let is_colour = ["Black", "White"].iter().any(|fg| style.starts_with(fg));
        assert_eq!(is_colour, style.contains(" on "), "{run}");
    }
    assert_snapshot!(styles, @"
    r0 1..5 BOLD
    r1 0..32 BOLD
    r1 39..40 BOLD
    r4 0..1 BOLD | UNDERLINED | REVERSED
    r4 1..3 BOLD | REVERSED
    r4 3..4 Black on Yellow BOLD | REVERSED
    r4 4..40 BOLD | REVERSED
    r5 3..4 Black on Yellow
    r7 5..6 Black on Yellow
    r7 29..39 Black on Yellow
    r8 0..5 BOLD | UNDERLINED
    r8 5..6 Black on Green BOLD | UNDERLINED
    r8 6..29 BOLD | UNDERLINED
    r8 29..34 Black on Green BOLD | UNDERLINED
    r8 34..40 BOLD | UNDERLINED
    r9 1..4 BOLD
    r9 12..15 BOLD
    r9 25..26 BOLD
    r9 33..34 BOLD
    ");
}
