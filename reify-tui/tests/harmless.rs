//! Nothing that stands in a recording acts on the terminal, or on the text around it, wherever it is shown.
//!
//! Every text of every kind of record holds every character that must not get through, and every view, page, key and
//! print is looked at.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::ValueEnum as _;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use reify_lib::{Trace, findings, is_hidden, reify_execution};
use reify_tui::app::{App, AppOptions, Status};
use reify_tui::cli::Report;
use reify_tui::effect::Effect;
use reify_tui::key::Key;
use reify_tui::keymap::BINDINGS;
use reify_tui::model::Model;
use reify_tui::model::source::{SourceFile, SourceProblem};
use reify_tui::print::{self, PrintOptions, print};
use reify_tui::view;

/// What a terminal would obey, and every character that it would hide.
fn evil() -> String {
    let sequences =
        "\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}]0;evil\u{1b}\\\u{1b}[2J\u{9b}31m\r\nforged: line\t";
    let hidden = ('\0'..='\u{10ffff}').filter(|c| is_hidden(*c));
    // Of the tags, which are thousands, a few will do.
    let hidden = hidden.filter(|c| *c < '\u{e0000}' || (*c as u32).is_multiple_of(97));
    let marks = "\u{301}".repeat(20);
    format!("{sequences}{}{marks}evil", hidden.collect::<String>())
}

/// The recordings: of our own make, by position and by name, with what cannot be understood too; of async-reify, and of
/// tokio-console.
fn recordings(evil: &str) -> Vec<Vec<u8>> {
    let evil = serde_json::to_string(evil).expect("it is a string");
    let own = format!(
        r#"[
{{"reify":{{"writer":{evil},"program":{evil},"started":{evil},"root":{evil},"wakes":true,"columns":{{{evil}:[{evil}]}},{evil}:{evil}}}}},
{{"site":{{"id":0,"kind":"root","expr":{evil},"future":{evil}}}}},
{{"site":{{"id":1,"expr":{evil},"file":{evil},"line":1,"column":2,"function":{evil},"future":{evil}}}}},
{{"site":{{"id":2,"kind":{evil},"expr":{evil},"file":"src/{}","line":2}}}},
{{"task":{{"id":1,"name":{evil},{evil}:1}}}},
{{"thread":{{"id":1,"name":{evil}}}}},
{{"thread":{{"id":2,"name":{evil}}}}},
{{"step":[0,0,0,0,null,1]}},
{{"step":[1,1,1,5,0]}},
{{"poll":[2,1,10,5,1,"pending",1]}},
{{"poll":[3,0,8,9,1,"pending",1]}},
{{"wake":[4,1,900000000,2,0]}},
{{"poll":[5,1,1900000000,900000000,1,"pending",0]}},
{{"poll":[6,0,1800000000,1100000000,1,{evil},1]}},
{{"waker_drop":[7,1,3000000000,2]}},
{{"step":[8,2,2,3100000000,0]}},
{{"poll":[9,2,3200000000,5,2,"pending",1]}},
{{"poll":[10,2,3300000000,5,2,"cancelled",null,0]}},
{{"step":[11,3,9,3400000000,0]}},
{{"poll":[12,3,3500000000,5,2,"panicked"]}},
{{"untraced":{{"file":{evil},"line":7,"within":{evil}}}}},
{{{evil}:{{{evil}:{evil}}}}},
{evil},
{{"poll":{evil}}},
{{"sync":{{"at":9000000000,"recorded":13,"lost":1,"polling":[{{"step":0,"since":4000000000,"thread":2,{evil}:1}}]}}}},
{{"end":{{"at":9900000000,"recorded":13,"reason":{evil},{evil}:1}}}}
]
"#,
        &evil[1..evil.len() - 1]
    );
    let torn = own[..own.rfind("{\"end\"").expect("it has an end") + 20].to_owned();
    let async_reify = format!(
        r#"{{"events":[{{"step":0,"offset":{{"secs":0,"nanos":1}},"result":"Ready","label":{evil}}},{{"step":1,"offset":{{"secs":0,"nanos":2}},"result":{evil},"label":{evil}}}]}}"#
    );
    let console = include_str!("../../reify-lib/tests/data/console/record.json");
    let console = console
        .replace("\"name\"", &evil)
        .replace("main.rs", &evil[1..evil.len() - 1]);
    [own, torn, async_reify, console]
        .map(String::into_bytes)
        .into()
}

#[track_caller]
fn assert_harmless(text: &str, whence: &str) {
    if let Some(at) = text.find(is_hidden) {
        let from = text[..at]
            .char_indices()
            .rev()
            .nth(40)
            .map_or(0, |(at, _)| at);
        panic!(
            "{whence}: {:?}",
            text[from..].chars().take(80).collect::<String>()
        );
    }
}

fn app(bytes: &[u8]) -> Option<App> {
    let trace = Trace::from_slice(bytes).ok()?;
    let (graph, found) = (reify_execution(&trace), findings(&trace));
    let model = Model::new(Arc::new(trace), graph).with_findings(found);
    let options = AppOptions {
        file: format!("/tmp/{}.json", evil()),
        ..AppOptions::default()
    };
    Some(App::new(model, options))
}

