//! What it takes to read a trace: the reader against a JSON parser that is told the types, and against looking for line
//! ends alone.
//!
//! ```sh
//! cargo bench -p reify-lib --bench reading -- 1000000
//! ```

#[path = "../../examples/generate_trace"]
mod generate_trace {
    mod labels;
    mod random;
    pub(crate) mod simulation;
}
mod typed;

use std::hint::black_box;
use std::time::Instant;

use generate_trace::simulation::Simulation;
use reify_lib::Trace;
use typed::Typed;

const EVENTS: usize = 1_000_000;
const ROUNDS: usize = 7;

fn main() {
    let events = std::env::args().find_map(|argument| argument.parse().ok());
    let trace = Simulation::new().run(events.unwrap_or(EVENTS));
    let mut file = Vec::new();
    trace.write_to(&mut file).expect("memory takes all");
    let events = trace.events().len() as f64;
    drop(trace);
    println!(
        "{events} events, {:.1} bytes each\n",
        file.len() as f64 / events
    );
    let lines = fastest(|| file.split(|byte| *byte == b'\n').count());
    let typed = fastest(|| serde_json::from_slice::<Vec<Typed>>(&file).expect("it is JSON"));
    let read = fastest(|| Trace::from_slice(&file).expect("it is a trace"));
    for (what, time) in [
        ("looking for line ends", lines),
        ("serde_json::from_slice", typed),
        ("Trace::from_slice", read),
    ] {
        let (each, ratio) = (time * 1e9 / events, time / typed);
        println!(
            "{what:24} {:8.1} ms {each:8.1} ns/event {ratio:6.2}",
            time * 1e3
        );
    }
}

/// The fastest of some runs, in seconds: what else the machine does only ever makes it slower.
fn fastest<T>(mut run: impl FnMut() -> T) -> f64 {
    let runs = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let made = black_box(run());
        let time = start.elapsed().as_secs_f64();
        drop(made);
        time
    });
    runs.fold(f64::INFINITY, f64::min)
}
