//! The command line: [`Cli`] is what was typed, [`Request`] what is meant.
//!
//! From the one to the other leads a pure step, which takes the environment as a value.

mod report;
mod request;

use std::path::PathBuf;

use anyhow::bail;
use clap::{Parser, ValueEnum, ValueHint};
use reify_lib::FindingOptions;

pub use self::report::Report;
pub use self::request::{Explore, Request, Task};

use crate::config::Config;
use crate::deny::Denial;
use crate::environment::Environment;
use crate::filter::Filter;
use crate::generate::Generated;
use crate::input::Input;
use crate::keymap::Keymap;
use crate::source::Remap;
use crate::text::typed_time;
use crate::theme::ThemeName;
use crate::threshold::Threshold;

const EXAMPLES: &str = "\
Examples:
  reify-tui trace.json                         step through the recording
  reify-tui --at 4127 trace.json               begin at event 4127
  reify-tui --follow trace.json                watch a program while it records
  xz -dc trace.json.xz | reify-tui -           read it from standard input
  reify-tui --print tree trace.json            the tree of awaits, as text
  reify-tui trace.json | sort -nk7 | tail      without a terminal: the steps as a table,
                                               here those that waited longest
  reify-tui --print findings trace.json        what is wrong, where, and how sure that is
  reify-tui --deny alarm trace.json            the same, for scripts: status 1 if anything is
  reify-tui --print dot trace.json | dot -Tsvg > trace.svg
  reify-tui --print events --filter 'result:ready file:cart.rs' trace.json
  reify-tui --editor 'code -n' trace.json      where `e` opens the source

Editor:
  --editor, `editor` in the configuration, $REIFY_EDITOR, $VISUAL or $EDITOR, the first that
  is set. It may be a template with {file}, {line} and {column} in it.

Files:
  $XDG_CONFIG_HOME/reify/config.toml, or ~/.config/reify/config.toml: what you want every
  time, keys too; --generate config writes one to begin with.

Exit status:
  0  it was shown
  1  something was found that --deny names
  2  the trace cannot be read, or an argument is wrong
  3  the trace needs a newer reify-tui
  4  --strict, and there is something to know before one trusts the trace
  128 and more: ended by the signal of that number less 128";

/// Step through a recording of async code: every poll, back and forth, down to the source line.
#[derive(Clone, Debug, Parser)]
#[command(version, after_help = EXAMPLES, max_term_width = 100)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Cli {
    /// The recording; `-` is standard input
    #[arg(value_name = "TRACE", required_unless_present = "generate", value_hint = ValueHint::FilePath)]
    pub trace: Option<PathBuf>,

    /// Print it as text instead of exploring it; `steps` if standard output is no terminal
    #[arg(long, value_name = "WHAT", value_enum)]
    pub print: Option<Report>,

    /// Show only what matches, as `&` does in the explorer; with --print too
    #[arg(long, value_name = "FILTER", value_parser = Filter::parse, value_hint = ValueHint::Other)]
    pub filter: Option<Filter>,

    /// Print findings as JSON: an array with an object a line
    #[arg(long)]
    pub json: bool,

    /// End with status 1 if there is such a finding, as sure as CERTAINTY or surer; KIND is one of those that are
    /// printed, `alarm` or `any`, CERTAINTY is `possible`, `likely` or `certain`. May be given more than once; without
    /// --print the findings are printed
    #[arg(long, value_name = "KIND[=CERTAINTY]", value_delimiter = ',', value_hint = ValueHint::Other)]
    pub deny: Vec<Denial>,

    /// From where on something is a finding, such as `blocking_poll=20ms`; the names are those that findings are printed
    /// with. May be given more than once
    #[arg(long, value_name = "NAME=VALUE", value_delimiter = ',', value_hint = ValueHint::Other)]
    pub threshold: Vec<Threshold>,

    /// Refuse a recording that is torn, has gaps, or is odd in any way that there is a notice about
    #[arg(long)]
    pub strict: bool,

    /// Go on reading while the program writes the file, which need not be there yet
    ///
    /// Linux tells when the file changes, or another takes its place. On a file system that other machines write to, and on
    /// other systems, it is looked at four times a second.
    #[arg(long, conflicts_with_all = ["strict", "print", "json", "deny"])]
    pub follow: bool,

    /// Begin at this event, counted from 1
    #[arg(long, value_name = "EVENT", value_parser = clap::value_parser!(u64).range(1..), value_hint = ValueHint::Other)]
    pub at: Option<u64>,

    /// Look for source files here too; may be given more than once
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub source_root: Vec<PathBuf>,

    /// Where a folder of the machine that recorded is on this one; may be given more than once
    #[arg(long, value_name = "FROM=TO", value_hint = ValueHint::Other)]
    pub remap: Vec<Remap>,

    /// A poll is slow if it takes more than this by itself, such as `1ms`; else if it is one of the slowest hundredth
    #[arg(long, value_name = "TIME", value_parser = typed_time, value_hint = ValueHint::Other)]
    pub slow_poll: Option<u64>,

    /// The editor for `e`, as a command or a template
    #[arg(long, value_name = "COMMAND", value_hint = ValueHint::CommandString)]
    pub editor: Option<String>,

    /// Take the mouse: click to select, wheel to scroll; `M` gives it back
    #[arg(long)]
    pub mouse: bool,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,

    /// Use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub color: When,

    /// The styles to draw with
    #[arg(long, value_name = "THEME", value_enum)]
    pub theme: Option<ThemeName>,

    /// The configuration, in place of reify/config.toml in the XDG folder
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// Write completions for a shell, the man page, or a configuration to begin with
    #[arg(long, value_name = "WHAT", value_enum, exclusive = true)]
    pub generate: Option<Generated>,

    #[arg(skip)]
    configured: Configured,
}

