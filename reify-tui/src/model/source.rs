//! [`SourceFile`]: a file that sites stand in, and whether it still says what was recorded.
//!
//! Plain data: finding and reading the file is the shell's, showing it the source pane's.

use std::fmt;
use std::path::PathBuf;

/// A source file, in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it was found: absolute, links resolved.
    pub path: PathBuf,
    /// Its lines, fit for the screen: tabs are spaces, control characters are visible.
    pub lines: Vec<String>,
}

/// Whether a line of a file still says what the recording says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The expression stands there.
    Same,
    /// It stands at another line, this one, which is the nearest.
    Moved(u32),
    /// It stands nowhere in the file.
    Changed,
}

/// Why there is no source to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceProblem {
    /// No such file at any of these places.
    Missing {
        /// The places, in the order in which they were tried.
        tried: Vec<PathBuf>,
    },
    /// There is one, and it is not read, for a reason in words.
    Refused(String),
}

impl fmt::Display for SourceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { tried } => write!(f, "source not found ({} places tried)", tried.len()),
            Self::Refused(why) => f.write_str(why),
        }
    }
}
