//! What is drawn can be read by a DOT parser, whatever stands in the labels.

#[path = "support/script.rs"]
mod script;

use std::collections::BTreeMap;

use layout::gv::DotParser;
use layout::gv::parser::ast::{self, Stmt};
use proptest::prelude::*;
use reify_lib::{AsyncStepGraph, Trace, reify_execution, to_dot};
use script::Script;

type Attributes = BTreeMap<String, String>;

/// What a DOT parser finds in a drawing.
#[derive(Default)]
struct Drawing {
    nodes: BTreeMap<String, Attributes>,
    /// The label of the box around each node.
    boxes: BTreeMap<String, String>,
    edges: Vec<(String, String, Attributes)>,
}

fn drawing(graph: &AsyncStepGraph) -> Drawing {
    let dot = to_dot(graph);
    let parsed = DotParser::new(&dot).process();
    let parsed = parsed.unwrap_or_else(|error| panic!("{error} in\n{dot}"));
    let mut drawing = Drawing::default();
    let mut graphs = vec![parsed];
    while let Some(graph) = graphs.pop() {
        drawing.take(graph, &mut graphs);
    }
    drawing
}

impl Drawing {
    fn take(&mut self, graph: ast::Graph, graphs: &mut Vec<ast::Graph>) {
        let mut label = None;
        for statement in graph.list.list {
            match statement {
                Stmt::Node(node) => {
                    if let Some(label) = &label {
                        self.boxes
                            .insert(node.id.name.clone(), String::clone(label));
                    }
                    self.nodes.insert(node.id.name, attributes(&node.list));
                }
                Stmt::Edge(edge) => {
                    let to = edge.to[0].0.name.clone();
                    self.edges
                        .push((edge.from.name, to, attributes(&edge.list)));
                }
                Stmt::SubGraph(graph) => graphs.push(graph),
                Stmt::Attribute(attribute) => label = attributes(&attribute.list).remove("label"),
            }
        }
    }

    fn edges(&self, style: Option<&str>) -> Vec<(&str, &str)> {
        let edges = self.edges.iter();
        let edges = edges.filter(|(.., attributes)| attributes.get("style").map(|s| &**s) == style);
        edges.map(|(from, to, _)| (&**from, &**to)).collect()
    }
}

fn attributes(list: &ast::AttributeList) -> Attributes {
    list.iter().cloned().collect()
}

/// One node of each outcome.
fn outcomes() -> Script {
    let mut script = Script::new();
    let outer = script.step("outer()");
    let completed = script.child(outer, "completed");
    script.pending(completed);
    script.now += 5_000_000;
    script.ready(completed);
    let cancelled = script.child(outer, "cancelled");
    script.pending(cancelled);
    script.cancelled(cancelled);
    let panicked = script.child(outer, "panicked");
    script.panicked(panicked);
    let pending = script.child(outer, "pending");
    script.child(outer, "never-polled");
    script.pending(pending);
    script.pending(outer);
    script
}

#[test]
fn nodes_show_polls_outcome_and_times_with_units() {
    let drawing = drawing(&reify_execution(&outcomes().finish()));
    assert_eq!(
        drawing.nodes["n1"]["label"],
        "completed @ src/main.rs:11\n2 polls, completed\npolling 8 ns, waiting 5.00 ms"
    );
    for node in ["n1", "n2", "n3", "n4", "n5"] {
        let label = &drawing.nodes[node]["label"];
        let expr = label.split(' ').next().unwrap();
        assert!(label.lines().nth(1).unwrap().ends_with(expr), "{label}");
    }
}

#[test]
fn outcomes_differ_by_more_than_their_colour() {
    let drawing = drawing(&reify_execution(&outcomes().finish()));
    let frames = ["n1", "n2", "n3", "n4", "n5"].map(|node| {
        let attributes = drawing.nodes[node].iter();
        let form =
            attributes.filter(|(name, _)| !["color", "label", "tooltip"].contains(&&***name));
        form.collect::<Vec<_>>()
    });
    for (index, frame) in frames.iter().enumerate() {
        assert!(
            !frames[..index].contains(frame),
            "{frame:?} stands for two outcomes"
        );
    }
}

#[test]
fn arrows_show_order_and_parents() {
    let mut script = Script::new();
    let outer = script.step("outer()");
    let a = script.child(outer, "a");
    script.ready(a);
    let b = script.child(outer, "b");
    script.ready(b);
    let drawing = drawing(&reify_execution(&script.finish()));
    assert_eq!(drawing.edges(None), [("n1", "n2")]);
    assert_eq!(drawing.edges(Some("dashed")), [("n0", "n1"), ("n0", "n2")]);
}

