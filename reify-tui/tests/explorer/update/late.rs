//! A long recording, which is explored before it is added up and checked.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reify_lib::Trace;
use reify_tui::app::{App, AppOptions, Pane, Rows as _, Stretch, Subject};
use reify_tui::keymap::BINDINGS;
use reify_tui::model::Totals;

use super::resume::{KEYS, give_source, same};
use super::status;
use crate::fixture::{app_found, at, begun, hang, shop};
use crate::keys::run_keys;
use crate::model::{deed, tell};
use crate::screen::screen;

/// Every view and pane.
const PANES: [&str; 7] = ["gs", "gt", "ga", "F", "!", "ge", "gc"];

fn late(trace: Trace, options: AppOptions) -> (App, Totals) {
    let (mut app, totals, found) = begun(trace, options);
    app.set_findings(found);
    give_source(&mut app);
    (app, totals)
}

fn finish(app: &mut App) {
    while app.has_work() {
        app.work();
    }
}

/// The place of the await that is selected, among all in the order in which they were met.
fn selected(app: &App) -> Option<usize> {
    let sites = &app.views().sites;
    let row = sites.rows()[sites.selection().row()];
    app.model().awaits().iter().position(|site| *site == row)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        rng_seed: RngSeed::Fixed(9),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_comes_late_looks_as_if_it_had_been_there_at_once(
        deeds in prop::collection::vec(deed(), 0..60),
        before in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..6),
        pane in prop::sample::select(&PANES[..]),
        then in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..3),
        (position, is_short) in (0..70_usize, any::<bool>()),
        which in 0..3,
    ) {
        let trace = match which {
            0 => shop(),
            1 => hang(),
            _ => tell(&deeds),
        };
        let stretch = Stretch(if is_short { usize::MAX } else { 1 });
        let options = AppOptions { stretch, ..at(position) };
        let mut whole = app_found(trace.clone(), options.clone());
        give_source(&mut whole);
        let (mut app, totals, found) = begun(trace, options);
        give_source(&mut app);
        // Among awaits that are in no order yet, and findings that are not there, keys lead elsewhere.
        for keys in before.into_iter().filter(|keys| !["ga", "F"].contains(keys)) {
            run_keys(&mut whole, keys);
            run_keys(&mut app, keys);
        }
        run_keys(&mut whole, pane);
        run_keys(&mut app, pane);
        app.set_totals(totals);
        finish(&mut app);
        app.set_findings(found);
        finish(&mut whole);
        finish(&mut app);
        same(&mut whole, &mut app, pane)?;
        for keys in then {
            run_keys(&mut whole, keys);
            run_keys(&mut app, keys);
            finish(&mut whole);
            finish(&mut app);
            same(&mut whole, &mut app, keys)?;
        }
    }
}

#[test]
fn every_key_in_every_pane_can_be_pressed_before() {
    for pane in PANES {
        let stretch = Stretch(1);
        let (mut app, totals) = late(shop(), AppOptions { stretch, ..at(9) });
        for binding in BINDINGS {
            let keys = binding.keys[0].replace("<letter>", "a");
            run_keys(&mut app, &format!("<esc><esc>{pane}{keys}"));
        }
        app.set_totals(totals);
        finish(&mut app);
        screen(&mut app, 80, 24);
    }
}

#[test]
fn to_wait_is_no_work() {
    for pane in PANES {
        let (mut app, _) = late(
            shop(),
            AppOptions {
                stretch: Stretch(1),
                ..at(9)
            },
        );
        run_keys(&mut app, pane);
        finish(&mut app);
        assert!(app.is_adding_up() && !app.has_work(), "{pane}");
    }
}

#[test]
fn an_await_that_was_gone_to_stays_selected_when_the_order_is_known() {
    let (mut app, totals) = late(shop(), at(9));
    run_keys(&mut app, "gaj");
    assert_eq!(app.views().sites.selection().row(), 2);
    let before = (selected(&app), app.subject());
    assert!(matches!(before.1, Some(Subject::Site(_))));
    app.set_totals(totals);
    assert_eq!(app.views().sites.selection().row(), 3);
    assert_eq!((selected(&app), app.subject()), before);
}

