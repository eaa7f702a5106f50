//! What it costs to follow a recording that is still being written.
//!
//! ```sh
//! REIFY_BENCH_EVENTS=5000000 cargo bench -p reify-tui --bench live
//! ```
//!
//! For recordings of several lengths, up to that one: how long it takes from a write until it is on the screen, and what
//! part of a processor is used while ten events a second are written. Then how long keys take while the longest one grows
//! as quickly as a busy program lets it. Other work on the machine shows in all of it.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

#[cfg(target_os = "linux")]
#[path = "../../../reify-lib/examples/generate_trace"]
mod generate_trace {
    mod labels;
    mod random;
    pub(crate) mod simulation;
}
#[cfg(target_os = "linux")]
mod recording;
#[cfg(target_os = "linux")]
#[path = "../../tests/pty/terminal.rs"]
#[expect(dead_code, reason = "the tests do more with it")]
mod terminal;
#[cfg(target_os = "linux")]
mod watched;

#[cfg(target_os = "linux")]
fn main() {
    watched::measure();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("nothing here tells what is measured");
}
