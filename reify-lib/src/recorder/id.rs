//! [`RecorderId`]: the number by which a step knows its recording.

/// The number of a recorder in the process, from 1; zero is none. Its highest bits say how it records, so that a poll need
/// not ask the recorder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RecorderId(u32);

const WAKES: u32 = 1 << 31;
const THROUGH: u32 = 1 << 30;
const BOUNDED: u32 = 1 << 29;

impl RecorderId {
    pub(crate) const NONE: Self = Self(0);

    pub(super) const fn new(number: u32) -> Self {
        Self(number & !(WAKES | THROUGH | BOUNDED))
    }

    pub(super) const fn with_wakes(self, wakes: bool) -> Self {
        self.with(WAKES, wakes)
    }

    pub(super) const fn written_through(self, through: bool) -> Self {
        self.with(THROUGH, through)
    }

    pub(super) const fn bounded(self, bounded: bool) -> Self {
        self.with(BOUNDED, bounded)
    }

    const fn with(self, bit: u32, on: bool) -> Self {
        Self(if on && !self.is_none() {
            self.0 | bit
        } else {
            self.0
        })
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn is_written_through(self) -> bool {
        self.0 & THROUGH != 0
    }

    pub(super) const fn is_bounded(self) -> bool {
        self.0 & BOUNDED != 0
    }

    pub(super) const fn wakes(self) -> bool {
        self.0 & WAKES != 0
    }
}
