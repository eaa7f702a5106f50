//! What it takes to find what is wrong in a trace: in one of a program, and in shapes that no program has. Each is taken
//! twice, ten times as large the second time: what grows with its square shows.
//!
//! ```sh
//! cargo bench -p reify-lib --bench findings -- 1000000
//! ```

#[path = "../examples/generate_trace"]
mod generate_trace {
    mod labels;
    mod random;
    pub(crate) mod simulation;
}
#[path = "../tests/support/script.rs"]
mod script;
#[path = "../tests/support/shapes.rs"]
mod shapes;

use std::time::Instant;

use generate_trace::simulation::Simulation;
use reify_lib::{Trace, findings};
use shapes::SHAPES;

const EVENTS: usize = 1_000_000;

fn main() {
    let events = std::env::args().find_map(|argument| argument.parse().ok());
    let events: usize = events.unwrap_or(EVENTS);
    println!(
        "{:32} {:>10} {:>10} {:>12}",
        "", "events", "findings", "ns/event"
    );
    for events in [events / 10, events] {
        report("a program", &Simulation::new().run(events));
        for (name, make) in SHAPES {
            report(name, &make(events / 10));
        }
    }
}

fn report(name: &str, trace: &Trace) {
    let start = Instant::now();
    let found = findings(trace).len();
    let (time, events) = (
        start.elapsed(),
        trace.events().len().max(trace.steps().len()),
    );
    let each = time.as_nanos() as f64 / events.max(1) as f64;
    println!("{name:32} {events:10} {found:10} {each:12.1}");
}
