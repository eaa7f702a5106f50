//! [`Pages`]: published entries of one thread, read from their beginning on.

use std::collections::VecDeque;
use std::sync::Arc;

use super::packed::Packed;
use super::sheet::{Place, Sheet};

/// Pieces of sheets, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages(VecDeque<Page>);

/// A piece of a sheet.
#[derive(Clone, Debug)]
struct Page {
    sheet: Arc<Sheet>,
    place: Place,
    end: Place,
}

impl Pages {
    /// Adds what is published of a sheet between two places.
    pub(super) fn add(&mut self, sheet: &Arc<Sheet>, place: Place, end: Place) {
        if place != end {
            let sheet = Arc::clone(sheet);
            self.0.push_back(Page { sheet, place, end });
        }
    }

    /// The time of the next entry, if there is one.
    pub(super) fn time(&self) -> Option<u64> {
        let page = self.0.front()?;
        Some(page.sheet.read(page.place)?.0.time)
    }
}

impl Iterator for Pages {
    type Item = Packed;

    fn next(&mut self) -> Option<Packed> {
        let page = self.0.front_mut()?;
        let (entry, after) = page.sheet.read(page.place)?;
        page.place = after;
        if page.place == page.end {
            self.0.pop_front();
        }
        Some(entry)
    }
}
