//! The terminal explorer of reify.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use clap::Parser as _;
use reify_tui::cli::Cli;
use reify_tui::environment::Environment;
use reify_tui::run;

/// The trace cannot be read, or what was asked for cannot be done.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let environment = Environment::of_process();
    let request = Cli::parse().resolve(&environment, io::stdout().is_terminal());
    match request.and_then(|request| run::run(&request, &environment)) {
        Ok(code) => code,
        Err(error) => {
            run::say(&format!("{error:#}"));
            ExitCode::from(UNREADABLE)
        }
    }
}
