//! Writes a trace of as many events as wanted, of a program that never ran: to try out how reading, searching and
//! drawing bear a large one.
//!
//! ```sh
//! cargo run --release -p reify-lib --example generate_trace -- 1000000 big.json
//! ```
//!
//! The same number always gives the same file. There are many tasks, chains of awaits up to [`DEEPEST`] levels, joins of
//! up to a hundred arms, loops, awaits that are cancelled, and some tasks that never finish.
//!
//! [`DEEPEST`]: simulation::DEEPEST

mod labels;
mod random;
mod simulation;

use std::error::Error;

use simulation::Simulation;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(events), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("usage: generate_trace NUMBER-OF-EVENTS FILE".into());
    };
    let trace = Simulation::new().run(events.parse()?);
    trace.save(&path)?;
    println!(
        "{path}: {} events, {} steps, {} tasks",
        trace.events().len(),
        trace.steps().len(),
        trace.tasks().len()
    );
    Ok(())
}
