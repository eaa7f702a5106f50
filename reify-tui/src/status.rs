//! The status that the process ends with, by what went wrong; `--help` lists them.

use std::fmt;

use reify_lib::{ErrorKind, Trace};

/// Something was found that the command line denies.
pub const DENIED: u8 = 1;

/// The trace cannot be read, or what was asked for cannot be done.
const UNREADABLE: u8 = 2;

/// The trace needs a newer reader.
const TOO_NEW: u8 = 3;

/// The trace has notices, and must not.
const STRICT: u8 = 4;

/// A trace has notices where it must have none. They are said beside it.
#[derive(Clone, Copy, Debug)]
pub struct HasNotices;

impl HasNotices {
    /// Refuses a trace that has notices.
    ///
    /// # Errors
    ///
    /// If it has one.
    pub fn check(trace: &Trace) -> Result<(), Self> {
        if trace.notices().is_empty() {
            Ok(())
        } else {
            Err(Self)
        }
    }
}

impl fmt::Display for HasNotices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("--strict refuses a recording that there are notices about")
    }
}

impl std::error::Error for HasNotices {}

/// The status for an error that ends the process.
pub fn of_error(error: &anyhow::Error) -> u8 {
    if error.is::<HasNotices>() {
        return STRICT;
    }
    match error.downcast_ref().map(reify_lib::Error::kind) {
        Some(ErrorKind::TooNew) => TOO_NEW,
        _ => UNREADABLE,
    }
}
