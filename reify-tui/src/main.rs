//! The terminal explorer of reify.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use clap::Parser as _;
use reify_tui::cli::Cli;
use reify_tui::{run, status};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return run::say_usage(&error),
    };
    match run::run_cli(cli, io::stdout().is_terminal()) {
        Ok(code) => code,
        Err(error) => {
            run::say(&format!("{error:#}"));
            ExitCode::from(status::of_error(&error))
        }
    }
}
