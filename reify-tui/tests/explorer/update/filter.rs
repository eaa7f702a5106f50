//! Filtering.

use reify_lib::{PollResult, Trace};
use reify_tui::app::{App, AppOptions, PromptKind};
use reify_tui::filter::Filter;

use super::{after, label, status};
use crate::fixture::{Story, app, app_found, app_with, borrowing, hang, shop};
use crate::keys::run_keys;

fn labels(app: &App) -> Vec<&str> {
    let (steps, model) = (app.steps(), app.model());
    let rows = steps.rows(model, 0);
    let site = |place: u32| model.graph().site_of(model.tree().row(place).node);
    rows.map(|place| model.names().expr(site(place))).collect()
}

fn passed_events(app: &App) -> Option<(u64, u64)> {
    let passed = app.narrowed()?.passed_events(app.model());
    Some((passed.shown, passed.all))
}

#[test]
fn steps_are_shown_with_what_stands_above_them() {
    let mut app = after(shop(), "&fetch<enter>");
    let shown = ["checkout(7)", "load_cart(id)", "client.fetch(url).retry(3)"];
    assert_eq!(labels(&app), shown);
    let passed = app.narrowed().unwrap().passed_nodes(app.model());
    assert_eq!((passed.shown, passed.all), (1, 6));
    run_keys(&mut app, "<esc>");
    assert_eq!(labels(&app).len(), 6);
    assert!(app.narrowed().is_none());
}

#[test]
fn rows_are_filtered_while_the_filter_is_typed() {
    let mut app = after(shop(), "&res");
    assert_eq!(labels(&app), ["checkout(7)", "reserve(&cart)"]);
    run_keys(&mut app, "ult:");
    let prompt = app.prompt().unwrap();
    assert_eq!(prompt.kind(), PromptKind::Filter);
    let problem = prompt.problem().unwrap();
    assert!(
        problem.contains("pending, ready, cancelled, let-go or panicked"),
        "{problem}"
    );
    run_keys(&mut app, "<enter>");
    assert!(
        app.prompt().is_some(),
        "what cannot be read stays to be mended"
    );
    run_keys(&mut app, "cancelled<enter>");
    assert_eq!(labels(&app), ["checkout(7)", "quote(&cart)"]);
}

#[test]
fn a_borrowed_arm_is_let_go_and_not_cancelled() {
    let shown = |filter: &str| {
        let app = after(borrowing(), &format!("&{filter}<enter>"));
        let shown: Vec<String> = labels(&app).into_iter().map(str::to_owned).collect();
        (shown, passed_events(&app).unwrap().0)
    };
    let all = |label: &str| vec!["actor".to_owned(), label.to_owned()];
    assert_eq!(shown("result:cancelled"), (all("inbox.recv()"), 2));
    assert_eq!(shown("result:let-go"), (all("&mut stopped"), 2));
    assert_eq!(shown("outcome:let-go"), (all("&mut stopped"), 4));
    assert_eq!(shown("outcome:cancelled").0, all("inbox.recv()"));
}

#[test]
fn a_filter_that_is_given_up_leaves_the_one_before() {
    let mut app = after(shop(), "&quote<enter>&<ctrl-u>reserve");
    assert_eq!(labels(&app), ["checkout(7)", "reserve(&cart)"]);
    run_keys(&mut app, "<esc>");
    assert_eq!(labels(&app), ["checkout(7)", "quote(&cart)"]);
    run_keys(&mut app, "&<ctrl-u><enter>");
    assert!(app.narrowed().is_none(), "nothing typed shows everything");
}

#[test]
fn the_time_cursor_goes_among_the_events_that_are_shown() {
    let mut app = after(shop(), "&result:ready<enter>");
    assert_eq!(passed_events(&app), Some((7, 16)));
    let mut seen = Vec::new();
    for _ in 0..8 {
        run_keys(&mut app, "l");
        seen.push(app.cursor());
    }
    assert_eq!(seen, [4, 5, 10, 12, 13, 14, 15, 16]);
    run_keys(&mut app, "3h");
    assert_eq!(app.cursor(), 13);
    run_keys(&mut app, "99h");
    assert_eq!(app.cursor(), 4);
    run_keys(&mut app, "geG2k");
    assert_eq!(app.cursor(), 14);
}

#[test]
fn what_is_not_shown_is_still_reached_by_name() {
    let mut app = after(shop(), "&result:ready<enter>ge7G");
    assert_eq!(app.cursor(), 6);
    assert_eq!(app.event_rows(5), [4, 5, 6, 10, 12]);
    run_keys(&mut app, "l");
    assert_eq!(app.cursor(), 10);
    run_keys(&mut app, "0");
    assert_eq!(app.event_rows(3), [0, 4, 5]);
    run_keys(&mut app, "$");
    assert_eq!(app.event_rows(3), [14, 15, 16]);
}

#[test]
fn a_search_stays_within_the_filter() {
    let mut app = after(shop(), "&result:pending<enter>ge/reserve<enter>");
    let here = |app: &App| app.matches().map(|matches| (matches.here, matches.all));
    assert_eq!((app.cursor(), here(&app)), (6, Some((1, 1))));
    run_keys(&mut app, "n");
    assert_eq!(app.cursor(), 6, "around the end");
    run_keys(&mut app, "gsn");
    assert_eq!(
        status(&app),
        "no match for reserve",
        "the step ended otherwise"
    );
    run_keys(&mut app, "<esc><esc>ge/reserve<enter>");
    assert_eq!(here(&app), Some((1, 3)), "with its wake");
}

