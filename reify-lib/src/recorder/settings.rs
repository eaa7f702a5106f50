//! [`Settings`]: how a recorder records.

use super::packed::MOST_WORDS;

/// How many entries of a log fit into so many bytes, however long they are.
pub(crate) fn entries_in(bytes: u64) -> usize {
    let longest = size_of::<[u64; MOST_WORDS]>() as u64;
    usize::try_from(bytes / longest).unwrap_or(usize::MAX)
}

/// How a recorder records.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Whether wakes are recorded.
    pub(crate) wakes: bool,
    /// How many entries a thread may have waiting to be taken. What comes on top is left out and counted.
    pub(crate) backlog: usize,
    /// How many events are kept, the newest ones.
    pub(crate) keep: usize,
    /// Whether each entry is taken at once, on the thread that wrote it.
    pub(crate) through: bool,
    /// The folder that the files of sites are relative to; guessed where none is given.
    pub(crate) root: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            wakes: true,
            backlog: usize::MAX,
            keep: usize::MAX,
            through: false,
            root: None,
        }
    }
}

impl Settings {
    /// How many entries a sheet of a log has at most: several sheets to what is kept, so that it is not missed by much when one
    /// goes.
    pub(super) fn sheet(&self) -> usize {
        (self.keep / 16).max(16)
    }
}
