//! Every report of the small recording, whole.

use reify_lib::{Trace, findings};
use reify_tui::cli::Report;
use reify_tui::filter::Filter;
use reify_tui::print::{self, PrintOptions};

use crate::shop;

fn printed(trace: &Trace, report: Report, ascii: bool) -> String {
    printed_with(trace, report, ascii, "")
}

fn filtered(report: Report, filter: &str) -> String {
    printed_with(&shop::trace(), report, false, filter)
}

fn printed_with(trace: &Trace, report: Report, ascii: bool, filter: &str) -> String {
    let mut out = Vec::new();
    let filter = Filter::parse(filter).expect("the filters of tests can be read");
    let options = PrintOptions { ascii, filter };
    print::print(report, trace, &findings(trace), &options, &mut out)
        .expect("memory can be written to");
    String::from_utf8(out).expect("text is printed")
}

#[test]
fn steps_are_a_table() {
    insta::assert_snapshot!(printed(&shop::trace(), Report::Steps, false), @"
    NODE  PARENT  TASK  OUTCOME    STEPS  POLLS  WAITING_US  POLLING_US  LOCATION              EXPRESSION
       0       -     0  pending        1      3   14256.000      62.100  -                     checkout
       1       0     0  completed      1      2   11047.150       2.000  src/checkout.rs:5:30  load_cart(id)
       2       0     0  pending        1      2    3238.000      20.000  src/checkout.rs:7:17  reserve(&cart)
       3       0     0  cancelled      1      1    3216.000       9.000  src/checkout.rs:8:17  quote(&cart)
    ");
}

#[test]
fn events_are_a_line_each() {
    insta::assert_snapshot!(printed(&shop::trace(), Report::Events, false), @"
    EVENT    SEQ    TIME_US  WHAT            TOOK_US    STEP  TASK  THREAD  DETAIL      LOCATION              EXPRESSION
        1      2      2.850  pending           0.850       1     0       1  wakers=1    src/checkout.rs:5:30  load_cart(id)
        2      3      3.000  pending           2.100       0     0       1  wakers=1    -                     checkout
        3      4  11000.000  wake                  -       1     0       1  -           src/checkout.rs:5:30  load_cart(id)
        4      5  11051.150  ready             1.150       1     0       1  -           src/checkout.rs:5:30  load_cart(id)
        5      8  11073.000  pending          12.000       2     0       1  wakers=1    src/checkout.rs:7:17  reserve(&cart)
        6      9  11084.000  pending           9.000       3     0       1  wakers=1    src/checkout.rs:8:17  quote(&cart)
        7     10  11090.000  pending          40.000       0     0       1  wakers=1    -                     checkout
        8     11  14300.000  cancelled         0.000       3     0       1  within=0    src/checkout.rs:8:17  quote(&cart)
        9     12  14309.000  pending           8.000       2     0       1  wakers=1    src/checkout.rs:7:17  reserve(&cart)
       10     13  14319.000  pending          20.000       0     0       1  wakers=1    -                     checkout
    ");
}

#[test]
fn the_tree_shows_who_awaits_whom() {
    insta::assert_snapshot!(printed(&shop::trace(), Report::Tree, false), @"
    checkout          pending         3 polls  14.3 ms waiting  62.1 µs polling  -
    ├ load_cart(id)   completed       2 polls  11.0 ms waiting  2.00 µs polling  src/checkout.rs:5:30
    ├ reserve(&cart)  pending         2 polls  3.24 ms waiting  20.0 µs polling  src/checkout.rs:7:17
    └ quote(&cart)    cancelled        1 poll  3.22 ms waiting  9.00 µs polling  src/checkout.rs:8:17
    ");
}

#[test]
fn the_tree_can_be_drawn_in_ascii() {
    let tree = printed(&shop::trace(), Report::Tree, true);
    assert!(tree.is_ascii(), "{tree}");
    insta::assert_snapshot!(tree, @"
    checkout          pending         3 polls  14.3 ms waiting  62.1 us polling  -
    |-load_cart(id)   completed       2 polls  11.0 ms waiting  2.00 us polling  src/checkout.rs:5:30
    |-reserve(&cart)  pending         2 polls  3.24 ms waiting  20.0 us polling  src/checkout.rs:7:17
    `-quote(&cart)    cancelled        1 poll  3.22 ms waiting  9.00 us polling  src/checkout.rs:8:17
    ");
}

#[test]
fn the_graph_is_json_with_a_node_a_line() {
    insta::assert_snapshot!(printed(&shop::trace(), Report::Graph, false), @r#"
    {"nodes":[
    {"id":0,"label":"checkout","file":null,"line":null,"column":null,"function":null,"task":0,"parent":null,"steps":1,"cancelled":0,"polls":3,"outcome":"pending","first_ns":0,"last_ns":14319000,"polling_ns":62100,"waiting_ns":14256000},
    {"id":1,"label":"load_cart(id) @ src/checkout.rs:5","file":"src/checkout.rs","line":5,"column":30,"function":null,"task":0,"parent":0,"steps":1,"cancelled":0,"polls":2,"outcome":"completed","first_ns":1000,"last_ns":11051150,"polling_ns":2000,"waiting_ns":11047150},
    {"id":2,"label":"reserve(&cart) @ src/checkout.rs:7","file":"src/checkout.rs","line":7,"column":17,"function":null,"task":0,"parent":0,"steps":1,"cancelled":0,"polls":2,"outcome":"pending","first_ns":11060000,"last_ns":14309000,"polling_ns":20000,"waiting_ns":3238000},
    {"id":3,"label":"quote(&cart) @ src/checkout.rs:8","file":"src/checkout.rs","line":8,"column":17,"function":null,"task":0,"parent":0,"steps":1,"cancelled":1,"polls":1,"outcome":"cancelled","first_ns":11060100,"last_ns":14300000,"polling_ns":9000,"waiting_ns":3216000}
    ],"edges":[
    [1,2],
    [1,3]
    ],"tasks":[
    {"id":0,"name":"checkout","spawned_by":null}
    ]}
    "#);
}

#[test]
fn an_empty_recording_says_so() {
    let empty = Trace::default();
    insta::assert_snapshot!(printed(&empty, Report::Steps, false), @"NODE  PARENT  TASK  OUTCOME  STEPS  POLLS  WAITING_US  POLLING_US  LOCATION  EXPRESSION");
    insta::assert_snapshot!(printed(&empty, Report::Events, false), @"EVENT    SEQ  TIME_US  WHAT            TOOK_US    STEP  TASK  THREAD  DETAIL      LOCATION  EXPRESSION");
    insta::assert_snapshot!(printed(&empty, Report::Tree, false), @"(no steps in 0 events)");
}

#[test]
fn steps_can_be_filtered() {
    insta::assert_snapshot!(filtered(Report::Steps, "outcome:pending waiting:<5ms"), @"
    NODE  PARENT  TASK  OUTCOME  STEPS  POLLS  WAITING_US  POLLING_US  LOCATION              EXPRESSION
       2       0     0  pending      1      2    3238.000      20.000  src/checkout.rs:7:17  reserve(&cart)
    ");
}

#[test]
fn events_keep_their_numbers_when_others_are_left_out() {
    insta::assert_snapshot!(filtered(Report::Events, "result:pending !step:0"), @"
    EVENT    SEQ    TIME_US  WHAT            TOOK_US    STEP  TASK  THREAD  DETAIL      LOCATION              EXPRESSION
        1      2      2.850  pending           0.850       1     0       1  wakers=1    src/checkout.rs:5:30  load_cart(id)
        5      8  11073.000  pending          12.000       2     0       1  wakers=1    src/checkout.rs:7:17  reserve(&cart)
        6      9  11084.000  pending           9.000       3     0       1  wakers=1    src/checkout.rs:8:17  quote(&cart)
        9     12  14309.000  pending           8.000       2     0       1  wakers=1    src/checkout.rs:7:17  reserve(&cart)
    ");
}

#[test]
fn a_borrowed_arm_is_let_go_in_every_report() {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../sample-traces/select_loop.json"
    );
    let trace = Trace::load(sample).unwrap();
    let arm = "\"&mut stopped\"";
    for report in [Report::Steps, Report::Tree, Report::Events, Report::Dot] {
        let printed = printed_with(&trace, report, false, arm);
        let arms = || printed.lines().filter(|line| line.contains("&mut stopped"));
        assert!(arms().any(|line| line.contains("let-go")), "{printed}");
        assert!(!arms().any(|line| line.contains("cancelled")), "{printed}");
    }
    let events = |filter: &str| {
        let filter = format!("{arm} {filter}");
        let printed = printed_with(&trace, Report::Events, false, &filter);
        printed.lines().count() - 1
    };
    assert_eq!(
        (events("result:cancelled"), events("result:let-go")),
        (0, 9)
    );
}

#[test]
fn a_tree_keeps_what_stands_above() {
    insta::assert_snapshot!(filtered(Report::Tree, "quote"), @"
    checkout        pending         3 polls  14.3 ms waiting  62.1 µs polling  -
    └ quote(&cart)  cancelled        1 poll  3.22 ms waiting  9.00 µs polling  src/checkout.rs:8:17
    ");
}

#[test]
fn what_has_no_rows_is_narrowed_to_the_steps_that_pass_and_those_above_them() {
    let dot = filtered(Report::Dot, "quote");
    assert!(
        dot.contains("quote(&cart)") && dot.contains("checkout"),
        "{dot}"
    );
    assert!(
        !dot.contains("reserve") && !dot.contains("load_cart"),
        "{dot}"
    );
    let graph: serde_json::Value = serde_json::from_str(&filtered(Report::Graph, "quote")).unwrap();
    assert_eq!(graph["nodes"].as_array().unwrap().len(), 2);
    let json = filtered(Report::Json, "quote");
    let trace = Trace::from_slice(json.as_bytes()).unwrap();
    assert_eq!(trace.steps().len(), 2);
    assert!(
        trace
            .events()
            .iter()
            .all(|event| trace.step(event.step()).parent.is_some()
                || trace.site_of(event.step()).expr == "checkout")
    );
}
