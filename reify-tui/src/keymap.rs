//! The keys and what they do: one table, [`BINDINGS`], and what is read off it.
//!
//! Dispatch, the hint bar, the help and the key table of the README all come from the table, so that none of them
//! can say something else than the others.

mod keys;
mod map;
mod markdown;
mod table;

pub use keys::{Keys, Press};
pub use map::{Bound, Keymap, RebindError};
pub use markdown::markdown;
pub use table::BINDINGS;

use crate::action::Action;
use crate::app::Pane;
use crate::key::Key;

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In every pane.
    Always,
    /// In one pane; there it goes before what holds in every pane.
    In(Pane),
    /// While a page lies over the panes, where nothing else holds.
    Overlay,
}

impl When {
    /// Whether a binding that holds here is to be looked at where `place` is.
    pub fn covers(self, place: Self) -> bool {
        self == place || (self == Self::Always && place != Self::Overlay)
    }
}

/// What a binding is about; the sections of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving the time cursor.
    Time,
    /// Moving within a pane.
    Move,
    /// Panes.
    Panes,
    /// Searching and filtering.
    Search,
    /// Copying.
    Copy,
    /// All else.
    Explorer,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Time,
        Self::Move,
        Self::Panes,
        Self::Search,
        Self::Copy,
        Self::Explorer,
    ];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Time => "Through time",
            Self::Move => "In a pane",
            Self::Panes => "Panes",
            Self::Search => "Find and narrow",
            Self::Copy => "Copy",
            Self::Explorer => "Explorer",
        }
    }
}

/// What the hint bar says of a binding, or of a pair of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where there is not room for all, those with the lowest ranks are shown.
    pub rank: u8,
    /// The keys, as they are shown.
    pub keys: &'static str,
    /// What they are for, in a word.
    pub text: &'static str,
}

/// Keys, and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub when: When,
    /// Key sequences that all do the same, in the notation of [`Key::parse`](crate::key::Key::parse).
    pub keys: &'static [&'static str],
    /// What.
    pub action: Action,
    /// What it is about.
    pub group: Group,
    /// Whether a number typed before means so many times, or the row of that number.
    pub counts: bool,
    /// What the hint bar says.
    pub hint: Option<Hint>,
    /// What the help says.
    pub help: &'static str,
}

impl Binding {
    /// The keys as they are shown, the first first: `["l", "right"]`.
    pub fn shown_keys(&self) -> Vec<String> {
        let parsed = self.keys.iter().filter_map(|keys| Key::parse(keys).ok());
        let shown = parsed.map(|keys| keys.iter().map(Key::to_string).collect());
        shown.collect()
    }
}
