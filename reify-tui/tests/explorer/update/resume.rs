//! A recording that is read again leaves the user where they were.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reify_lib::{Record, Trace, TraceBuilder, TraceReader};
use reify_tui::app::{App, AppOptions, Pane};
use reify_tui::model::source::SourceFile;

use crate::fixture::{app_found, at, hang, shop};
use crate::keys::run_keys;
use crate::screen::screen;

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (60, 14), (39, 9)];

/// What a user may do, a piece each.
pub(super) const KEYS: [&str; 50] = [
    "l",
    "3l",
    "h",
    "L",
    "$",
    "0",
    "5l]",
    "[",
    "}",
    "{",
    "w",
    "p",
    "c",
    "(",
    ")",
    "j",
    "k",
    "gg",
    "G",
    "2j",
    "<space>",
    "gs",
    "gt",
    "ga",
    "F",
    "!",
    "ge",
    "gc",
    "o",
    "O",
    "<tab>",
    "<enter>",
    "f",
    "+",
    "-",
    ">",
    "/quote<enter>",
    "/cart<enter>n",
    "&<ctrl-u>polls:>1<enter>",
    "&<ctrl-u>cart<enter>",
    "<esc>",
    "mx",
    "'x",
    "u",
    "U",
    "zt",
    "zM",
    "zR",
    "i",
    "go4<enter>",
];

/// The recording read again, with the user where they were.
fn read_again(mut before: App, trace: Trace) -> App {
    let model = app_found(trace, AppOptions::default()).into_model();
    let mut now = App::outlined(model, before.options().clone(), &before.outline());
    now.resume(&mut before);
    give_source(&mut now);
    now
}

fn open(trace: Trace, options: AppOptions) -> App {
    let mut app = app_found(trace, options);
    give_source(&mut app);
    app
}

pub(super) fn give_source(app: &mut App) {
    let lines: Vec<String> = (1..40).map(|line| format!("// line {line}")).collect();
    while let Some(file) = app.wanted_source().map(str::to_owned) {
        app.set_source(&file, Ok(SourceFile::new(&file, &lines.join("\n"))));
    }
}

/// Whether two look the same at every size. Of what differs only the first is told.
pub(super) fn same(one: &mut App, other: &mut App, when: &str) -> Result<(), TestCaseError> {
    let size = one.screen();
    let sizes = [(size.width, size.height)].into_iter().chain(SIZES);
    for (width, height) in sizes.chain([(size.width, size.height)]) {
        let (one, other) = (screen(one, width, height), screen(other, width, height));
        for (one, other) in one.lines().zip(other.lines()) {
            prop_assert_eq!(one, other, "{} by {}, {}", width, height, when);
        }
    }
    Ok(())
}

/// The first events of a recording, and the steps that were made before the next one, as a program that still runs has
/// them in its file.
fn beginning(trace: &Trace, events: usize) -> Trace {
    let end = trace
        .events()
        .get(events)
        .map_or(u64::MAX, |event| event.seq());
    let mut builder = TraceBuilder::new();
    for record in trace.records() {
        let is_early = match &record {
            Record::Step(step) => step.seq < end,
            Record::Poll(poll) => poll.seq < end,
            Record::Wake(wake) => wake.seq < end,
            Record::WakerDrop(drop) => drop.seq < end,
            Record::Sync(_) | Record::End(_) => false,
            _ => true,
        };
        if is_early {
            builder.push(record);
        }
    }
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        // The same cases each time.
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_same_recording_read_again_is_the_same_screen(
        keys in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..14),
        more in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..5),
        (width, height) in prop::sample::select(&SIZES[..]),
        is_hang in any::<bool>(),
    ) {
        let trace = if is_hang { hang() } else { shop() };
        let mut one = open(trace.clone(), at(3));
        let mut other = open(trace.clone(), at(3));
        for app in [&mut one, &mut other] {
            app.resize(width, height);
            for keys in &keys {
                run_keys(app, keys);
                give_source(app);
            }
        }
        let mut again = read_again(other, trace);
        same(&mut one, &mut again, "at once")?;
        for keys in &more {
            for app in [&mut one, &mut again] {
                run_keys(app, keys);
                give_source(app);
            }
            same(&mut one, &mut again, keys)?;
        }
    }

    #[test]
    fn a_recording_that_has_grown_leaves_the_cursor_at_its_event(
        keys in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..14),
        events in 4..15_usize,
    ) {
        let mut before = open(beginning(&shop(), events), at(2));
        for keys in &keys {
            run_keys(&mut before, keys);
        }
        let event = before.model().trace().events().get(before.cursor()).map(|event| event.seq());
        let step = |app: &App| app.node().map(|node| {
            let first = app.model().graph().steps_of(node).next().expect("a node has a step");
            app.model().trace().step(first).id
        });
        let (about, focus, main) = (step(&before), before.focus(), before.main());
        let is_following = before.rows().selection().is_following();
        let filter = before.narrowed().map(|narrowed| narrowed.filter().clone());
        let query = before.search().map(|search| search.query().clone());
        let now = read_again(before, shop());
        let here = now.model().trace().events().get(now.cursor()).map(|event| event.seq());
        prop_assert_eq!(here, event, "the end stays the end");
        prop_assert_eq!((now.focus(), now.main()), (focus, main));
        prop_assert_eq!(now.narrowed().map(|narrowed| narrowed.filter().clone()), filter);
        prop_assert_eq!(now.search().map(|search| search.query().clone()), query);
        // At the end the cursor is about another step now; what was gone to beside it stays, if it is still a row.
        if event.is_some() && main != Pane::Findings && (is_following || main != Pane::Sites) {
            prop_assert_eq!(step(&now), about);
        }
    }
}

