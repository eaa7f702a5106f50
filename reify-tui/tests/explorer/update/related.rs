//! From an event to one that belongs to it, and back.

use std::path::Path;

use proptest::prelude::*;
use reify_lib::Trace;
use reify_tui::app::App;

use super::{after, label, status};
use crate::fixture::{app, app_with, at, hang, shop};
use crate::keys::run_keys;

fn cursor(from: usize, keys: &str) -> usize {
    let mut app = app_with(shop(), at(from));
    run_keys(&mut app, keys);
    app.cursor()
}

#[test]
fn w_goes_from_a_poll_to_its_wake_and_back() {
    assert_eq!(cursor(4, "w"), 3);
    assert_eq!(cursor(3, "w"), 4);
    assert_eq!(cursor(10, "ww"), 10);
    let app = after(shop(), "w");
    assert_eq!(status(&app), "no wake is known for this poll");
    let app = after(hang(), "w");
    assert_eq!(status(&app), "no poll followed this");
}

#[test]
fn parentheses_go_to_both_ends_of_the_step() {
    assert_eq!(cursor(3, "("), 0);
    assert_eq!(cursor(3, ")"), 4);
    assert_eq!(cursor(0, "G)"), 14, "of the selected row");
}

#[test]
fn p_and_c_go_up_and_down_the_polls() {
    assert_eq!(cursor(0, "p"), 1);
    assert_eq!(cursor(0, "pp"), 2);
    assert_eq!(cursor(2, "cc"), 0);
    assert_eq!(cursor(15, "c"), 14);
    let app = after(shop(), "2lp");
    assert_eq!(status(&app), "nothing is above this step");
    let app = after(shop(), "c");
    assert_eq!(status(&app), "nothing was polled within this");
}

#[test]
fn p_and_c_go_up_and_down_the_rows_that_were_gone_to() {
    let app = after(shop(), "3Gp");
    assert_eq!(label(&app), "load_cart(id) @ src/checkout.rs:14");
    let app = after(shop(), "3Gppc");
    assert_eq!(label(&app), "load_cart(id) @ src/checkout.rs:14");
    let app = after(shop(), "3Gc");
    assert_eq!(status(&app), "nothing is under this step");
}

#[test]
fn slow_polls_are_those_that_took_long_themselves() {
    let mut app = after(shop(), "s");
    assert_eq!(app.cursor(), 6, "not the poll around the first one");
    assert_eq!(status(&app), "slow poll 2/3: over 9.00 µs by itself");
    run_keys(&mut app, "s");
    assert_eq!(app.cursor(), 7);
    run_keys(&mut app, "s");
    assert_eq!(status(&app), "no later poll took over 9.00 µs by itself");
    run_keys(&mut app, "2S");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn jumps_in_an_empty_trace_only_say_so() {
    let mut app = app(Trace::default());
    for keys in ["w", "(", ")", "p", "c", "s", "S"] {
        run_keys(&mut app, keys);
        assert_eq!(app.cursor(), 0);
        assert!(!status(&app).is_empty(), "{keys}");
    }
}

/// What an app shows of the moment: everything that goes with the time cursor.
fn moment(app: &App) -> (usize, usize, usize, String) {
    (
        app.cursor(),
        app.steps().selected(),
        app.source_line(),
        label(app),
    )
}

fn recorded(name: &str) -> Trace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-traces");
    Trace::load(folder.join(name)).expect("the sample can be read")
}

/// Goes forward and back again. Where forward led nowhere, or less far than asked for, there is nothing to undo.
fn there_and_back(app: &mut App, forward: &str, back: &str) {
    let before = moment(app);
    run_keys(app, forward);
    if app.cursor() != before.0 {
        run_keys(app, back);
        assert_eq!(moment(app), before, "{forward} {back}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn back_undoes_forward_exactly(
        which in 0..3_usize,
        from in any::<prop::sample::Index>(),
        count in 1..40_usize,
    ) {
        let trace = match which {
            0 => shop(),
            1 => recorded("select_loop.json"),
            _ => recorded("http_service.json"),
        };
        let from = from.index(trace.events().len());
        let room = trace.events().len() - from;
        let mut app = app_with(trace, at(from));
        let count = count.min(room);
        there_and_back(&mut app, &format!("{count}l"), &format!("{count}h"));
        if count * 10 <= room {
            there_and_back(&mut app, &format!("{count}L"), &format!("{count}H"));
        }
        there_and_back(&mut app, "]", "[");
        there_and_back(&mut app, "[", "]");
        there_and_back(&mut app, "c", "p");
        // From a poll to its wake and back; a wake may be one of many that led to the same poll.
        if app.model().trace().events().result_of(app.cursor()).is_some() {
            there_and_back(&mut app, "w", "w");
        }
        // These go among events of their own kind: from one of them there is a way back.
        for (forward, back) in [("}", "{"), ("s", "S")] {
            run_keys(&mut app, forward);
            if status(&app).starts_with("no ") {
                continue;
            }
            there_and_back(&mut app, forward, back);
            there_and_back(&mut app, back, forward);
        }
    }
}

#[test]
fn from_where_on_a_poll_is_slow_can_be_said() {
    let mut app = after(shop(), "g>soon");
    let problem = app.prompt().unwrap().problem().unwrap();
    assert!(problem.starts_with("a time with its unit"), "{problem}");
    run_keys(&mut app, "<enter>");
    assert!(
        app.prompt().is_some(),
        "what cannot be read stays to be mended"
    );
    run_keys(&mut app, "<ctrl-u>11us<enter>");
    assert_eq!(
        status(&app),
        "3 polls took over 11.0 µs by themselves: s goes to the next"
    );
    run_keys(&mut app, "s");
    assert_eq!(status(&app), "slow poll 2/3: over 11.0 µs by itself");
    run_keys(&mut app, "g><enter>");
    assert!(status(&app).starts_with("3 polls took over"));
}
