//! Steps that were given no number share one: what the user did to them is found again all the same.

use reify_lib::Trace;
use reify_tui::app::{App, AppOptions};

use crate::fixture::app_found;
use crate::keys::run_keys;

/// So many tasks with a step each, all made before the first event, and some events.
fn tasks(tasks: u64, polls: u64) -> Trace {
    let mut records = vec![r#"{"site":{"id":0,"expr":"a()"}}"#.to_owned()];
    for task in 0..tasks {
        let (root, child) = (2 * task, 2 * task + 1);
        records.push(format!("{{\"step\":[null,{root},0,0,null,{task}]}}"));
        records.push(format!("{{\"step\":[null,{child},0,0,{root}]}}"));
    }
    records.extend((0..polls).map(|seq| format!("{{\"poll\":[{seq},0,{seq},1,0,\"pending\"]}}")));
    Trace::from_slice(records.join("\n").as_bytes()).expect("it is a trace")
}

#[test]
fn folds_and_the_selected_row_are_those_of_the_same_steps_in_another_reading() {
    let mut before = app_found(tasks(3_000, 1), AppOptions::default());
    run_keys(&mut before, "G<space>2000k<space>j");
    let (rows, selected) = (before.rows().len(), before.steps().selected());
    assert_eq!(rows, 3_002, "all but two are folded");

    let now = app_found(tasks(3_000, 2), AppOptions::default()).into_model();
    let mut now = App::outlined(now, before.options().clone(), &before.outline());
    now.resume(&mut before);
    assert_eq!(now.outline(), before.outline());
    assert_eq!(now.rows().len(), rows);
    assert_eq!(now.steps().selected(), selected);
}

#[test]
fn steps_that_stand_elsewhere_are_found_if_that_is_not_far() {
    let mut before = app_found(tasks(300, 1), AppOptions::default());
    run_keys(&mut before, "G<space>");
    let rows = before.rows().len();
    let fewer = app_found(tasks(299, 1), AppOptions::default()).into_model();
    let fewer = App::outlined(fewer, before.options().clone(), &before.outline());
    assert_eq!(fewer.rows().len(), 299, "the one that was unfolded is gone");
    let more = app_found(tasks(400, 1), AppOptions::default()).into_model();
    let more = App::outlined(more, before.options().clone(), &before.outline());
    assert_eq!(more.rows().len(), rows + 100);
}
