//! [`Identity`]: what tells one file from another that stands in its place.

use std::fs::File;
use std::io::{self, Read as _};

/// So much of the beginning tells one recording from another: its header has the time at which it began.
const HEAD: usize = 256;

/// What tells a file from another one: what the system knows it by, where it says so, and how it begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    system: Option<(u64, u64)>,
    head: Vec<u8>,
}

impl Identity {
    /// That of an open file, which is read from its beginning.
    pub(super) fn of(file: &mut File) -> io::Result<Self> {
        let mut head = Vec::with_capacity(HEAD);
        file.take(HEAD as u64).read_to_end(&mut head)?;
        let system = system(file)?;
        Ok(Self { system, head })
    }

    /// Whether a file that was this one is so no more: another stands there.
    pub(super) fn is_another(&self, now: &Self) -> bool {
        self.system != now.system
    }

    /// Whether it begins with what it began with.
    pub(super) fn goes_on(&self, now: &Self) -> bool {
        now.head.starts_with(&self.head)
    }
}

/// The device and the number of the file on it.
#[cfg(unix)]
fn system(file: &File) -> io::Result<Option<(u64, u64)>> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = file.metadata()?;
    Ok(Some((metadata.dev(), metadata.ino())))
}

/// Elsewhere the system tells nothing of a file that stays the same while it is written.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "on unix the system is asked, and may refuse"
)]
fn system(_: &File) -> io::Result<Option<(u64, u64)>> {
    Ok(None)
}
