//! The command line: [`Cli`] is what was typed, [`Request`] what is meant.
//!
//! From the one to the other leads a pure step, which takes the environment as a value.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Parser, ValueEnum};

use crate::environment::Environment;
use crate::filter::Filter;

const EXAMPLES: &str = "\
Examples:
  reify-tui trace.json                         step through the recording
  reify-tui --at 4127 trace.json               begin at event 4127
  reify-tui --print tree trace.json            the tree of awaits, as text
  reify-tui trace.json | sort -nk7 | tail      without a terminal: the steps as a table,
                                               here those that waited longest
  reify-tui --print dot trace.json | dot -Tsvg > trace.svg
  reify-tui --print events --filter 'result:ready file:cart.rs' trace.json
  reify-tui --editor 'code -n' trace.json      where `e` opens the source

The editor is --editor, $REIFY_EDITOR, $VISUAL or $EDITOR, the first that is set. It may be a
template with {file}, {line} and {column} in it.

Exit status: 0, or 2 where the trace cannot be read or an argument is wrong.";

/// Step through a recording of async code: every poll, back and forth, down to the source line.
#[derive(Clone, Debug, Parser)]
#[command(version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// The recording
    #[arg(value_name = "TRACE")]
    pub trace: PathBuf,

    /// Print it as text instead of exploring it; `steps` if standard output is no terminal
    #[arg(long, value_name = "WHAT", value_enum)]
    pub print: Option<Report>,

    /// Show only what matches, as `&` does in the explorer; with --print: steps, events and tree
    #[arg(long, value_name = "FILTER", value_parser = Filter::parse)]
    pub filter: Option<Filter>,

    /// Begin at this event, counted from 1
    #[arg(long, value_name = "EVENT", value_parser = clap::value_parser!(u64).range(1..))]
    pub at: Option<u64>,

    /// Look for source files here too; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub source_root: Vec<PathBuf>,

    /// The editor for `e`, as a command or a template
    #[arg(long, value_name = "COMMAND")]
    pub editor: Option<String>,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,

    /// Use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub color: When,
}

/// What can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// A table of the steps, one a line
    Steps,
    /// The events, one a line
    Events,
    /// The tree of awaits
    Tree,
    /// The graph of steps, as JSON
    Graph,
    /// The graph of steps, for Graphviz
    Dot,
    /// The trace itself, as this version writes it
    Json,
}

impl Report {
    /// Whether it is rows of which a filter can leave some out.
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Steps | Self::Events | Self::Tree)
    }
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

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The recording.
    pub trace: PathBuf,
    /// In which form.
    pub task: Task,
    /// Which rows are shown.
    pub filter: Filter,
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
}

/// In which form a recording is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// On the terminal, to be explored.
    Explore(Explore),
    /// As text on standard output.
    Print(Report),
}

/// How a recording is explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explore {
    /// The event to begin at, counted from 0.
    pub start: Option<u64>,
    /// Where source files are looked for too.
    pub source_roots: Vec<PathBuf>,
    /// The editor that was asked for.
    pub editor: Option<String>,
    /// Whether colours are used.
    pub color: bool,
}

impl Cli {
    /// What is meant by what was typed.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot do what was asked for: what to do instead, in words.
    pub fn resolve(self, environment: &Environment, terminal: bool) -> anyhow::Result<Request> {
        let filter = self.filter.unwrap_or_default();
        let task = match self.print {
            Some(report) if !filter.is_empty() && !report.has_rows() => {
                bail!("--filter picks rows of --print steps, events and tree only")
            }
            Some(report) => Task::Print(report),
            None if !terminal => Task::Print(Report::Steps),
            None if environment.is_dumb() => {
                bail!("nothing can be drawn on this terminal (TERM=dumb): use --print steps")
            }
            None => Task::Explore(Explore {
                start: self.at.map(|event| event - 1),
                source_roots: self.source_root,
                editor: self.editor,
                color: match self.color {
                    When::Auto => !environment.no_color(),
                    When::Always => true,
                    When::Never => false,
                },
            }),
        };
        Ok(Request {
            trace: self.trace,
            task,
            filter,
            ascii: self.ascii || !environment.is_utf8(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(
        arguments: &[&str],
        environment: &Environment,
        terminal: bool,
    ) -> anyhow::Result<Request> {
        let typed = ["reify-tui", "t.json"].iter().chain(arguments);
        Cli::try_parse_from(typed)
            .unwrap()
            .resolve(environment, terminal)
    }

    fn explored(arguments: &[&str], environment: &Environment) -> Explore {
        match resolved(arguments, environment, true).unwrap().task {
            Task::Explore(explore) => explore,
            Task::Print(report) => panic!("prints {report:?}"),
        }
    }

    #[test]
    fn without_a_terminal_the_steps_are_printed() {
        let environment = Environment::default();
        let task = |arguments, terminal| resolved(arguments, &environment, terminal).unwrap().task;
        assert_eq!(task(&[], false), Task::Print(Report::Steps));
        assert_eq!(task(&["--print", "dot"], false), Task::Print(Report::Dot));
        assert_eq!(task(&["--print", "tree"], true), Task::Print(Report::Tree));
        assert!(matches!(task(&[], true), Task::Explore(_)));
    }

    #[test]
    fn a_dumb_terminal_is_refused_with_advice_but_prints() {
        let environment = Environment::from([("TERM", "dumb")]);
        let advice = resolved(&[], &environment, true).unwrap_err().to_string();
        assert!(advice.contains("--print"), "{advice}");
        assert!(resolved(&["--print", "steps"], &environment, true).is_ok());
    }

    #[test]
    fn the_command_line_decides_over_no_color() {
        let (wanted, unwanted) = (
            Environment::default(),
            Environment::from([("NO_COLOR", "1")]),
        );
        assert!(explored(&[], &wanted).color);
        assert!(!explored(&[], &unwanted).color);
        assert!(explored(&["--color", "always"], &unwanted).color);
        assert!(!explored(&["--color", "never"], &wanted).color);
    }

    #[test]
    fn only_rows_are_filtered() {
        let environment = Environment::default();
        let filtered = |report| {
            let arguments = ["--print", report, "--filter", "polls:>1"];
            resolved(&arguments, &environment, false)
        };
        assert_eq!(filtered("tree").unwrap().filter.text(), "polls:>1");
        let refused = filtered("dot").unwrap_err().to_string();
        assert!(refused.contains("steps, events and tree"), "{refused}");
    }

    #[test]
    fn events_are_counted_from_one() {
        assert_eq!(
            explored(&["--at", "1"], &Environment::default()).start,
            Some(0)
        );
        assert!(Cli::try_parse_from(["reify-tui", "t.json", "--at", "0"]).is_err());
    }

    #[test]
    fn ascii_is_used_where_the_locale_has_nothing_else() {
        let ascii =
            |arguments, environment| resolved(arguments, &environment, false).unwrap().ascii;
        assert!(ascii(&["--ascii"], Environment::default()));
        assert!(ascii(&[], Environment::from([("LC_ALL", "C")])));
        assert!(!ascii(&[], Environment::default()));
    }

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
