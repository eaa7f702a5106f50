//! [`Finding`]: a verdict about a trace, with its evidence and how sure it is.

use std::fmt;

use super::places::write_words;
use crate::StepId;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word for it, on the screen, in JSON and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words! {
    /// What a finding is about.
    FindingKind {
        /// Pending, and every clone of its waker was dropped without a wake.
        LostWaker = "lost-waker",
        /// Returned `Pending` without keeping the waker and without having woken it.
        NoWaker = "no-waker",
        /// Woken, and not polled since, though its task was.
        Futurelock = "futurelock",
        /// One poll held its thread too long, or holds it still.
        BlockingPoll = "blocking-poll",
        /// Unwound out of a poll.
        Panicked = "panicked",
        /// Polled again and again without rest, and nothing from outside asks for it.
        BusyLoop = "busy-loop",
        /// Long between its wake and its next poll.
        SlowWake = "slow-wake",
        /// Polled far more often than it was woken.
        SpuriousPolls = "spurious-polls",
        /// One site awaited again and again in a row, where it could be all at once.
        SequentialAwaits = "sequential-awaits",
        /// Dropped after it had been polled.
        CancelledMidway = "cancelled-midway",
        /// Made, and not polled once.
        NeverPolled = "never-polled",
        /// Not finished at the end, and somebody may still wake it. A fault where tasks wait for each other.
        Waiting = "waiting",
    }
}

words! {
    /// Whether a finding asks for action.
    Severity {
        /// Good to know. All that is only [`Possible`](Certainty::Possible) is.
        Info = "info",
        /// Something is wrong.
        Alarm = "alarm",
    }
}

words! {
    /// How sure a finding is.
    Certainty {
        /// No event can decide whether it is a fault.
        Possible = "possible",
        /// The recorded events are what the fault looks like, and nothing known looks the same.
        Likely = "likely",
        /// It follows from recorded events alone.
        Certain = "certain",
    }
}

impl Certainty {
    /// `Likely` where something speaks for it, else `Possible`.
    pub(super) const fn likely_if(supported: bool) -> Self {
        if supported {
            Self::Likely
        } else {
            Self::Possible
        }
    }
}

impl FindingKind {
    /// Whether it rests on something that was not recorded: a wake, a poll, an inner poll that took the time.
    pub(super) const fn rests_on_absence(self) -> bool {
        !matches!(
            self,
            Self::Panicked | Self::CancelledMidway | Self::BusyLoop | Self::SequentialAwaits
        )
    }
}

/// A step and where it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The step.
    pub step: StepId,
    /// The id that the recording gave the step.
    pub id: u64,
    /// The awaited expression; cut, where the findings of a trace hold millions of characters already.
    pub expr: String,
    /// The file, likewise. Empty if not known.
    pub file: String,
    /// The line. 0 if not known.
    pub line: u32,
    /// The column. 0 if not known.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_words(&self.expr, &self.file, self.line, f)
    }
}

/// Another step that has a part in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// Its part, in a few words: `dropped with it`, `held the thread`, ..
    pub role: &'static str,
    /// The step.
    pub place: Place,
}

/// A verdict about a trace. Times are in ns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// Whether it asks for action.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// The step it stands on; of several alike the worst.
    pub place: Place,
    /// How many steps (or polls, or wakes) like it there are, itself included.
    pub count: u64,
    /// The steps that it stands for, that of `place` included, in the order of their making. Of more than a
    /// thousand the first, and that of `place`.
    pub steps: Vec<StepId>,
    /// The ids that the recording gave them.
    pub step_ids: Vec<u64>,
    /// Other steps that have a part in it.
    pub related: Vec<Related>,
    /// From the root of the task down to the step. Of a path of more than a hundred steps the lower end.
    pub path: Vec<Place>,
    /// Since when, from the start of the trace.
    pub since: u64,
    /// For how long.
    pub lasted: u64,
    /// The numbers (`seq`) of the events that show it.
    pub evidence: Vec<u64>,
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to look at next.
    pub next: String,
    /// The threshold that it passed, with its name in [`FindingOptions`](crate::FindingOptions); empty if there is none.
    pub threshold: String,
}

impl fmt::Display for Finding {
    /// `alarm: lost-waker (certain): ..`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            kind,
            certainty,
            message,
            ..
        } = self;
        write!(f, "{severity}: {kind} ({certainty}): {message}")
    }
}
