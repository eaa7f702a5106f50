//! Carries out a [`Request`].

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use reify_lib::Trace;

use crate::cli::{Report, Request, Task};
use crate::environment::Environment;
use crate::explore::{Ending, explore};
use crate::print::{self, PrintOptions};

/// Carries out what was asked for. Gives back how the process ends.
///
/// # Errors
///
/// Where the recording cannot be read, or not be shown.
pub fn run(request: &Request, environment: &Environment) -> anyhow::Result<ExitCode> {
    match &request.task {
        Task::Print(report) => print_to_stdout(request, *report),
        Task::Explore(how) => Ok(match explore(request, how, environment)? {
            Ending::Quit => ExitCode::SUCCESS,
            Ending::Signal(signal) => ExitCode::from(128_u8.saturating_add(signal)),
        }),
    }
}

fn print_to_stdout(request: &Request, report: Report) -> anyhow::Result<ExitCode> {
    let trace = Trace::load(&request.trace)?;
    for notice in print::notices(&trace) {
        say(&format!("note: {notice}"));
    }
    let out = BufWriter::new(io::stdout().lock());
    let options = PrintOptions {
        ascii: request.ascii,
        filter: request.filter.clone(),
    };
    match print::print(report, &trace, &options, out) {
        // Whoever reads the output has seen enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result.map(|()| ExitCode::SUCCESS).context("cannot write"),
    }
}

/// Says something beside the output. Where that cannot be, it is left unsaid: `eprintln` would panic.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "reify-tui: {message}");
}