/// What only a configuration says.
#[derive(Clone, Debug, Default)]
struct Configured {
    theme: Option<ThemeName>,
    keymap: Keymap,
}

/// When something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Cli {
    /// Whether a recording is going to be explored, as far as one can tell by what was typed.
    pub fn explores(&self, terminal: bool) -> bool {
        terminal && self.print.is_none() && !self.json && self.deny.is_empty()
    }

    /// Adds what the user wants every time. What was typed goes before it.
    #[must_use]
    pub fn configured(mut self, config: Config) -> Self {
        self.ascii |= config.ascii;
        self.mouse |= config.mouse;
        self.editor = self.editor.or(config.editor);
        self.slow_poll = self.slow_poll.or(config.slow_poll);
        self.source_root.extend(config.source_roots);
        self.remap.extend(config.remaps);
        self.configured = Configured {
            theme: config.theme,
            keymap: config.keymap,
        };
        self
    }

    /// What is meant by what was typed.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot do what was asked for: what to do instead, in words.
    pub fn resolve(self, environment: &Environment, terminal: bool) -> anyhow::Result<Request> {
        let filter = self.filter.clone().unwrap_or_default();
        let report = self.report()?;
        let mut thresholds = FindingOptions::default();
        for threshold in &self.threshold {
            threshold.set(&mut thresholds);
        }
        let task = match report {
            Some(Report::Notices) if !filter.is_empty() => {
                bail!("--filter picks steps, and --print notices is about the file")
            }
            Some(report) => Task::Print(report),
            None if self.follow && !terminal => bail!("--follow needs a terminal"),
            None if !terminal => Task::Print(Report::Steps),
            None if environment.is_dumb() => {
                bail!("nothing can be drawn on this terminal (TERM=dumb): use --print steps")
            }
            None => Task::Explore(Explore {
                follow: self.follow,
                start: self.at.map(|event| event - 1),
                source_roots: self.source_root,
                remaps: self.remap,
                keymap: self.configured.keymap,
                editor: self.editor,
                mouse: self.mouse,
                slow_poll: self.slow_poll,
                theme: self.theme.or(self.configured.theme),
                color: match self.color {
                    // A theme that is named on the command line is wanted more than `NO_COLOR` is.
                    When::Auto => self.theme.is_some() || !environment.no_color(),
                    When::Always => true,
                    When::Never => false,
                },
            }),
        };
        Ok(Request {
            trace: Input::new(self.trace.unwrap_or_default()),
            strict: self.strict,
            task,
            filter,
            ascii: self.ascii || !environment.is_utf8(),
            deny: self.deny,
            thresholds,
        })
    }

    /// What is to be printed, as far as that was typed.
    fn report(&self) -> anyhow::Result<Option<Report>> {
        let report = match self.print {
            None if self.json || !self.deny.is_empty() => Some(Report::Findings),
            report => report,
        };
        match report {
            Some(Report::Findings) if self.json => Ok(Some(Report::FindingsJson)),
            Some(_) if self.json => {
                bail!(
                    "--json is for findings: of the recording itself it is --print json, of the graph --print graph"
                )
            }
            report => Ok(report),
        }
    }
}

#[cfg(test)]
mod tests;