const SIZES: [(u16, u16); 6] = [(240, 80), (130, 40), (80, 24), (40, 10), (20, 4), (10, 2)];

/// Draws at some sizes, and gives back whether something of the recording was to be seen.
fn look(app: &mut App, sizes: &[(u16, u16)], whence: &str) -> bool {
    let mut saw = false;
    for &(width, height) in sizes {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        app.resize(width, height);
        view::render(app, area, &mut buffer);
        for cell in &buffer.content {
            assert_harmless(cell.symbol(), whence);
            // No more than one cluster sits in a cell, and no pile of marks.
            assert!(
                cell.symbol().chars().count() <= 6,
                "{whence}: {:?}",
                cell.symbol()
            );
        }
        let row = |y: u16| (0..width).map(move |x| (x, y));
        let rows = (0..height).map(|y| row(y).map(|at| buffer[at].symbol()).collect::<String>());
        saw |= rows.into_iter().any(|row| row.contains("<U+001B>"));
    }
    saw
}

fn supply(app: &mut App, index: usize) {
    while let Some(name) = app.wanted_source().map(str::to_owned) {
        let evil = evil();
        let source = match index % 3 {
            0 => Ok(SourceFile::new(
                format!("/{evil}.rs"),
                &format!("{evil}\n// {evil}\n\"{evil}\"\n"),
            )),
            1 => Err(SourceProblem::Refused(format!("{evil} is not read"))),
            _ => Err(SourceProblem::Missing {
                tried: vec![evil.into()],
            }),
        };
        app.set_source(&name, source);
    }
}

/// Types, and looks at all that comes of it.
fn press(app: &mut App, keys: &str, recording: usize) {
    for key in Key::parse(keys).expect("these are keys") {
        if let Some(Effect::Copy(text)) = app.key(key) {
            assert_harmless(&text, "a copy");
        }
    }
    supply(app, recording);
}

#[test]
fn no_view_or_page_lets_a_hidden_character_through() {
    let mut seen = 0;
    for (index, bytes) in recordings(&evil()).iter().enumerate() {
        let mut app = app(bytes).expect("it can be read");
        for view in ["gs", "gt", "ga", "gf", "gn", "ge", "gc"] {
            for keys in [view, "$", "i", "<esc>"] {
                press(&mut app, keys, index);
                seen += usize::from(look(&mut app, &SIZES, &format!("{index}: {view} {keys}")));
            }
        }
    }
    assert!(seen > 80, "the text is to be seen, spelled out: {seen}");
}

#[test]
fn no_key_lets_a_hidden_character_through() {
    let keys: BTreeSet<&str> = BINDINGS
        .iter()
        .flat_map(|binding| binding.keys)
        .copied()
        .filter(|keys| !keys.contains("<letter>"))
        .collect();
    let mut app = app(&recordings(&evil())[0]).expect("it can be read");
    for view in ["gs", "gf", "gc"] {
        for keys in &keys {
            press(&mut app, view, 0);
            press(&mut app, keys, 0);
            look(&mut app, &SIZES[2..3], &format!("{view} {keys}"));
            press(&mut app, "<esc><esc>", 0);
        }
    }
}

#[test]
fn what_is_typed_or_said_is_made_harmless_too() {
    let evil = evil();
    let mut app = app(&recordings(&evil)[0]).expect("it can be read");
    for prompt in ["/", "&", "go"] {
        for key in Key::parse(prompt).expect("these are keys") {
            app.key(key);
        }
        for c in evil.chars() {
            let pressed = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
            if let Some(key) = Key::from_event(&pressed) {
                app.key(key);
            }
        }
        look(&mut app, &SIZES, prompt);
        for end in ["<enter>", "<esc>", "<esc>"] {
            for key in Key::parse(end).expect("these are keys") {
                app.key(key);
            }
            look(&mut app, &SIZES, prompt);
        }
    }
    for status in [Status::info(&evil), Status::warning(&evil)] {
        app.set_status(status);
        assert!(look(&mut app, &SIZES, "the status"));
    }
}

#[test]
fn no_print_lets_a_hidden_character_through() {
    let evil = evil();
    for (index, bytes) in recordings(&evil).iter().enumerate() {
        let trace = Trace::from_slice(bytes).expect("it can be read");
        let found = findings(&trace);
        let mut reports = Report::value_variants().to_vec();
        reports.push(Report::FindingsJson);
        for report in reports {
            for ascii in [false, true] {
                let options = PrintOptions {
                    ascii,
                    ..PrintOptions::default()
                };
                let mut out = Vec::new();
                print(report, &trace, &found, &options, &mut out).expect("memory takes everything");
                let out = String::from_utf8(out).expect("what is printed is text");
                for line in out.split('\n') {
                    assert_harmless(line, &format!("{index}: {report:?}"));
                    assert!(!line.starts_with("forged"), "{index}: {report:?}");
                }
            }
        }
        for notice in print::notices(&trace) {
            assert_harmless(&notice, "a notice");
        }
    }
}