#[test]
fn what_was_folded_stays_folded_while_the_tree_grows() {
    let mut before = open(beginning(&shop(), 5), at(1));
    run_keys(&mut before, "ggj<space>0");
    let now = read_again(before, beginning(&shop(), 6));
    // The root, the folded row, and the two that came: what is folded has a row under it.
    let rows: Vec<u32> = now.steps().rows(now.model(), 0).collect();
    assert_eq!(rows, [0, 1, 3, 4]);
    assert!(now.steps().is_folded(1));
}

#[test]
fn events_that_came_late_do_not_move_the_cursor_off_its_event() {
    let lines = [
        "[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"a()\"}},\n{\"step\":[0,0,0,1]},\n",
        "{\"poll\":[1,0,2,1,1,\"pending\"]},\n{\"poll\":[4,0,8,1,1,\"pending\"]},\n{\"poll\":[6,0,10,1,1,\"pending\"]},\n",
        "{\"poll\":[2,0,4,1,1,\"pending\"]},\n{\"poll\":[3,0,6,1,1,\"pending\"]},\n",
    ];
    let mut reader = TraceReader::new();
    reader
        .feed(lines[..2].concat().as_bytes())
        .expect("it is a trace");
    let mut before = open(reader.snapshot(), at(1));
    run_keys(&mut before, "mx");
    reader.feed(lines[2].as_bytes()).expect("it is a trace");
    let mut now = read_again(before, reader.snapshot());
    assert_eq!(
        now.model()
            .trace()
            .events()
            .get(now.cursor())
            .map(|event| event.seq()),
        Some(4)
    );
    assert_eq!(now.cursor(), 3);
    run_keys(&mut now, "0'x");
    assert_eq!(now.cursor(), 3, "the mark went with its event");
}

#[test]
fn a_recording_that_is_another_one_opens_where_it_can() {
    let mut before = open(shop(), at(12));
    run_keys(&mut before, "mxga2jgs/quote<enter>&<ctrl-u>cart<enter>");
    let mut now = read_again(before, hang());
    run_keys(&mut now, "'xu<esc><esc>$");
    assert_eq!(now.cursor(), now.model().events());
    let now = read_again(now, Trace::default());
    assert_eq!(now.cursor(), 0);
}

#[test]
fn all_that_takes_long_is_done_before_keys_wait_for_it() {
    let mut before = open(beginning(&shop(), 9), at(2));
    run_keys(
        &mut before,
        "ggj<space>/cart<enter>&<ctrl-u>polls:>1<enter>o",
    );
    let outline = before.outline();
    let model = app_found(shop(), AppOptions::default()).into_model();
    let mut now = App::outlined(model, before.options().clone(), &outline);
    assert!(!now.has_work(), "the filter is through");
    assert_eq!(now.outline(), outline, "nothing is left to be taken over");
    now.resume(&mut before);
    assert!(!now.has_work());
    assert_eq!(now.outline(), outline);
}

#[test]
fn what_is_changed_meanwhile_is_seen_in_the_outline() {
    for keys in [
        "ggj<space>",
        "/cart<enter>",
        "&<ctrl-u>polls:>1<enter>",
        "o",
        "zM",
    ] {
        let mut app = open(shop(), at(2));
        let before = app.outline();
        run_keys(&mut app, "l}wmxgtu+<tab>");
        assert_eq!(app.outline(), before, "what takes no time is no part of it");
        run_keys(&mut app, "gs");
        run_keys(&mut app, keys);
        assert_ne!(app.outline(), before, "{keys}");
    }
}
