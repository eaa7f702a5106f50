//! What a frame costs, and a key press with the frame behind it, on a screen of 200 by 60.
//!
//! Each case is told in milliseconds (the median, and the worst of all) and as a ratio to the frame of an empty recording,
//! drawn in the same run: ratios can be compared between machines. `REIFY_BENCH_EVENTS=10000000` asks for other than a
//! million events.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

#[path = "../../tests/support/log.rs"]
mod log;
mod recording;
mod refresh;

use std::env;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::{Trace, reify_execution};
use reify_tui::app::{App, AppOptions, Start};
use reify_tui::key::Key;
use reify_tui::model::Model;
use reify_tui::view;

const SCREEN: Rect = Rect::new(0, 0, 200, 60);
const ROUNDS: usize = 60;

fn main() {
    let wanted = env::var("REIFY_BENCH_EVENTS").ok();
    let wanted = wanted.and_then(|events| events.parse().ok());
    let wanted = wanted.unwrap_or(1_000_000);
    let trace = recording::of_events(wanted);
    let events = trace.events().len();
    let began = Instant::now();
    let mut app = app(trace);
    let ready = began.elapsed();
    println!("{events} events, ready after {:.0} ms", millis(ready));

    let baseline = times(&mut self::app(Trace::default()), &[""]);
    let base = median(&baseline);
    println!("{:34} {:>9} {:>9} {:>7}", "", "median", "worst", "ratio");
    report("frame of nothing", &baseline, base);
    for (name, view) in [("steps", "gs"), ("timeline", "gt"), ("awaits", "ga")] {
        type_keys(&mut app, view);
        report(&format!("{name}: frame"), &times(&mut app, &[""]), base);
    }
    type_keys(&mut app, "gt9+");
    report("timeline, closer: frame", &times(&mut app, &[""]), base);
    type_keys(&mut app, "_");
    let far = events / 3;
    let there = format!("{far}l");
    let back = format!("{far}h");
    for (name, view) in [("steps", "gs"), ("timeline", "gt"), ("awaits", "ga")] {
        type_keys(&mut app, view);
        for (what, keys) in [
            ("l and its frame", &["l"][..]),
            ("far away and back", &[&there, &back]),
            ("} and its frame", &["}"]),
            ("w p c and their frames", &["w", "p", "c"]),
            ("s and its frame", &["s"]),
            ("zoom and its frame", &["+", "-"]),
        ] {
            report(&format!("{name}: {what}"), &times(&mut app, keys), base);
        }
    }
    type_keys(&mut app, "gs");
    let sorted = times(&mut app, &["o"]);
    report("steps: another order", &sorted[..4.min(sorted.len())], base);
    drop(app);
    refresh::tell(wanted);
}

fn app(trace: Trace) -> App {
    let graph = reify_execution(&trace);
    let options = AppOptions {
        start: Start::Event(trace.events().len() / 2),
        ..AppOptions::default()
    };
    let mut app = App::new(Model::new(Arc::new(trace), graph), options);
    app.resize(SCREEN.width, SCREEN.height);
    app
}

fn type_keys(app: &mut App, keys: &str) {
    for key in Key::parse(keys).unwrap_or_default() {
        app.key(key);
    }
}

/// The times of frames, each after its keys.
fn times(app: &mut App, keys: &[&str]) -> Vec<Duration> {
    let mut buffer = Buffer::empty(SCREEN);
    let times = (0..ROUNDS).map(|round| {
        let began = Instant::now();
        type_keys(app, keys[round % keys.len()]);
        buffer.reset();
        view::render(app, SCREEN, &mut buffer);
        black_box(&buffer);
        began.elapsed()
    });
    times.collect()
}

fn report(name: &str, times: &[Duration], base: Duration) {
    let worst = times.iter().max().copied().unwrap_or_default();
    let median = median(times);
    let ratio = median.as_secs_f64() / base.as_secs_f64().max(f64::MIN_POSITIVE);
    println!(
        "{name:34} {:>6.2} ms {:>6.2} ms {ratio:>7.1}",
        millis(median),
        millis(worst)
    );
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
