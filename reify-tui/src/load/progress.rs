//! [`Progress`]: how far a recording is read. The reading thread tells it, the screen asks for it.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The file is read.
    #[default]
    Reading,
    /// What is wrong is looked for.
    Finding,
    /// Its steps are grouped, and what makes moving quick is looked up.
    Indexing,
    /// There is no file yet, or nothing in it.
    Waiting,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Reading, Self::Finding, Self::Indexing, Self::Waiting];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Finding => "checking",
            Self::Indexing => "indexing",
            Self::Waiting => "waiting for",
        }
    }
}

/// How far a recording is read. No number depends on another, so each is told and asked for alone.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    bytes: AtomicU64,
    total: AtomicU64,
    events: AtomicU64,
}

impl Progress {
    /// What is being done.
    pub fn stage(&self) -> Stage {
        let stage = usize::from(self.stage.load(Ordering::Relaxed));
        Stage::ALL.get(stage).copied().unwrap_or_default()
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How many bytes there are; 0 if not known.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// How many events were read.
    pub fn events(&self) -> u64 {
        self.events.load(Ordering::Relaxed)
    }

    /// Tells how many bytes there are.
    pub fn expect(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// Tells how much was read so far.
    pub fn read(&self, bytes: u64, events: u64) {
        self.bytes.store(bytes, Ordering::Relaxed);
        self.events.store(events, Ordering::Relaxed);
    }

    /// Tells that all was read.
    pub fn read_all(&self, events: u64) {
        self.total.fetch_max(self.bytes(), Ordering::Relaxed);
        self.read(self.total(), events);
    }

    /// Tells what is being done.
    pub fn enter(&self, stage: Stage) {
        let stage = Stage::ALL.iter().position(|other| *other == stage);
        self.stage
            .store(stage.unwrap_or(0) as u8, Ordering::Relaxed);
    }
}
