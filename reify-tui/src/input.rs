//! [`Input`]: where a recording comes from, as the command line names it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use reify_lib::{Trace, TraceReader};

use crate::regular::{self, Links};

/// A file is looked at before it is read, and again when it has grown. A pipe can be read only once.
const INSTEAD_OF_A_PIPE: &str = "; what comes through a pipe is read with: reify-tui - < PIPE";

/// Where a recording comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, which can be read once.
    Stdin,
}

impl Input {
    /// What a word of the command line stands for.
    pub fn new(word: PathBuf) -> Self {
        if word.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::File(word)
        }
    }

    /// The file. Of standard input none, so that what lies beside it is what lies in the current folder.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Stdin => Path::new(""),
        }
    }

    /// How many bytes there are, as far as that is known before they are read.
    pub fn len(&self) -> u64 {
        match self {
            Self::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Self::Stdin => 0,
        }
    }

    /// Whether nothing is known to be there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the recording, and shows the reader to `watch` from time to time.
    ///
    /// # Errors
    ///
    /// As [`Trace::load`].
    pub fn read(&self, watch: impl FnMut(&TraceReader) + Send) -> anyhow::Result<Trace> {
        match self {
            Self::File(path) => {
                let (file, _) = regular::open(path, Links::Followed).map_err(|error| {
                    let instead = if regular::is_pipe(path) {
                        INSTEAD_OF_A_PIPE
                    } else {
                        ""
                    };
                    anyhow!("cannot open {}: {error}{instead}", path.display())
                })?;
                Ok(Trace::load_opened(file, path, watch)?)
            }
            Self::Stdin => {
                let read = Trace::read_watched(io::stdin().lock(), watch);
                read.context("standard input")
            }
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("standard input"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_dash_is_standard_input_and_a_longer_word_a_file() {
        assert_eq!(Input::new("-".into()), Input::Stdin);
        assert_eq!(Input::new("./-".into()), Input::File("./-".into()));
        assert_eq!(Input::Stdin.to_string(), "standard input");
    }
}
