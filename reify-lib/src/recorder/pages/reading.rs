//! [`Reading`]: pages, read from their beginning on.

use super::{Entry, Packed, Pages};

/// Reads pages from their beginning on.
#[derive(Debug)]
pub(in crate::recorder) struct Reading {
    pages: Pages,
    sheet: usize,
    place: usize,
}

impl Reading {
    pub(in crate::recorder) fn new(pages: Pages) -> Self {
        Self {
            pages,
            sheet: 0,
            place: 0,
        }
    }

    fn packed(&self) -> Option<Packed> {
        self.pages.sheets.get(self.sheet)?.get(self.place).copied()
    }

    /// The time of the next entry, if there is one.
    pub(in crate::recorder) fn time(&self) -> Option<u64> {
        Some(self.packed()?.time)
    }
}

impl Iterator for Reading {
    type Item = (u64, Entry);

    fn next(&mut self) -> Option<(u64, Entry)> {
        let packed = self.packed()?;
        self.place += 1;
        if self.place == self.pages.sheets[self.sheet].len() {
            (self.sheet, self.place) = (self.sheet + 1, 0);
        }
        Some((packed.time, self.pages.unpack(packed)))
    }
}
