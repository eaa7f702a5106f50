//! [`AppOptions`]: how the explorer is started.

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
    /// What is shown first.
    pub filter: Filter,
    /// Where the time cursor stands first.
    pub start: Start,
}

/// Where the time cursor stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At the first event of a finished recording, at the end of one that was cut off.
    #[default]
    Auto,
    /// At an event, from 0.
    Event(usize),
    /// At the end.
    End,
}

impl Start {
    pub(super) fn position(self, model: &Model) -> usize {
        match self {
            Self::Event(position) => position.min(model.events()),
            Self::Auto if model.trace().end().is_some() => 0,
            Self::Auto | Self::End => model.events(),
        }
    }
}
