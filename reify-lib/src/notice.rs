//! [`Notice`]: what a trace does not say, or says wrongly, as far as its reader can tell.

mod kind;

use std::fmt;

pub use self::kind::{Harm, NoticeKind};

/// A place in a trace file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u64,
    /// The byte at which what is meant begins on that line, from 0: a record, or what stands in its place.
    pub byte: u64,
}

/// Something to know about a trace before one trusts it. Those of one kind are counted, not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// How often it was met. Of [`Gap`](NoticeKind::Gap) and [`Lost`](NoticeKind::Lost): how many numbers are missing.
    pub count: u64,
    /// Where it was met first, if that is a place in a file that is known.
    pub first: Option<Position>,
    /// How many bytes of the file are left out for it, spaces around records aside.
    pub bytes: u64,
    /// The first one in words.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(at) = self.first {
            write!(f, " (line {}, byte {})", at.line, at.byte)?;
        }
        match self.kind {
            _ if self.count <= 1 => Ok(()),
            // It counts what is missing, not how often something is.
            NoticeKind::Gap | NoticeKind::Lost => write!(f, ", {} in all", self.count),
            _ => write!(f, ", and {} more like it", self.count - 1),
        }
    }
}

/// Notices, those of one kind folded into one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notices(Vec<Notice>);

impl Notices {
    pub(crate) fn add(
        &mut self,
        kind: NoticeKind,
        first: Option<Position>,
        message: impl FnOnce() -> String,
    ) {
        self.add_many(kind, 1, first, message);
    }

    pub(crate) fn add_many(
        &mut self,
        kind: NoticeKind,
        count: u64,
        first: Option<Position>,
        message: impl FnOnce() -> String,
    ) {
        if let Some(notice) = self.get_mut(kind) {
            notice.count = notice.count.saturating_add(count);
            // What is found out at the end may have been met before what was found out on the way.
            if first.is_some() && first < notice.first {
                (notice.first, notice.message) = (first, message());
            }
        } else {
            self.0.push(Notice {
                kind,
                count,
                first,
                bytes: 0,
                message: message(),
            });
        }
    }

    /// So many bytes are left out for what was noticed.
    #[cfg(feature = "read")]
    pub(crate) fn leave_out(&mut self, kind: NoticeKind, bytes: usize) {
        if let Some(notice) = self.get_mut(kind) {
            notice.bytes = notice.bytes.saturating_add(bytes as u64);
        }
    }

    /// So many of the bytes that were left out turned out to be of use.
    #[cfg(feature = "read")]
    pub(crate) fn take_back(&mut self, kind: NoticeKind, bytes: usize) {
        if let Some(notice) = self.get_mut(kind) {
            notice.bytes = notice.bytes.saturating_sub(bytes as u64);
        }
    }

    fn get_mut(&mut self, kind: NoticeKind) -> Option<&mut Notice> {
        self.0.iter_mut().find(|notice| notice.kind == kind)
    }

    /// Takes a notice out, to be made anew.
    pub(crate) fn remove(&mut self, kind: NoticeKind) -> Option<Notice> {
        let index = self.0.iter().position(|notice| notice.kind == kind)?;
        Some(self.0.remove(index))
    }

    pub(crate) fn into_vec(self) -> Vec<Notice> {
        self.0
    }
}
