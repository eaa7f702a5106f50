//! The recordings of real programs, the longest with a hundred thousand events, at every size of the screen.

use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::Trace;
use reify_tui::app::AppOptions;
use reify_tui::view;

use super::sizes::sizes;
use crate::fixture::app_found;
use crate::keys::run_keys;

/// The keys that lead to each view and the pages over it, one after the other: at the end of a recording, and where it is
/// ordered, unfolded, zoomed, narrowed and searched.
const EXPLORED: [&str; 10] = [
    "gs",
    "ozRG",
    "gt",
    "++",
    "ga",
    "gf",
    "gn",
    "i",
    "<esc>?",
    "<esc>gs&polls:>1<enter>/a<enter>n",
];

fn draw_at_every_size(sample: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-traces");
    let trace = Trace::load(folder.join(sample)).expect("it is a recording");
    let mut app = app_found(trace, AppOptions::default());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    for keys in EXPLORED {
        run_keys(&mut app, keys);
        while app.has_work() {
            app.work();
        }
        for (width, height) in sizes() {
            app.resize(width, height);
            view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
        }
    }
}

#[test]
fn many_events_can_be_drawn_at_every_size() {
    draw_at_every_size("many_events.json");
}

#[test]
fn the_other_samples_can_be_drawn_at_every_size() {
    for sample in ["hang", "http_service", "select_loop", "trace_workflow"] {
        draw_at_every_size(&format!("{sample}.json"));
    }
}
