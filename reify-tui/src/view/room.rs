//! [`Room`]: the width of a list, of which its columns take what they need. What is left is for the labels.

/// What a label needs at least, before a column is given up for it.
const LABEL: usize = 24;
/// Between columns.
const GAP: usize = 2;

/// What is left of the width of a list.
pub(super) struct Room(usize);

impl Room {
    pub(super) fn of(width: usize) -> Self {
        // A column before, for the mark of the time cursor, and two behind, as the title line ends with the rule.
        Self(width.saturating_sub(3))
    }

    /// Takes so much, if then enough is left. Gives back whether it is.
    pub(super) fn take(&mut self, wanted: usize) -> bool {
        let fits = self.0 >= LABEL + wanted + GAP;
        if fits {
            self.0 -= wanted + GAP;
        }
        fits
    }

    /// The width of the labels.
    pub(super) fn left(&self) -> usize {
        self.0
    }
}
