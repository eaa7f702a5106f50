//! [`App`]: what the explorer is doing.

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The tree of steps.
    Steps,
    /// The events around the time cursor.
    Events,
    /// The source code.
    Source,
}
