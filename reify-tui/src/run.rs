//! Carries out a [`Request`].

use std::io::{self, BufWriter};
use std::process::ExitCode;

use anyhow::Context as _;
use reify_lib::Trace;

use crate::cli::{Report, Request, Task};
use crate::environment::Environment;
use crate::print;

/// Carries out what was asked for. Gives back how the process ends.
///
/// # Errors
///
/// Where the recording cannot be read, or not be shown.
pub fn run(request: &Request, _environment: &Environment) -> anyhow::Result<ExitCode> {
    match &request.task {
        Task::Print(report) => print_to_stdout(request, *report),
        Task::Explore(_) => print_to_stdout(request, Report::Steps),
    }
}

fn print_to_stdout(request: &Request, report: Report) -> anyhow::Result<ExitCode> {
    let trace = Trace::load(&request.trace)?;
    for notice in print::notices(&trace) {
        eprintln!("reify-tui: note: {notice}");
    }
    let out = BufWriter::new(io::stdout().lock());
    match print::print(report, &trace, request.ascii, out) {
        // Whoever reads the output has seen enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result.map(|()| ExitCode::SUCCESS).context("cannot write"),
    }
}