#[test]
fn escape_closes_the_search_before_the_filter() {
    let mut app = after(shop(), "&cart<enter>/quote<enter><esc>");
    assert!(app.search().is_none() && app.narrowed().is_some());
    run_keys(&mut app, "<esc>");
    assert!(app.narrowed().is_none());
}

#[test]
fn a_hidden_step_is_shown_by_what_stands_above_it() {
    let app = after(shop(), "&quote<enter>0");
    assert_eq!(app.steps().selected(), 0);
    assert_eq!(
        label(&app),
        "client.fetch(url).retry(3) @ src/checkout.rs:31"
    );
}

#[test]
fn a_filter_that_nothing_passes_leaves_nothing() {
    let mut app = after(shop(), "&task:nobody<enter>");
    assert!(labels(&app).is_empty());
    assert_eq!(passed_events(&app), Some((0, 16)));
    run_keys(&mut app, "lhGgg]]jkG<space><enter>en/x<enter>n");
    run_keys(&mut app, "<esc><esc>");
    assert_eq!(labels(&app).len(), 6);
}

#[test]
fn the_command_line_can_bring_a_filter() {
    let filter = Filter::parse("quote").unwrap();
    let options = AppOptions {
        filter,
        ..AppOptions::default()
    };
    assert_eq!(
        labels(&app_with(shop(), options)),
        ["checkout(7)", "quote(&cart)"]
    );
}

#[test]
fn an_empty_recording_can_be_filtered() {
    let mut app = app(Trace::default());
    run_keys(&mut app, "&result:ready<enter>lhjkgeGggl");
    assert_eq!(app.cursor(), 0);
}

#[test]
fn awaits_are_narrowed_with_their_numbers() {
    let mut app = after(shop(), "ga");
    let awaits = |app: &App| app.views().sites.rows().len();
    assert_eq!(awaits(&app), 5);
    run_keys(&mut app, "$&re<enter>");
    assert_eq!(
        awaits(&app),
        2,
        "client.fetch(url).retry(3) and reserve(&cart)"
    );
    run_keys(&mut app, "<esc>&polls:<lt>2<enter>");
    assert_eq!(awaits(&app), 1, "quote(&cart)");
    let quote = app.views().sites.rows()[0];
    assert_eq!(app.site_summary(quote).unwrap().polls, 1);
    run_keys(&mut app, "<esc>");
    assert_eq!(awaits(&app), 5);
}

#[test]
fn numbers_of_awaits_are_of_the_steps_that_pass() {
    let mut story = Story::new("two tasks");
    let read = story.site("read()", 3);
    for (task, polls) in [("one", 3), ("two", 5)] {
        let root = story.root(task);
        story.begin(root);
        let step = story.step(read);
        for _ in 0..polls {
            story.poll(step, 10, PollResult::Pending);
        }
        story.end(PollResult::Ready);
    }
    let mut app = after(story.finish(), "$ga");
    let read = app.views().sites.rows()[0];
    let polls = |app: &App| app.site_summary(read).unwrap().polls;
    assert_eq!(polls(&app), 8);
    run_keys(&mut app, "&task:two<enter>");
    assert_eq!(polls(&app), 5);
    run_keys(&mut app, "0");
    assert_eq!(
        polls(&app),
        0,
        "until the first event, which is of the other task"
    );
    run_keys(&mut app, "t");
    assert_eq!(polls(&app), 5, "in all");
}

#[test]
fn findings_are_narrowed() {
    let mut app = app_found(hang(), AppOptions::default());
    let all = app.model().findings().list().len();
    assert!(all > 0);
    run_keys(&mut app, "F&nothing-of-the-kind<enter>");
    assert_eq!((app.rows().len(), app.finding()), (0, None));
    run_keys(&mut app, "<esc>&read<enter>");
    assert!(app.finding().is_some());
    run_keys(&mut app, "<esc>");
    assert_eq!(app.rows().len(), all);
}

fn typed(app: &App) -> &str {
    app.prompt().map_or("", |prompt| prompt.text())
}

#[test]
fn tab_completes_keys_and_values_and_goes_around() {
    let mut app = after(shop(), "&po<tab>");
    assert_eq!(typed(&app), "polls:");
    run_keys(&mut app, "<tab>");
    assert_eq!(typed(&app), "polling:");
    run_keys(&mut app, "<tab><backtab><backtab>");
    assert_eq!(typed(&app), "polls:");
    run_keys(&mut app, ">1<space>!res<tab>pe<tab>");
    assert_eq!(typed(&app), "polls:>1 !result:pending");
    assert!(app.filter().is_some(), "it is answered as if it was typed");
    run_keys(&mut app, "<ctrl-u>file:check<tab>");
    assert_eq!(typed(&app), "file:src/checkout.rs");
    run_keys(&mut app, "<esc>/po<tab>");
    assert_eq!(typed(&app), "po", "what is searched for is any text");
}

#[test]
fn what_cannot_be_read_is_told_with_its_column() {
    let app = after(shop(), "&cart<space>polls:many");
    let problem = app
        .prompt()
        .and_then(|prompt| prompt.problem())
        .unwrap_or_default();
    assert!(
        problem.starts_with("column 12: expected a number"),
        "{problem}"
    );
}