#[test]
fn tasks_are_boxes_that_their_spawner_leads_to() {
    let mut script = Script::new();
    script.task(0, "main", None);
    let main = script.step("spawn_all()");
    script.task(7, "worker \"7\"", Some(main));
    let worker = script.make("work()", None, Some(7));
    let again = script.make("work_more()", None, Some(7));
    script.make("elsewhere()", None, None);
    for step in [worker, again, main] {
        script.pending(step);
    }
    let drawing = drawing(&reify_execution(&script.finish()));
    assert_eq!(drawing.boxes["n0"], "task 0: main");
    assert_eq!(drawing.boxes["n1"], "task 7: worker \"7\"");
    assert_eq!(drawing.boxes["n2"], "task 7: worker \"7\"");
    assert!(!drawing.boxes.contains_key("n3"));
    assert_eq!(drawing.edges(Some("dotted")), [("n0", "n1")]);
}

#[test]
fn a_group_tells_how_many_of_its_steps_were_cancelled() {
    let mut script = Script::new();
    for last in [false, false, true] {
        let step = script.step("tick()");
        script.pending(step);
        if last {
            script.ready(step);
        } else {
            script.cancelled(step);
        }
    }
    let drawing = drawing(&reify_execution(&script.finish()));
    let counts = drawing.nodes["n0"]["label"].lines().nth(1);
    assert_eq!(counts, Some("3 steps, 4 polls, cancelled (2 of 3)"));
}

#[test]
fn a_long_label_is_cut_in_the_node_and_whole_in_its_tooltip() {
    let expr = "é".repeat(300);
    let mut script = Script::new();
    script.step(&expr);
    let drawing = drawing(&reify_execution(&script.finish()));
    let shown = drawing.nodes["n0"]["label"].lines().next().unwrap();
    assert_eq!(shown.chars().count(), 80);
    assert!(shown.ends_with("é…"));
    assert_eq!(
        drawing.nodes["n0"]["tooltip"],
        format!("{expr} @ src/main.rs:10")
    );
}

#[test]
fn an_empty_execution_is_an_empty_drawing() {
    let drawing = drawing(&reify_execution(&Trace::default()));
    assert_eq!((drawing.nodes.len(), drawing.edges.len()), (0, 0));
}

/// Text with much of what DOT, records and HTML give a meaning to.
fn text() -> impl Strategy<Value = String> {
    let odd: Vec<char> = "\"\\\n\r\t\0{}[]<>|&;#=->/*'lNG%ü漢🦀\u{1b}\u{202e}\u{2028}"
        .chars()
        .collect();
    let pieces = prop_oneof![
        prop::sample::select(odd).prop_map(String::from),
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "&amp;", "&lt;", "&#10;", "\\n", "\\\"", "//", "</b>", "\"];"
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

/// Whether a text is shown whole: what GraphViz makes of it is the same, but for what cannot be seen, which is spelled out.
fn shows(shown: &str, text: &str) -> bool {
    let shown = shown.replace("&amp;", "&");
    let mut rest = &*shown;
    let all_there = text.chars().all(|c| {
        let spelled = format!("<U+{:04X}>", u32::from(c));
        let after = rest
            .strip_prefix(c)
            .or_else(|| rest.strip_prefix(&*spelled));
        rest = after.unwrap_or(rest);
        after.is_some()
    });
    all_there && rest.is_empty() && !shown.chars().any(|c| c.is_control() && c != '\n')
}

proptest! {
    #[test]
    fn any_label_and_name_can_be_drawn(exprs in prop::collection::vec(text(), 1..5), name in text()) {
        let mut script = Script::new();
        script.task(0, &name, None);
        let outer = script.step(&exprs[0]);
        for expr in &exprs[1..] {
            let step = script.child(outer, expr);
            script.ready(step);
        }
        let graph = reify_execution(&script.finish());
        let drawing = drawing(&graph);
        prop_assert_eq!(drawing.nodes.len(), graph.nodes().len());
        prop_assert_eq!(drawing.edges.len(), graph.edges().len() + graph.nodes().len() - 1);
        for node in graph.nodes() {
            let tooltip = &drawing.nodes[&format!("n{}", node.id.0)]["tooltip"];
            let label = graph.label(node.id).to_string();
            prop_assert!(shows(tooltip, &label), "{tooltip:?} for {label:?}");
        }
        let shown = drawing.boxes["n0"].strip_prefix("task 0: ");
        prop_assert!(shown.is_some_and(|shown| shows(shown, &name)), "{shown:?} for {name:?}");
    }
}
