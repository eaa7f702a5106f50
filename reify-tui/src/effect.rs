//! [`Effect`]: what the app wants done outside of itself. The event loop carries it out.

/// A place in a source file, as the trace names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the site has it: relative to the root of the recording, or absolute.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1; 0 if not known.
    pub column: u32,
}

/// Something for the event loop to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// End the explorer.
    Quit,
    /// Open the editor at a place.
    Edit(Place),
    /// Stop, as `Ctrl-Z` does elsewhere.
    Suspend,
    /// Draw everything anew.
    Repaint,
    /// Read the trace file again.
    Reload,
    /// Put a text into the clipboard.
    Copy(String),
    /// Take the mouse, or give it back to the terminal.
    Mouse(bool),
}
