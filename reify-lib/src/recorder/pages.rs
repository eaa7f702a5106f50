//! [`Pages`]: published entries of one thread, read from their beginning on.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::packed::Packed;
use super::sheet::Sheet;

/// Pieces of sheets, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages(VecDeque<(Arc<Sheet>, Range<usize>)>);

impl Pages {
    /// Adds places of a sheet that are published.
    pub(super) fn add(&mut self, sheet: &Arc<Sheet>, places: Range<usize>) {
        if !places.is_empty() {
            self.0.push_back((Arc::clone(sheet), places));
        }
    }

    /// The time of the next entry, if there is one.
    pub(super) fn time(&self) -> Option<u64> {
        let (sheet, places) = self.0.front()?;
        Some(sheet.read(places.start)?.time)
    }
}

impl Iterator for Pages {
    type Item = Packed;

    fn next(&mut self) -> Option<Packed> {
        let (sheet, places) = self.0.front_mut()?;
        let entry = places.next().and_then(|place| sheet.read(place));
        if (*places).is_empty() {
            self.0.pop_front();
        }
        entry
    }
}
