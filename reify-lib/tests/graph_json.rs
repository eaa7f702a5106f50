//! The JSON of a graph, as the docs of its `Serialize` say.

#[path = "support/script.rs"]
mod script;

use reify_lib::{Record, Site, record, reify_execution};
use script::Script;
use serde_json::{Value, json};

#[test]
fn nodes_edges_and_tasks_are_written_out() {
    let mut script = Script::new();
    script.task(40, "shop", None);
    let root = script.make("checkout(7)", None, Some(40));
    let load = script.child(root, "load_cart(id)");
    script.pending(load);
    script.cancelled(load);
    let quote = script.child(root, "quote()");
    script.task(41, "audit", Some(quote));
    script.ready(quote);
    let graph = serde_json::to_value(reify_execution(&script.finish())).unwrap();
    assert_eq!(
        graph["nodes"][1],
        json!({
            "id": 1, "label": "load_cart(id) @ src/main.rs:11", "file": "src/main.rs", "line": 11, "column": 5,
            "function": "demo::main", "task": 40, "parent": 0, "steps": 1, "cancelled": 1, "polls": 1,
            "outcome": "cancelled", "first_ns": 20, "last_ns": 44, "polling_ns": 4, "waiting_ns": 10,
        })
    );
    assert_eq!(graph["nodes"][0]["outcome"], "never-polled");
    assert_eq!(graph["nodes"].as_array().map(Vec::len), Some(3));
    assert_eq!(graph["edges"], json!([[1, 2]]));
    assert_eq!(
        graph["tasks"],
        json!([
            {"id": 40, "name": "shop", "spawned_by": null},
            {"id": 41, "name": "audit", "spawned_by": 2},
        ])
    );
}

/// The node of a step that nothing is known of but its site.
fn node_at(site: Site) -> Value {
    let mut script = Script::new();
    script.push(Record::Site(record::SiteRecord { id: 7, site }));
    script.push(Record::Step(record::StepRecord {
        seq: 0,
        id: 0,
        site: 7,
        parent: None,
        task: None,
        at: 0,
        borrowed: false,
    }));
    let mut graph = serde_json::to_value(reify_execution(&script.finish())).expect("it is JSON");
    graph["nodes"][0].take()
}

#[test]
fn what_is_not_known_is_null() {
    let site = Site {
        expr: "a \"b\"\n".into(),
        ..Site::default()
    };
    let node = node_at(site);
    assert_eq!(node["label"], "a \"b\"\n");
    for field in ["file", "line", "column", "function", "task", "parent"] {
        assert_eq!(node[field], Value::Null, "{field}");
    }
}

#[test]
fn of_very_long_texts_the_end_is_left_out() {
    let site = Site {
        expr: "ö".repeat(1001),
        file: "x".repeat(1000),
        function: "f".repeat(1_000_000),
        ..Site::default()
    };
    let node = node_at(site);
    assert_eq!(node["label"], "ö".repeat(999) + "…");
    assert_eq!(node["file"], "x".repeat(1000));
    assert_eq!(node["function"], "f".repeat(999) + "…");
}
