//! What a large recording costs, with the goal beside each figure.
//!
//! ```sh
//! REIFY_BENCH_EVENTS=10000000 cargo bench -p reify-tui --bench large
//! ```
//!
//! A recording of a program that never ran is written to a temporary file. Whatever is told in memory or processor time is
//! done by a process of its own, that nothing else has grown. `lnav` shows the same file, where it is installed.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

#[path = "../../../reify-lib/examples/generate_trace"]
mod generate_trace {
    mod labels;
    mod random;
    pub(crate) mod simulation;
}
mod moves;
mod presses;
mod process;
mod sources;
#[cfg(unix)]
mod terminal;
#[path = "../../../reify-lib/benches/reading/typed.rs"]
mod typed;
mod worst;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use reify_lib::{Trace, findings};
use reify_tui::model::Model;

use self::generate_trace::simulation::Simulation;
use self::process::{Usage, again};
use self::typed::Typed;

const EVENTS: usize = 200_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["write", path, events] => write(Path::new(path), events.parse().unwrap_or(EVENTS)),
        ["parse", path] => parse(Path::new(path)),
        ["load", path] => load(Path::new(path)),
        #[cfg(unix)]
        ["show", path] => terminal::compare(Path::new(path)),
        _ => compare(),
    }
}

/// Runs everything, each in a process of its own.
fn compare() {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let path = folder.path().join("large.json");
    let events = env::var("REIFY_BENCH_EVENTS").unwrap_or_else(|_| EVENTS.to_string());
    again(&["write", &path.to_string_lossy(), &events]);
    tell("", "measured", "goal");
    again(&["parse", &path.to_string_lossy()]);
    again(&["load", &path.to_string_lossy()]);
    #[cfg(unix)]
    again(&["show", &path.to_string_lossy()]);
}

fn write(path: &Path, events: usize) {
    let trace = Simulation::new().run(events);
    trace.save(path).expect("the disk has room");
    println!(
        "{} events, {} steps, {} tasks, {} MB",
        trace.events().len(),
        trace.steps().len(),
        trace.tasks().len(),
        path.metadata().map_or(0, |metadata| metadata.len()) / 1_000_000
    );
}

/// Parses the records, and keeps them.
fn parse(path: &Path) {
    let before = Usage::now();
    let bytes = std::fs::read(path).expect("it was written");
    let records: Vec<Typed> = serde_json::from_slice(&bytes).expect("it is JSON");
    black_box(&records);
    let usage = Usage::now().since(&before);
    tell("serde_json, typed: processor", &usage.processor(), "");
}

/// Loads the recording as the explorer does, and goes about in it.
fn load(path: &Path) {
    let (before, began) = (Usage::now(), Instant::now());
    let trace = Arc::new(Trace::load(path).expect("it is a trace"));
    let (read, read_usage) = (began.elapsed(), Usage::now().since(&before));
    let model = Model::begin(Arc::clone(&trace));
    let (loaded, usage) = (began.elapsed(), Usage::now().since(&before));
    let events = trace.events().len();
    tell(
        "reading: processor",
        &read_usage.processor(),
        "0.45 of serde_json",
    );
    tell("reading: time", &format!("{:.2} s", read.as_secs_f64()), "");
    tell("loading: processor", &usage.processor(), "");
    tell(
        "loading: time",
        &format!("{:.2} s", loaded.as_secs_f64()),
        "0.30 of lnav",
    );
    tell(
        "loading: peak memory an event",
        &usage.peak(events),
        "45 bytes",
    );
    let began = Instant::now();
    let totals = model.addends().add_up();
    let added_up = format!("{:.2} s", began.elapsed().as_secs_f64());
    tell("everything added up, later: time", &added_up, "");
    tell(
        "everything added up: peak memory an event",
        &Usage::now().peak(events),
        "45 bytes",
    );
    let began = Instant::now();
    let found = findings(&trace);
    let checked = format!("{:.2} s", began.elapsed().as_secs_f64());
    tell("findings, which come later: time", &checked, "");
    tell(
        "findings beside the model: peak memory an event",
        &Usage::now().peak(events),
        "45 bytes",
    );
    tell("findings: how many", &found.len().to_string(), "");
    moves::measure(model, totals, found);
    tell("all: peak memory an event", &Usage::now().peak(events), "");
}

fn tell(what: &str, measured: &str, goal: &str) {
    println!("{what:47} {measured:>12}   {goal}");
}