#[test]
fn the_hottest_await_is_selected_when_it_is_known() {
    let (mut app, totals) = late(shop(), AppOptions::default());
    run_keys(&mut app, "ga");
    let first = selected(&app);
    app.set_totals(totals);
    assert_eq!(app.views().sites.selection().row(), 0);
    assert_ne!(selected(&app), first);
}

#[test]
fn a_filter_that_was_set_before_narrows_the_awaits_behind_too() {
    let (mut app, totals) = late(shop(), at(9));
    run_keys(&mut app, "ga&load<enter>");
    let narrowed = app.narrowed().expect("there is a filter");
    let passed = app
        .rows()
        .passed(app.model(), narrowed)
        .expect("it narrows");
    assert!(passed.shown < passed.all);
    app.set_totals(totals);
    let (mut whole, totals) = late(shop(), at(9));
    whole.set_totals(totals);
    run_keys(&mut whole, "ga&load<enter>");
    assert_eq!(screen(&mut app, 120, 40), screen(&mut whole, 120, 40));
}

#[test]
fn awaits_and_steps_are_searched_before() {
    for pane in ["gs", "ga"] {
        let (mut app, _) = late(shop(), at(9));
        run_keys(&mut app, &format!("{pane}/quote<enter>"));
        let matches = app.matches().expect("it is searched");
        assert_eq!((matches.here, matches.all), (1, 1), "{pane}");
    }
}

#[test]
fn slow_polls_are_looked_for_until_all_is_added_up() {
    for keys in ["s", "S", "g><enter>"] {
        let (mut app, totals) = late(shop(), at(0));
        run_keys(&mut app, keys);
        assert_eq!(
            (status(&app), app.cursor()),
            ("looking for slow polls ..", 0)
        );
        app.set_totals(totals);
        let found = "3 polls took over 9.00 µs by themselves: s goes to the next";
        assert_eq!(status(&app), found);
    }
    let (mut app, totals) = late(shop(), at(0));
    run_keys(&mut app, "sl");
    app.set_totals(totals);
    assert_eq!(status(&app), "", "nobody waits any more");
}

#[test]
fn polls_over_a_time_are_found_before_all_is_added_up() {
    let (mut app, totals) = late(shop(), at(0));
    run_keys(&mut app, "g>3us<enter>");
    let found = status(&app).to_owned();
    assert!(found.contains("took over 3.00 µs"), "{found}");
    run_keys(&mut app, "s");
    let (cursor, said) = (app.cursor(), status(&app).to_owned());
    assert!(cursor > 0);
    app.set_totals(totals);
    assert_eq!((app.cursor(), status(&app)), (cursor, &*said));
}

#[test]
fn slow_polls_that_were_asked_for_at_the_start_are_found_by_and_by() {
    let options = AppOptions {
        slow_poll: Some(3_000),
        stretch: Stretch(1),
        ..at(0)
    };
    let (mut app, _) = late(shop(), options);
    run_keys(&mut app, "s");
    assert_eq!(status(&app), "looking for slow polls ..");
    finish(&mut app);
    assert!(
        status(&app).contains("took over 3.00 µs"),
        "{}",
        status(&app)
    );
    assert_eq!(app.focus(), Pane::Steps);
}

#[test]
fn findings_are_looked_for_until_the_recording_is_checked() {
    let (mut app, _, found) = begun(shop(), at(0));
    run_keys(&mut app, "F<enter>");
    assert_eq!(status(&app), "still looking for what is wrong ..");
    app.set_findings(found);
    assert_eq!(
        app.subject(),
        app.finding()
            .map(|finding| { Subject::Node(app.model().graph().node_of(finding.place.step)) })
    );
    run_keys(&mut app, "<enter>");
    assert_eq!(app.evidence_shown(), Some(0));
}
