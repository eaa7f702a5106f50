//! Whatever was read, every view can be drawn at every size, whatever keys are pressed in it, and all of it printed.

#![no_main]

use std::io::sink;
use std::sync::Arc;

use clap::ValueEnum as _;
use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::{Trace, findings};
use reify_tui::app::{App, AppOptions};
use reify_tui::cli::Report;
use reify_tui::key::Key;
use reify_tui::model::Model;
use reify_tui::print::{PrintOptions, print};
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

fuzz_target!(|bytes: &[u8]| {
    let Ok(trace) = Trace::from_slice(bytes) else {
        return;
    };
    let found = findings(&trace);
    for report in Report::value_variants() {
        print(*report, &trace, &found, &PrintOptions::default(), sink())
            .expect("it takes everything");
    }
    let mut app = App::new(
        Model::of(Arc::new(trace)).with_findings(found),
        AppOptions::default(),
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    for (number, keys) in KEYS.iter().enumerate() {
        for key in Key::parse(keys).expect("these are keys") {
            app.key(key);
        }
        while app.has_work() {
            app.work();
        }
        // The size comes from the input too.
        let size = |at: usize| bytes.get(number + at).copied().unwrap_or(80);
        let (width, height) = (u16::from(size(0)) % 131, u16::from(size(7)) % 41);
        app.resize(width, height);
        view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
    }
});
