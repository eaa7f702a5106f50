//! The views in the main place.

use reify_tui::app::{Pane, Rows as _, Subject};
use reify_tui::model::Sort;

use super::{after, label, status};
use crate::fixture::shop;
use crate::keys::run_keys;

/// The expressions of the rows of the sites.
fn sites(keys: &str) -> Vec<String> {
    let app = after(shop(), keys);
    let rows = app.views().sites.rows().iter();
    let exprs = rows.map(|&site| app.model().names().expr(site).to_owned());
    exprs.collect()
}

#[test]
fn a_view_takes_the_main_place_and_keeps_it() {
    let app = after(shop(), "ga");
    assert_eq!((app.main(), app.focus()), (Pane::Sites, Pane::Sites));
    let app = after(shop(), "ga<tab>");
    assert_eq!((app.main(), app.focus()), (Pane::Sites, Pane::Events));
    let app = after(shop(), "ga<tab><tab><tab>");
    assert_eq!(app.focus(), Pane::Sites);
    let app = after(shop(), "gags");
    assert_eq!((app.main(), app.focus()), (Pane::Steps, Pane::Steps));
}

#[test]
fn sites_stand_in_the_order_that_was_asked_for() {
    let hottest = "client.fetch(url).retry(3)";
    assert_eq!(sites("ga")[0], hottest);
    assert_eq!(sites("gaoo")[0], "load_cart(id)", "the first in the file");
    assert_eq!(sites("gaO")[0], "charge(stock?, price?)", "three polls");
    assert_eq!(sites("gao")[0], "quote(&cart)", "one long poll");
    assert_eq!(sites("gaoooo")[0], hottest, "around");
}

#[test]
fn the_selected_site_follows_the_time_cursor_until_it_is_moved() {
    let mut app = after(shop(), "ga6l");
    assert_eq!(app.rows().selection().row(), 2);
    run_keys(&mut app, "j");
    assert!(matches!(app.subject(), Some(Subject::Site(_))));
    assert_eq!(label(&app), "quote(&cart) @ src/checkout.rs:15");
    run_keys(&mut app, "<esc>");
    assert_eq!(label(&app), "reserve(&cart) @ src/checkout.rs:15");
}

#[test]
fn enter_goes_to_the_first_event_of_a_site_and_brackets_to_its_others() {
    let mut app = after(shop(), "gaG<enter>");
    assert_eq!(app.cursor(), 12);
    run_keys(&mut app, "G]");
    assert_eq!(app.cursor(), 13);
}

#[test]
fn sorted_steps_keep_their_parents_and_what_is_selected() {
    let mut app = after(shop(), "6l");
    assert_eq!(app.steps().selected(), 3);
    run_keys(&mut app, "oo");
    assert_eq!(app.rows().sort(), Sort::Waiting);
    assert_eq!(label(&app), "reserve(&cart) @ src/checkout.rs:15");
    assert_eq!(status(&app), "the most waiting first");
    run_keys(&mut app, "o");
    let (model, rows) = (app.model(), app.steps().rows(app.model(), 0));
    let exprs: Vec<&str> = rows
        .map(|place| model.tree().node(place))
        .map(|node| model.names().expr(model.graph().site_of(node)))
        .collect();
    assert_eq!(
        exprs,
        [
            "checkout(7)",
            "quote(&cart)",
            "load_cart(id)",
            "client.fetch(url).retry(3)",
            "reserve(&cart)",
            "charge(stock?, price?)"
        ]
    );
}

#[test]
fn folded_rows_stay_folded_when_sorted_and_a_search_unfolds_them() {
    let mut app = after(shop(), "2G<space>o");
    assert_eq!(app.steps().len(), 5);
    run_keys(&mut app, "/client<enter>");
    assert_eq!(app.steps().len(), 6);
    assert_eq!(
        label(&app),
        "client.fetch(url).retry(3) @ src/checkout.rs:31"
    );
}

#[test]
fn the_timeline_has_the_rows_of_the_steps() {
    let mut app = after(shop(), "gt2G<space>");
    assert_eq!((app.main(), app.rows().len()), (Pane::Timeline, 5));
    run_keys(&mut app, "gs");
    assert_eq!(app.steps().len(), 5);
}

#[test]
fn the_timeline_is_zoomed_around_the_time_cursor_and_goes_with_it() {
    let window = |keys: &str| after(shop(), keys).views().window;
    assert!(window("gt").is_whole());
    let now = 14_427_000;
    assert!(window("gt11l5+").column_of(now, 100).is_some());
    assert!(window("gt0l5+11l").column_of(now, 100).is_some());
    assert_eq!(window("gt0l5+11l").span(), window("gt5+").span());
    assert!(window("gt11l5+9<lt>").column_of(now, 100).is_none());
    assert!(window("gt3+3-").is_whole());
    assert!(window("gt9+_").is_whole());
}
