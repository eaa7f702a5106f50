//! A filter that is found out between keys, a little at a time.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reify_lib::{Trace, reify_execution};
use reify_tui::app::{App, AppOptions, Rows as _, Stretch};
use reify_tui::filter::Filter;
use reify_tui::key::Key;

use super::resume::{KEYS, same};
use super::{label, status};
use crate::fixture::{app_found, at, hang, shop};
use crate::keys::run_keys;
use crate::model::{deed, tell};
use crate::screen::screen;

/// Filters that ask for everything that can be asked for.
const FILTERS: [&str; 16] = [
    "result:pending",
    "!result:ready",
    "outcome:cancelled",
    "-outcome:never-polled",
    "polls:>1",
    "polls:0",
    "waiting:>1us",
    "polling:<=5us",
    "cart",
    "step()",
    "file:checkout",
    "fn:shop",
    "task:0",
    "step:2",
    "!step:1 result:pending",
    "nothing",
];

fn sliced(trace: Trace, stretch: usize) -> App {
    let options = AppOptions {
        stretch: Stretch(stretch),
        ..at(1)
    };
    app_found(trace, options)
}

fn finish(app: &mut App) {
    while app.has_work() {
        app.work();
    }
}

/// Types keys, with so many slices of work behind each.
fn type_slowly(app: &mut App, keys: &str, slices: usize) {
    for key in Key::parse(keys).expect("the keys of a test can be read") {
        app.key(key);
        for _ in 0..slices {
            app.work();
        }
    }
}

fn as_keys(filter: &str) -> String {
    filter.replace('<', "<lt>").replace(' ', "<space>")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_filter_in_slices_is_the_filter_at_once(
        deeds in prop::collection::vec(deed(), 0..60),
        before in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..6),
        (filter, is_taken) in (prop::sample::select(&FILTERS[..]), any::<bool>()),
        then in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..4),
        (stretch, slices) in (1..9_usize, 0..5_usize),
        is_shop in any::<bool>(),
    ) {
        let trace = if is_shop { shop() } else { tell(&deeds) };
        let (mut whole, mut app) = (sliced(trace.clone(), usize::MAX), sliced(trace, stretch));
        for keys in before {
            run_keys(&mut whole, keys);
            run_keys(&mut app, keys);
            finish(&mut app);
        }
        let end = if is_taken { "<enter>" } else { "<esc>" };
        let keys = format!("<esc><esc>&<ctrl-u>{}{end}", as_keys(filter));
        type_slowly(&mut whole, &keys, 0);
        type_slowly(&mut app, &keys, slices);
        finish(&mut app);
        same(&mut whole, &mut app, filter)?;
        for keys in then {
            run_keys(&mut whole, keys);
            run_keys(&mut app, keys);
            finish(&mut app);
            same(&mut whole, &mut app, keys)?;
        }
    }

    #[test]
    fn every_view_has_the_rows_of_what_passes_and_counts_them(
        deeds in prop::collection::vec(deed(), 0..60),
        filters in prop::collection::vec(prop::sample::select(&FILTERS[..]), 1..3),
        which in 0..3,
    ) {
        let trace = match which {
            0 => shop(),
            1 => hang(),
            _ => tell(&deeds),
        };
        let graph = reify_execution(&trace);
        let filter = Filter::parse(&filters.join(" ")).expect("it is one");
        let sieve = filter.sieve(&trace, &graph);
        let options = AppOptions { filter, ..AppOptions::default() };
        let mut app = app_found(trace.clone(), options);
        run_keys(&mut app, "zR");
        finish(&mut app);
        let (model, narrowed) = (app.model(), app.narrowed().expect("there is a filter"));

        let passing: Vec<_> = graph.nodes().filter(|node| sieve.has_node(node.id)).collect();
        let passed = narrowed.passed_nodes(model);
        prop_assert_eq!((passed.shown, passed.is_whole), (passing.len() as u64, true));
        let nodes = app.steps().rows(model, 0).map(|place| model.tree().node(place));
        let nodes: Vec<_> = nodes.collect();
        for node in &passing {
            prop_assert!(nodes.contains(&node.id));
        }
        for &node in &nodes {
            let is_above = |passing: &reify_lib::StepNode| {
                let mut above = Some(passing.id);
                while let Some(here) = above.filter(|here| *here != node) {
                    above = graph.parent(here);
                }
                above.is_some()
            };
            prop_assert!(passing.iter().any(is_above), "a row is there for something under it");
        }

        let sites = &app.views().sites;
        let expected = model.site_summaries().map(|summary| summary.site);
        let expected = expected.filter(|&site| passing.iter().any(|node| node.site == site));
        let mut rows = sites.rows().to_vec();
        rows.sort_unstable();
        prop_assert_eq!(rows, expected.collect::<Vec<_>>());
        prop_assert_eq!(sites.passed(model, narrowed).expect("it is narrowed").shown, sites.len() as u64);

        let findings = model.findings().list().iter();
        let of_nodes = findings.filter(|finding| sieve.has_finding(&trace, &graph, finding));
        prop_assert_eq!(app.views().findings.len(), of_nodes.count());

        let events = (0..model.events()).filter(|&at| sieve.has_event(&trace, &graph, at));
        let events: Vec<_> = events.collect();
        prop_assert_eq!(narrowed.passed_events(model).shown, events.len() as u64);
        let rows = app.event_rows(model.events() + 1);
        let rows: Vec<_> = rows.into_iter().filter(|&at| narrowed.events().contains(at)).collect();
        prop_assert_eq!(rows, events);
    }
}

