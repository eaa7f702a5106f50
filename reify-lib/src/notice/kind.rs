//! [`NoticeKind`]: what there can be to know about a trace, with its name, its [`Harm`] and what it means; one table.

use std::fmt;

/// How much a notice takes away from what a trace shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// What is there is shown as it was recorded.
    Slight,
    /// The file contradicts itself: what is shown may not be what happened.
    Doubt,
    /// Something that was recorded is not shown.
    Loss,
}

impl Harm {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Slight => "slight",
            Self::Doubt => "doubt",
            Self::Loss => "loss",
        }
    }
}

impl fmt::Display for Harm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $harm:ident, $meaning:literal;)+) => {
        /// Kinds of notices.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum NoticeKind {
            $($(#[$doc])* $kind,)+
        }

        impl NoticeKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// How much it takes away from what the trace shows.
            pub const fn harm(self) -> Harm {
                match self {
                    $(Self::$kind => Harm::$harm,)+
                }
            }

            /// What it means for what the trace shows, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$kind => $meaning,)+
                }
            }
        }
    };
}

kinds! {
    /// The recording has no `end`: the program was killed, or runs still.
    NoEnd = "no-end", Slight,
        "what is not finished was not finished when the recording stopped; what happened after that nobody knows";
    /// The last line is cut off.
    TornTail = "torn-tail", Loss,
        "the record that was being written when the file was cut off is not shown; all before it is";
    /// A line is no record.
    BadLine = "bad-line", Loss,
        "what stood there is not shown; whether an event was among it tell the numbers that are missing";
    /// A record is of a kind that this reader does not know.
    UnknownKind = "unknown-kind", Slight,
        "a later version wrote it, perhaps: it is left out, and all else is shown as it was recorded";
    /// A record has a field, or a word in a field, that this reader does not know.
    UnknownField = "unknown-field", Slight,
        "a later version wrote it, perhaps: the field is left out, and of a poll with an unknown result the whole poll";
    /// Numbers of the total order are missing: events were lost.
    Gap = "gap", Loss,
        "these happened and are not in the file: a wait may look longer than it was, or a wake may seem to be missing";
    /// The recorder says that it lost events.
    Lost = "lost", Loss,
        "the recorder had no room for them and left out whole steps: what is shown is true, and not all";
    /// An id stands for two things.
    DuplicateId = "duplicate-id", Doubt,
        "the first one is shown, with the events of both";
    /// An event has a number that another one has.
    DuplicateSeq = "duplicate-seq", Doubt,
        "the first one is shown, and the other left out";
    /// An id stands for nothing.
    UnknownId = "unknown-id", Doubt,
        "what is described behind that is shown all the same; what never is, is shown as `(unknown)`, with its events";
    /// A step is its own ancestor, or was made before its parent.
    ParentCycle = "parent-cycle", Doubt,
        "the step is shown as a root, and what is under it goes with it";
    /// Events are not in the order of their numbers.
    Unordered = "unordered", Slight,
        "they are shown in the order of their numbers";
    /// A record stands behind the `end`.
    AfterEnd = "after-end", Doubt,
        "it is shown like all others, though the recording said that nothing more would come";
    /// A poll of a step that was finished.
    PollAfterEnd = "poll-after-end", Doubt,
        "the poll is shown; the step is taken for finished at its first final poll";
    /// A number is out of its range.
    OutOfRange = "out-of-range", Doubt,
        "the number is shown as far as it can be";
    /// A later version of the format, which this reader need not misunderstand.
    LaterVersion = "later-version", Slight,
        "what that version added is not shown, and has notices of its own; all else is shown as it was recorded";
    /// There is no header, or it is not the first record.
    MisplacedHeader = "misplaced-header", Slight,
        "program, start and source folder are those of the first header, or not known";
    /// The file is of another make, and does not carry all that a trace has.
    Foreign = "foreign", Slight,
        "what such a file does not tell is not shown, and cannot be";
}

impl fmt::Display for NoticeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
