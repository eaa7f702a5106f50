//! [`Status`]: something said to the user, in the last line.

use crate::text::visible;

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Something was done.
    Info,
    /// Something could not be done.
    Warning,
}

/// Something said to the user, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    kind: StatusKind,
    text: String,
}

impl Status {
    /// Something was done.
    pub fn info(text: &str) -> Self {
        Self::new(StatusKind::Info, text)
    }

    /// Something could not be done.
    pub fn warning(text: &str) -> Self {
        Self::new(StatusKind::Warning, text)
    }

    fn new(kind: StatusKind, text: &str) -> Self {
        let text = visible(text).into_owned();
        Self { kind, text }
    }

    /// How urgent it is.
    pub fn kind(&self) -> StatusKind {
        self.kind
    }

    /// What it is, fit for the screen.
    pub fn text(&self) -> &str {
        &self.text
    }
}
