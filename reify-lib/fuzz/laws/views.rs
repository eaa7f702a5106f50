//! Every view of whatever was read can be drawn, whatever keys are pressed in it, and all of it printed.

use std::io::sink;
use std::sync::Arc;

use clap::ValueEnum as _;
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

/// No screen is larger.
const LARGEST: (u16, u16) = (130, 40);

/// `sizes` are those to draw at after so many keys.
pub(crate) fn check(trace: Trace, sizes: impl Fn(usize) -> Vec<(u16, u16)>) {
    let found = findings(&trace);
    for report in Report::value_variants() {
        let printed = print(*report, &trace, &found, &PrintOptions::default(), sink());
        printed.expect("it takes everything");
    }
    let model = Model::of(Arc::new(trace)).with_findings(found);
    let mut app = App::new(model, AppOptions::default());
    let mut buffer = Buffer::empty(Rect::new(0, 0, LARGEST.0, LARGEST.1));
    for (number, keys) in KEYS.iter().enumerate() {
        for key in Key::parse(keys).expect("these are keys") {
            app.key(key);
        }
        while app.has_work() {
            app.work();
        }
        for (width, height) in sizes(number) {
            app.resize(width, height);
            view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
        }
    }
}