#[test]
fn the_rows_before_are_shown_until_it_is_known_which_pass() {
    let mut app = sliced(shop(), 1);
    run_keys(&mut app, "&quote<enter>");
    assert!(app.is_sifting() && app.narrowed().is_none());
    assert_eq!(app.steps().len(), 6, "all, as before");
    assert_eq!(app.filter().map(Filter::text), Some("quote"));
    finish(&mut app);
    assert!(!app.is_sifting());
    assert_eq!(app.steps().len(), 2);
}

#[test]
fn another_filter_throws_away_what_was_begun() {
    let mut app = sliced(shop(), 1);
    run_keys(&mut app, "&quote<enter>");
    app.work();
    app.set_filter(Filter::parse("reserve").expect("it is one"));
    finish(&mut app);
    assert_eq!(app.filter().map(Filter::text), Some("reserve"));
    run_keys(&mut app, "&<ctrl-u>quote<enter><esc>");
    assert!(!app.is_sifting() && app.filter().is_none(), "out of it");
    assert_eq!(app.steps().len(), 6);
}

#[test]
fn what_is_shown_changes_only_when_work_says_so() {
    for pane in ["gs", "gt", "ga", "F", "!", "ge", "gc"] {
        let mut app = sliced(shop(), 1);
        run_keys(&mut app, &format!("{pane}&quote<enter>"));
        let mut changes = 0;
        while app.has_work() {
            let before = screen(&mut app, 80, 24);
            let has_changed = app.work();
            assert!(has_changed || screen(&mut app, 80, 24) == before, "{pane}");
            changes += usize::from(has_changed);
        }
        assert!(changes > 0 && !app.work(), "nothing is left");
        // The rows change once, and what awaits add up to; of the events each piece that has one more, and the last one.
        let passed = app.narrowed().map(|narrowed| narrowed.events().len());
        assert!(changes <= 3 + passed.unwrap_or(0), "{changes}");
    }
}

#[test]
fn awaits_are_added_up_where_the_time_cursor_rests() {
    let (mut whole, mut app) = (sliced(shop(), usize::MAX), sliced(shop(), 1));
    run_keys(&mut whole, "ga0");
    run_keys(&mut app, "ga0");
    let mut tallied = 0;
    for keys in [
        "l",
        "}",
        "5l",
        "t",
        "t",
        "$",
        "h",
        "&quote<enter>",
        "3h",
        "$",
        "t",
        "t",
    ] {
        run_keys(&mut whole, keys);
        run_keys(&mut app, keys);
        if app.is_tallying() {
            tallied += 1;
            let shown = screen(&mut app, 120, 40);
            assert!(shown.contains("in all"), "until they are: {keys}\n{shown}");
        }
        finish(&mut app);
        assert_eq!(
            screen(&mut app, 120, 40),
            screen(&mut whole, 120, 40),
            "{keys}"
        );
    }
    assert_eq!(
        tallied, 6,
        "each time that the cursor went elsewhere, or another number was asked for"
    );
}

#[test]
fn slow_polls_in_slices_are_those_at_once() {
    let mut whole = sliced(shop(), usize::MAX);
    let mut app = sliced(shop(), 1);
    for keys in ["g>3us<enter>", "g><enter>", "g>1us<enter>"] {
        run_keys(&mut whole, keys);
        run_keys(&mut app, keys);
        finish(&mut app);
        assert_eq!(whole.model().slow_polls(), app.model().slow_polls());
        assert_eq!(status(&whole), status(&app));
    }
    let before = app.model().slow_polls().to_vec();
    run_keys(&mut app, "g>3us<enter>");
    assert_eq!(status(&app), "looking for slow polls ..");
    assert_eq!(app.model().slow_polls(), before, "until all are found");
}

#[test]
fn what_was_selected_stays_so_whatever_was_typed_on_the_way() {
    for stretch in [1, usize::MAX] {
        for pane in ["gs", "gaoo"] {
            let mut app = sliced(shop(), stretch);
            run_keys(&mut app, &format!("{pane}/fetch<enter>"));
            let before = label(&app);
            assert!(before.starts_with("client.fetch(url)"), "{before}");
            // `!l` hides it, and the whole word does not.
            type_slowly(&mut app, "&!load<enter>", 50);
            finish(&mut app);
            assert_eq!(label(&app), before, "{pane} {stretch}");
        }
    }
}
