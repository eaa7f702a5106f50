//! [`Notice`]: what a trace does not say, or says wrongly, as far as its reader can tell.

use std::fmt;

/// A place in a trace file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u64,
    /// The byte at which that line starts, from 0.
    pub byte: u64,
}

/// Kinds of notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The recording has no `end`: the program was killed, or runs still.
    NoEnd,
    /// The last line is cut off.
    TornTail,
    /// A line is no record.
    BadLine,
    /// A record is of a kind that this reader does not know.
    UnknownKind,
    /// A record has a field, or a word in a field, that this reader does not know.
    UnknownField,
    /// Numbers of the total order are missing: events were lost.
    Gap,
    /// The recorder says that it lost events.
    Lost,
    /// An id stands for two things.
    DuplicateId,
    /// An event has a number that another one has.
    DuplicateSeq,
    /// An id stands for nothing.
    UnknownId,
    /// A step is its own ancestor, or was made before its parent.
    ParentCycle,
    /// Events are not in the order of their numbers.
    Unordered,
    /// A record stands behind the `end`.
    AfterEnd,
    /// A poll of a step that was finished.
    PollAfterEnd,
    /// A number is out of its range.
    OutOfRange,
    /// There is no header, or it is not the first record.
    MisplacedHeader,
    /// The file is of another make, and does not carry all that a trace has.
    Foreign,
}

/// Something to know about a trace before one trusts it. Those of one kind are counted, not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// How often it was met.
    pub count: u64,
    /// Where it was met first, if that is a place in a file.
    pub first: Option<Position>,
    /// The first one in words.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(at) = self.first {
            write!(f, " (line {}, byte {})", at.line, at.byte)?;
        }
        if self.count > 1 {
            write!(f, ", and {} more like it", self.count - 1)?;
        }
        Ok(())
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
        if let Some(notice) = self.0.iter_mut().find(|notice| notice.kind == kind) {
            notice.count = notice.count.saturating_add(count);
        } else {
            self.0.push(Notice {
                kind,
                count,
                first,
                message: message(),
            });
        }
    }

    pub(crate) fn remove(&mut self, kind: NoticeKind) {
        self.0.retain(|notice| notice.kind != kind);
    }

    pub(crate) fn into_vec(self) -> Vec<Notice> {
        self.0
    }
}
