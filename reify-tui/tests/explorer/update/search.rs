//! Searching.

use reify_tui::app::App;

use super::{after, label, status};
use crate::fixture::{app_with, at, shop};
use crate::keys::run_keys;

#[test]
fn a_search_moves_as_it_is_typed() {
    let mut app = after(shop(), "gg/qu");
    assert_eq!(label(&app), "quote(&cart) @ src/checkout.rs:15");
    run_keys(&mut app, "<backspace><backspace>ch");
    assert_eq!(
        label(&app),
        "checkout(7)",
        "it begins anew where the user was"
    );
    run_keys(&mut app, "<esc>");
    assert_eq!((app.steps().selected(), app.search()), (0, None));
}

#[test]
fn matches_are_counted_and_gone_through() {
    let mut app = after(shop(), "gg/cart<enter>");
    let here = |app: &App| app.matches().map(|matches| (matches.here, matches.all));
    assert_eq!(here(&app), Some((1, 3)));
    run_keys(&mut app, "n");
    assert_eq!(
        (here(&app), label(&app).as_str()),
        (Some((2, 3)), "reserve(&cart) @ src/checkout.rs:15")
    );
    run_keys(&mut app, "2n");
    assert_eq!(
        (here(&app), status(&app)),
        (Some((1, 3)), "the search went on from the beginning")
    );
    run_keys(&mut app, "N");
    assert_eq!(here(&app), Some((3, 3)));
    run_keys(&mut app, "<esc>n");
    assert_eq!(status(&app), "nothing was searched for: / searches");
}

#[test]
fn a_capital_makes_case_matter() {
    assert_eq!(
        after(shop(), "/CART<enter>").matches().map(|m| m.all),
        Some(0)
    );
    assert_eq!(status(&after(shop(), "/CART<enter>")), "no match for CART");
}

#[test]
fn a_search_among_events_finds_polls_and_wakes() {
    let mut app = after(shop(), "ge/reserve<enter>");
    assert_eq!(app.cursor(), 6);
    run_keys(&mut app, "n");
    assert_eq!(app.cursor(), 9, "the wake");
    run_keys(&mut app, "n");
    assert_eq!(app.cursor(), 10);
    run_keys(&mut app, "n");
    assert_eq!(app.cursor(), 6, "around the end");
    run_keys(&mut app, "N");
    assert_eq!(app.cursor(), 10, "and back");
    run_keys(&mut app, "0/client<enter>");
    assert_eq!(app.cursor(), 0, "the event itself is a match");
}

#[test]
fn a_search_that_is_given_up_leaves_no_trace() {
    let mut app = after(shop(), "ge3l/reserve");
    assert_eq!(app.cursor(), 6);
    run_keys(&mut app, "<esc>");
    assert_eq!(app.cursor(), 3);
    assert!(app.prompt().is_none() && app.search().is_none());
}

#[test]
fn a_search_unfolds_what_hides_its_match() {
    let app = after(shop(), "2G<space>gg/fetch<enter>");
    assert_eq!(
        label(&app),
        "client.fetch(url).retry(3) @ src/checkout.rs:31"
    );
    assert_eq!(app.steps().selected(), 2);
}

#[test]
fn what_is_pasted_by_accident_does_not_make_the_prompt_any_longer() {
    for sign in ["/", "&"] {
        let mut app = app_with(shop(), at(0));
        run_keys(&mut app, &format!("{sign}{}", "a ".repeat(1_000)));
        assert_eq!(app.prompt().map(|prompt| prompt.text().len()), Some(300));
        run_keys(&mut app, "<backspace><backspace>b");
        assert!(
            app.prompt()
                .is_some_and(|prompt| prompt.text().ends_with("a b"))
        );
    }
}
