//! [`Error`]: why a trace could not be read or written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::format::escape::shown;

/// Why a trace could not be read or written, and where.
///
/// What it says is one line fit for a terminal: text that comes from a file is cut to a sane length, and its
/// control characters are escaped.
pub struct Error(Box<Inner>);

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system could not read or write.
    Io,
    /// What was read is no trace; the error says what it is, as far as that can be told.
    NotATrace,
    /// The trace needs a later version of this library.
    TooNew,
}

/// A place in what was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) byte: u64,
}

struct Inner {
    kind: ErrorKind,
    path: Option<PathBuf>,
    place: Option<Place>,
    message: String,
    cause: Option<io::Error>,
}

impl Error {
    /// The system refused to `verb` (open, read, write).
    pub(crate) fn io(verb: &str, path: Option<&Path>, cause: io::Error) -> Self {
        Self(Box::new(Inner {
            kind: ErrorKind::Io,
            path: path.map(Path::to_owned),
            place: None,
            message: format!("cannot {verb}"),
            cause: Some(cause),
        }))
    }

    #[cfg(feature = "read")]
    pub(crate) fn new(kind: ErrorKind, place: Place, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            path: None,
            place: Some(place),
            message: message.into(),
            cause: None,
        }))
    }

    /// The same error about the file of that name: for who reads one with a [`TraceReader`](crate::TraceReader).
    #[cfg(feature = "read")]
    #[must_use]
    pub fn of_file(mut self, path: &Path) -> Self {
        self.0.path = Some(path.to_owned());
        self
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The kind of the system's error, if it is one.
    pub fn io_error_kind(&self) -> Option<io::ErrorKind> {
        self.0.cause.as_ref().map(io::Error::kind)
    }

    /// The line of the trace that the error is about, from 1.
    pub fn line(&self) -> Option<u64> {
        self.0.place.map(|place| place.line)
    }

    /// The column in that line, in bytes, from 1.
    pub fn column(&self) -> Option<u64> {
        self.0.place.map(|place| place.column)
    }

    /// The byte of the trace that the error is about, from 0.
    pub fn byte(&self) -> Option<u64> {
        self.0.place.map(|place| place.byte)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            path,
            place,
            message,
            cause,
            ..
        } = &*self.0;
        let path = path.as_ref().map(|path| shown(&path.to_string_lossy()));
        if let Some(cause) = cause {
            f.write_str(message)?;
            if let Some(path) = path {
                write!(f, " {path}")?;
            }
            return write!(f, ": {cause}");
        }
        match (path, place) {
            (Some(path), Some(Place { line, column, byte })) => {
                write!(f, "{path}:{line}:{column} (byte {byte}): {message}")
            }
            (None, Some(Place { line, column, byte })) => {
                write!(f, "line {line}, column {column} (byte {byte}): {message}")
            }
            (Some(path), None) => write!(f, "{path}: {message}"),
            (None, None) => f.write_str(message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.to_string())
            .finish()
    }
}

impl std::error::Error for Error {
    /// What is behind the system's error: that error itself is part of the message.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().and_then(std::error::Error::source)
    }
}
