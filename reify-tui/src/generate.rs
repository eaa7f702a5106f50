//! What can be made of the definitions of the command line and of the keys: completions, a man page, a configuration.

mod man;

use std::io::{self, Write};

use clap::{CommandFactory as _, ValueEnum};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::config;

const NAME: &str = "reify-tui";

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Generated {
    /// Completions for bash
    CompleteBash,
    /// Completions for zsh
    CompleteZsh,
    /// Completions for fish
    CompleteFish,
    /// Completions for PowerShell, of options only
    CompletePowershell,
    /// The man page
    Man,
    /// A configuration file to begin with
    Config,
}

/// Writes it.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn generate(what: Generated, out: &mut impl Write) -> io::Result<()> {
    let shell = match what {
        Generated::CompleteBash => Shell::Bash,
        Generated::CompleteZsh => Shell::Zsh,
        Generated::CompleteFish => Shell::Fish,
        Generated::CompletePowershell => Shell::PowerShell,
        Generated::Man => return man::write(out),
        Generated::Config => return out.write_all(config::template().as_bytes()),
    };
    // The generator panics where it cannot write, and a reader of a pipe may go away.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut text);
    out.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{BINDINGS, When};

    fn generated(what: Generated) -> String {
        let mut out = Vec::new();
        generate(what, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_option_is_completed_and_told_of() {
        let command = Cli::command();
        let options = command.get_arguments().filter_map(clap::Arg::get_long);
        let options: Vec<&str> = options.filter(|option| *option != "help").collect();
        assert!(options.contains(&"filter"));
        for what in Generated::value_variants() {
            if *what == Generated::Config {
                continue;
            }
            let text = generated(*what).replace("\\-", "-");
            for option in &options {
                assert!(text.contains(option), "{what:?} {option}");
            }
        }
    }

    #[test]
    fn the_man_page_has_every_key() {
        let text = generated(Generated::Man);
        let shown = BINDINGS
            .iter()
            .filter(|binding| binding.when != When::Overlay);
        let (_, keys) = text.split_once(".SH KEYS").unwrap();
        assert_eq!(keys.matches(".TP").count(), shown.count());
        assert!(keys.contains("\\fBctrl\\-l\\fR\ndraw the screen anew"));
        assert!(keys.lines().all(|line| !line.starts_with('\'')));
    }
}
