//! The terminal explorer of reify.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use clap::Parser as _;
use reify_tui::cli::Cli;
use reify_tui::{run, status};

fn main() -> ExitCode {
    match run::run_cli(Cli::parse(), io::stdout().is_terminal()) {
        Ok(code) => code,
        Err(error) => {
            run::say(&format!("{error:#}"));
            ExitCode::from(status::of_error(&error))
        }
    }
}
