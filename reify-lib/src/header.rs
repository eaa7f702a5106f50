//! What a trace says of itself: [`Header`] at its beginning, [`Sync`] on the way, [`End`] after an orderly finish.

use crate::StepId;

/// The version of the file format that this library writes.
pub const VERSION: u64 = 1;

/// The beginning of a trace: what was recorded, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The version of the format.
    pub version: u64,
    /// The oldest version whose readers understand the trace.
    pub min_reader: u64,
    /// What wrote it, with its version.
    pub writer: String,
    /// The name of the recorded program.
    pub program: String,
    /// Its process id. 0 if not known.
    pub pid: u64,
    /// The wall clock at the start of the trace, RFC 3339 with nanoseconds, UTC. Empty if not known.
    pub started: String,
    /// The folder that relative paths of sites start from. Empty if not known.
    pub root: String,
    /// Whether wakes were recorded: without them their absence says nothing.
    pub wakes: bool,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            version: VERSION,
            min_reader: 1,
            writer: concat!("reify-lib ", env!("CARGO_PKG_VERSION")).to_owned(),
            program: String::new(),
            pid: 0,
            started: String::new(),
            root: String::new(),
            wakes: false,
        }
    }
}

/// A poll that had begun and not yet returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InProgress<S = StepId> {
    /// The deepest step being polled.
    pub step: S,
    /// When its poll began, in ns since the start of the trace.
    pub since: u64,
    /// The id of the thread, as the recording gave it.
    pub thread: u64,
}

/// A sign of life: how far the recording was at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sync<S = StepId> {
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// How many events had been recorded, lost ones included: the next `seq`.
    pub recorded: u64,
    /// How many of them were lost.
    pub lost: u64,
    /// The polls in progress, one a thread.
    pub polling: Vec<InProgress<S>>,
}

impl<S> Default for Sync<S> {
    fn default() -> Self {
        Self {
            at: 0,
            recorded: 0,
            lost: 0,
            polling: Vec::new(),
        }
    }
}

/// An orderly finish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// When, in ns since the start of the trace.
    pub at: u64,
    /// How many events had been recorded, lost ones included.
    pub recorded: u64,
    /// How many of them were lost.
    pub lost: u64,
    /// Why the recording ended: `finished`, `snapshot`, `dropped`, `limit`, ..
    pub reason: String,
}

/// An await that the attribute could not make a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Untraced {
    /// The file.
    pub file: String,
    /// The line of the `.await`.
    pub line: u32,
    /// The column of the `.await`.
    pub column: u32,
    /// Why: the macro in whose call it stands, as `name!`.
    pub within: String,
}
