//! [`Request`]: what is meant by what was typed.

use std::path::PathBuf;

use reify_lib::FindingOptions;

use super::Report;
use crate::deny::Denial;
use crate::filter::Filter;
use crate::input::Input;
use crate::keymap::Keymap;
use crate::source::Remap;
use crate::theme::ThemeName;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where the recording comes from.
    pub trace: Input,
    /// Whether it must be without notices.
    pub strict: bool,
    /// In which form.
    pub task: Task,
    /// Which rows are shown.
    pub filter: Filter,
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
    /// The findings that are not put up with.
    pub deny: Vec<Denial>,
    /// From where on something is a finding.
    pub thresholds: FindingOptions,
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
    /// Whether the file is read on while it is written.
    pub follow: bool,
    /// The event to begin at, counted from 0.
    pub start: Option<u64>,
    /// Where source files are looked for too.
    pub source_roots: Vec<PathBuf>,
    /// Where folders of the recording's machine are on this one.
    pub remaps: Vec<Remap>,
    /// The editor that was asked for.
    pub editor: Option<String>,
    /// Whether colours are used.
    pub color: bool,
    /// The theme that was asked for.
    pub theme: Option<ThemeName>,
    /// The keys.
    pub keymap: Keymap,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// What a slow poll takes more than, in ns.
    pub slow_poll: Option<u64>,
}
