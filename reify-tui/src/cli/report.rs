//! [`Report`]: what can be printed of a recording.

use clap::ValueEnum;

/// What can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// A table of the steps, one a line
    Steps,
    /// The events, one a line
    Events,
    /// The tree of awaits
    Tree,
    /// What is wrong, where, and how sure that is
    Findings,
    /// The same as JSON.
    #[value(skip)]
    FindingsJson,
    /// What is missing or odd in the file, where, and what that means
    Notices,
    /// The graph of steps, as JSON
    Graph,
    /// The graph of steps, for Graphviz
    Dot,
    /// The trace itself, as this version writes it
    Json,
}

impl Report {
    /// Whether it is rows of which a filter leaves some out.
    pub const fn has_rows(self) -> bool {
        matches!(
            self,
            Self::Steps | Self::Events | Self::Tree | Self::Findings | Self::FindingsJson
        )
    }

    /// Whether findings are what it shows.
    pub fn is_of_findings(self) -> bool {
        matches!(self, Self::Findings | Self::FindingsJson)
    }
}
