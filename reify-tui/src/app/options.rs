//! [`AppOptions`]: how the explorer is started.

use super::Stretch;
use crate::filter::Filter;
use crate::keymap::Keymap;
use crate::model::Model;
use crate::theme::ThemeName;

/// How the explorer is started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppOptions {
    /// The name of the trace file, as the user gave it.
    pub file: String,
    /// The styles.
    pub theme: ThemeName,
    /// Use no character beyond ASCII.
    pub ascii: bool,
    /// The keys.
    pub keymap: Keymap,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// What a slow poll takes more than, in ns; else it is one of the slowest hundredth.
    pub slow_poll: Option<u64>,
    /// What is shown first.
    pub filter: Filter,
    /// Where the time cursor stands first.
    pub start: Start,
    /// How much is found out between two keys.
    pub stretch: Stretch,
}

/// Where the time cursor stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At the end: there all that happened is in the numbers, and what hangs is to be seen.
    #[default]
    End,
    /// At an event, from 0.
    Event(usize),
}

impl Start {
    pub(super) fn position(self, model: &Model) -> usize {
        match self {
            Self::Event(position) => position.min(model.events()),
            Self::End => model.events(),
        }
    }
}
