//! Carries out a [`Request`].

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use reify_lib::{Finding, Trace, findings_with, reify_execution};

use crate::cli::{Cli, Report, Request, Task};
use crate::config::Config;
use crate::environment::Environment;
use crate::explore::explore;
use crate::generate::generate;
use crate::print::{self, PrintOptions};
use crate::session::Ending;
use crate::status::{DENIED, HasNotices};
use crate::text::visible;

/// Carries out what was typed. Gives back how the process ends.
///
/// # Errors
///
/// Where something that was typed or configured cannot be, and as [`run`].
pub fn run_cli(cli: Cli, terminal: bool) -> anyhow::Result<ExitCode> {
    let environment = Environment::of_process();
    if let Some(what) = cli.generate {
        let mut out = BufWriter::new(io::stdout().lock());
        return written(generate(what, &mut out).and_then(|()| out.flush()));
    }
    // What is printed is the same for everybody.
    let cli = if cli.explores(terminal) || cli.config.is_some() {
        let config = Config::load(cli.config.as_deref())?;
        cli.configured(config)
    } else {
        cli
    };
    run(&cli.resolve(&environment, terminal)?, &environment)
}

/// How it ended to write to standard output: whoever reads it may have seen enough.
fn written(result: io::Result<()>) -> anyhow::Result<ExitCode> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result.map(|()| ExitCode::SUCCESS).context("cannot write"),
    }
}

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
    let trace = request.trace.read(|_| ())?;
    if request.strict || report != Report::Notices {
        say_notices(&trace);
    }
    if request.strict {
        HasNotices::check(&trace)?;
    }
    let found = if report.is_of_findings() || !request.deny.is_empty() {
        let mut found = findings_with(&trace, &request.thresholds);
        if !request.filter.is_empty() {
            let graph = reify_execution(&trace);
            let sieve = request.filter.sieve(&trace, &graph);
            found.retain(|finding| sieve.has_finding(&trace, &graph, finding));
        }
        found
    } else {
        Vec::new()
    };
    let out = BufWriter::new(io::stdout().lock());
    let options = PrintOptions {
        ascii: request.ascii,
        filter: request.filter.clone(),
    };
    match print::print(report, &trace, &found, &options, out) {
        // Whoever reads the output has seen enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result.context("cannot write")?,
    }
    Ok(verdict(request, &found))
}

/// Says what to know about a recording beside the output.
pub fn say_notices(trace: &Trace) {
    for notice in print::notices(trace) {
        say(&format!("notice: {notice}"));
    }
}

/// How the process ends, by what it found. Says which findings it holds against the recording.
fn verdict(request: &Request, found: &[Finding]) -> ExitCode {
    let is_denied = |finding: &&Finding| request.deny.iter().any(|deny| deny.covers(finding));
    let mut code = ExitCode::SUCCESS;
    for finding in found.iter().filter(is_denied) {
        say(&format!("denied: {finding}"));
        code = ExitCode::from(DENIED);
    }
    code
}

/// Says how the program is used, because that was asked for or because it was not used so. Gives back how the process ends.
///
/// What was typed may be the name of a stranger's file, and then stands in what is said.
pub fn say_usage(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    if text.lines().all(|line| visible(line) == line) {
        // With its colours. Whoever reads it may have seen enough.
        let _ = error.print();
    } else {
        for line in text.lines() {
            let _ = writeln!(io::stderr(), "{}", visible(line));
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(u8::MAX))
}

/// Says something beside the output, made harmless: names of files are strangers' texts too. Where it cannot be said, it
/// is left unsaid: `eprintln` would panic.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "reify-tui: {}", visible(message));
}
