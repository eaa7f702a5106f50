//! No file of a few megabytes hangs or bloats the explorer: its model, the first frame of every view, what keys do there,
//! and all that can be printed, counted in bytes by an allocator, and in time of the processor.
//!
//! One test in a program of its own: nothing else allocates beside it.
#![cfg(unix)]

#[path = "../../reify-lib/tests/support/counting.rs"]
mod counting;
#[path = "../../reify-lib/tests/support/hostile.rs"]
mod hostile;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::{Site, Trace, findings, reify_execution};
use reify_tui::app::{App, AppOptions};
use reify_tui::cli::Report;
use reify_tui::key::Key;
use reify_tui::model::Model;
use reify_tui::model::source::SourceFile;
use reify_tui::print::{PrintOptions, print};
use reify_tui::source::SourceFinder;
use reify_tui::view;

use counting::Costs;

/// The keys that lead to each view, and what makes the most work there: the ends of the recording and of the rows, other
/// orders, pages.
const EXPLORED: [&str; 8] = [
    "gs$GOo",
    "gt$G++oo",
    "ga$Go",
    "gfG",
    "gnG",
    "ge0",
    "gcG",
    "F<enter>pwcn()i",
];
const SCREEN: Rect = Rect::new(0, 0, 130, 40);
/// There is more to do here than in the library.
const SIZE: usize = if cfg!(debug_assertions) {
    hostile::SIZE / 4
} else {
    hostile::SIZE
};

#[test]
fn hostile_files_are_explored_and_printed_within_128_megabytes_and_two_seconds() {
    let mut costs = Costs::default();
    show_source(&mut costs);
    for file in hostile::files(SIZE) {
        let name = file.name;
        explore(&mut costs, name, &file.bytes);
        let Ok(trace) = Trace::from_slice(&file.bytes) else {
            continue;
        };
        let found = findings(&trace);
        for report in Report::value_variants() {
            costs.count(&format!("{name}: {report:?}"), || {
                let options = PrintOptions::default();
                print(*report, &trace, &found, &options, Nowhere).expect("it takes everything");
            });
        }
    }
    costs.assert_bearable();
}

fn read(bytes: &[u8]) -> Option<Model> {
    let trace = Trace::from_slice(bytes).ok()?;
    let graph = reify_execution(&trace);
    let found = findings(&trace);
    Some(Model::new(Arc::new(trace), graph).with_findings(found))
}

fn explore(costs: &mut Costs, name: &str, bytes: &[u8]) {
    let mut app = None;
    let mut buffer = Buffer::empty(SCREEN);
    costs.count(&format!("{name}: loaded"), || {
        if let Some(model) = read(bytes) {
            let app = app.insert(App::new(model, AppOptions::default()));
            app.resize(SCREEN.width, SCREEN.height);
            view::render(app, SCREEN, &mut buffer);
        }
    });
    let Some(mut app) = app else { return };
    for keys in EXPLORED {
        costs.count(&format!("{name}: {keys}"), || {
            for key in Key::parse(keys).expect("these are keys") {
                press(&mut app, key);
                view::render(&app, SCREEN, &mut buffer);
            }
        });
    }
    let outline = app.outline();
    drop(app);
    // What is shown stays until the new reading is there.
    costs.count(&format!("{name}: read again"), || {
        let shown = read(bytes);
        let again = read(bytes).expect("it was one before");
        let again = App::outlined(again, AppOptions::default(), &outline);
        drop((shown, again));
    });
}

/// A file under the roots of the sources may be made by a program.
fn show_source(costs: &mut Costs) {
    for text in [
        format!("\"{}", "//".repeat(SIZE / 2)),
        "(".repeat(SIZE),
        "\"\n//\u{1}".repeat(SIZE / 5),
    ] {
        costs.count("a source file", || {
            let file = SourceFile::new("/a.rs", &text);
            let site = Site {
                expr: "(".to_owned(),
                line: 7,
                ..Site::default()
            };
            assert_ne!(file.lines.len(), 0);
            file.fit(&site);
        });
    }
}

fn press(app: &mut App, key: Key) {
    app.key(key);
    if let Some(name) = app.wanted_source().map(str::to_owned) {
        let root = app.model().trace().header().root.clone();
        let finder = SourceFinder::new(Path::new("trace.json"), &root, Path::new("/"), &[]);
        drop(finder.find(&name));
        let source = SourceFile::new("/a.rs", &"s1().await; // m.lock()\n".repeat(2000));
        app.set_source(&name, Ok(source));
    }
    // What the explorer finds out piece by piece.
    while app.has_work() {
        app.work();
    }
}

/// Takes everything and keeps nothing.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
