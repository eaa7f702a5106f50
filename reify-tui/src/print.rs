//! The recording as text, for pipes and for `grep`.
//!
//! Columns are stable and separated by spaces; what may have spaces itself comes last. No text of the recording
//! is printed raw.

mod events;
mod findings;
mod json;
mod labels;
mod narrowed;
mod notices;
mod steps;
mod table;
mod tree;

use std::io::{self, Write};

use reify_lib::{Finding, Trace, reify_execution, to_dot};

use crate::cli::Report;
use crate::filter::Filter;
use crate::text::visible;

/// How a recording is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintOptions {
    /// Whether only ASCII characters are used for what the explorer itself draws.
    pub ascii: bool,
    /// Which steps and events are printed; of a tree, a graph and the recording also those above them.
    pub filter: Filter,
}

/// Prints a recording, and what was found in it where that is asked for.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn print(
    report: Report,
    trace: &Trace,
    found: &[Finding],
    options: &PrintOptions,
    mut out: impl Write,
) -> io::Result<()> {
    // Of what has no rows to leave out, the recording is narrowed itself.
    let rest;
    let trace = if report.has_rows() || options.filter.is_empty() {
        trace
    } else {
        rest = narrowed::narrowed(trace, &options.filter);
        &rest
    };
    let graph = || reify_execution(trace);
    match report {
        Report::Steps => steps::print(trace, &graph(), options, &mut out)?,
        Report::Events if options.filter.is_empty() => events::print(trace, |_| true, &mut out)?,
        Report::Events => {
            let graph = graph();
            let sieve = options.filter.sieve(trace, &graph);
            let passes = |position| sieve.has_event(trace, &graph, position);
            events::print(trace, passes, &mut out)?;
        }
        Report::Tree => tree::print(trace, &graph(), options, &mut out)?,
        Report::Graph => json::print(&graph(), &mut out)?,
        Report::Dot => {
            for line in to_dot(&graph()).lines() {
                writeln!(out, "{}", visible(line))?;
            }
        }
        Report::Findings => findings::print(trace, found, options.ascii, &mut out)?,
        Report::FindingsJson => json::print(&found, &mut out)?,
        Report::Notices => notices::print(trace, options.ascii, &mut out)?,
        Report::Json => trace.write_to(&mut out).map_err(|error| {
            let kind = error.io_error_kind().unwrap_or(io::ErrorKind::Other);
            io::Error::new(kind, error)
        })?,
    }
    out.flush()
}

/// What to know about a recording before one trusts it, a line each.
pub fn notices(trace: &Trace) -> impl Iterator<Item = String> + '_ {
    trace
        .notices()
        .iter()
        .map(|notice| visible(&notice.to_string()).into_owned())
}
