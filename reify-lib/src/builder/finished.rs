//! [`Finished`]: which polls come too late by their numbers, and where in the file that shows first.
//!
//! In a file without order that may be another line than the poll's own: the one of the final poll, if it stands behind it.

use crate::{Notice, PollResult, Position};

/// The steps that were finished, by position.
pub(super) struct Finished {
    /// The first line with a final poll of each.
    at: Vec<Option<Position>>,
    /// What was noticed as the lines came. In the part that was in order, whose places are not kept, it was right.
    noticed: Position,
}

impl Finished {
    pub(super) fn new(steps: usize, noticed: Option<Notice>) -> Self {
        Self {
            at: vec![None; steps],
            noticed: noticed.and_then(|notice| notice.first).unwrap_or_default(),
        }
    }

    /// Takes the next poll by number. Gives back where it shows that it comes too late, if it does. A place that is not
    /// known is the default, which stands before the first line.
    pub(super) fn poll(
        &mut self,
        step: usize,
        result: PollResult,
        at: Position,
    ) -> Option<Position> {
        let finished = self.at.get_mut(step)?;
        let shown = finished.map(|finished| placed(finished.max(at)).unwrap_or(self.noticed));
        if result.is_final() {
            *finished = Some(finished.map_or(at, |finished| finished.min(at)));
        }
        shown
    }
}

/// A place, if it is known.
pub(super) fn placed(at: Position) -> Option<Position> {
    (at != Position::default()).then_some(at)
}
