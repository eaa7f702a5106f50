//! The inputs that fuzzing the views, the cleaning function and the editor's command line begins with, and all that it found:
//! they run here without it. The targets beside those of the library say the same of every input.

use std::fs;
use std::io::sink;
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::{Trace, findings, is_hidden};
use reify_tui::app::{App, AppOptions};
use reify_tui::cli::Report;
use reify_tui::editor::{Location, plan};
use reify_tui::environment::Environment;
use reify_tui::key::Key;
use reify_tui::model::Model;
use reify_tui::print::{PrintOptions, print};
use reify_tui::text::{cut, cut_left, cut_path, visible, visible_line, visible_name, width, wrap};
use reify_tui::view;

/// What leads to each view, and what may be done there.
const KEYS: [&str; 12] = [
    "gsgg",
    "gtgg++",
    "gaj",
    "F",
    "gn",
    "0",
    "oozR",
    "i",
    "<esc>/a<enter>n",
    "w]}pc",
    "&polls:>0<enter>",
    "go2<enter>u",
];

fn files(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../reify-lib/fuzz/corpus")
        .join(target);
    let files = fs::read_dir(folder).expect("every target has a corpus");
    let files: Vec<_> = files
        .map(|file| file.expect("it can be listed").path())
        .map(|path| {
            let bytes = fs::read(&path).expect("it can be read");
            (path.display().to_string(), bytes)
        })
        .collect();
    assert!(!files.is_empty(), "no corpus of {target}");
    files
}

fn corpus(target: &str) -> impl Iterator<Item = (String, String)> {
    let texts = files(target).into_iter();
    texts.map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
}

#[test]
fn every_view_can_be_drawn_whatever_keys_are_pressed_and_everything_printed() {
    // What the library makes something of, views are to show too.
    for (name, bytes) in files("views").into_iter().chain(files("derived")) {
        let trace = Trace::from_slice(&bytes).expect(&name);
        let found = findings(&trace);
        for report in Report::value_variants() {
            let options = PrintOptions::default();
            print(*report, &trace, &found, &options, sink()).expect("it takes everything");
        }
        let model = Model::of(Arc::new(trace)).with_findings(found);
        let mut app = App::new(model, AppOptions::default());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
        for keys in KEYS {
            for key in Key::parse(keys).expect("these are keys") {
                app.key(key);
            }
            while app.has_work() {
                app.work();
            }
            for (width, height) in [(130, 40), (80, 24), (39, 9), (20, 4), (7, 30)] {
                app.resize(width, height);
                view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
            }
        }
    }
}

#[test]
fn what_is_shown_of_a_text_is_harmless_whole_and_no_wider_than_asked() {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for (name, text) in corpus("cleaning") {
        for shown in [visible(&text), visible_line(&text), visible_name(&text)] {
            assert_eq!(shown.find(is_hidden), None, "{name}");
            assert_eq!(visible(&shown), shown, "{name}");
            for columns in [0, 1, 2, 3, 7, 40, 255] {
                for cut in [cut, cut_left, cut_path] {
                    assert!(width(&cut(&shown, columns, "…")) <= columns, "{name}");
                }
                let wrapped = wrap(&shown, columns).concat();
                assert_eq!(letters(&wrapped), letters(&shown), "{name}");
            }
        }
    }
}

#[test]
fn the_name_of_a_file_stands_whole_in_one_argument_and_adds_none() {
    for (corpus, text) in corpus("editor") {
        let (command, name) = text.split_once('\n').expect(&corpus);
        let called = |name: &str| {
            let location = Location {
                path: format!("/{name}").into(),
                line: 7,
                column: 1,
            };
            plan(&Environment::default(), Some(command), &location)
        };
        let (Ok(plain), Ok(call)) = (called("PLAIN"), called(name)) else {
            continue;
        };
        assert_eq!(plain.program, call.program, "{corpus}");
        let with_name = |arg: &std::ffi::OsString| {
            let arg = arg.to_string_lossy();
            std::ffi::OsString::from(arg.replace("/PLAIN", &format!("/{name}")))
        };
        let expected: Vec<_> = plain.args.iter().map(with_name).collect();
        assert_eq!(call.args, expected, "{corpus}");
    }
}
