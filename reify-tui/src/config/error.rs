//! [`ConfigError`]: what is wrong in a configuration, and where.

use std::fmt;
use std::io;
use std::path::Path;

use crate::text::visible;

/// What is wrong in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }

    /// Something wrong at a byte of a text.
    pub(super) fn at(path: &Path, text: &str, byte: usize, message: &str) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let key = text
            .lines()
            .nth(line - 1)
            .and_then(|line| line.split_once('='));
        let key = key.map_or(String::new(), |(key, _)| format!("{}: ", key.trim()));
        // A message of several lines says the rest by drawing the place.
        let message = message.lines().next().unwrap_or_default();
        Self(format!("{}:{line}: {key}{message}", path.display()))
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.0))
    }
}

impl std::error::Error for ConfigError {}
