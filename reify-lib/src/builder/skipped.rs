//! [`Skipped`]: the numbers of the total order that were passed over, with the place where, until they come late.

use std::collections::BTreeMap;

use crate::Position;

/// Of more stretches at once the places are not kept: a recording from which whole steps are left out on purpose is full of
/// them, and only the first one that stays empty is asked for.
const MOST: usize = 1 << 16;

/// Stretches of numbers that are missing so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Skipped {
    /// By their first number: their last one, and the place of what came behind.
    open: BTreeMap<u64, (u64, Option<Position>)>,
    /// The place of the first stretch for which there was no room.
    without_room: Option<Position>,
}

impl Skipped {
    /// Notes a stretch that lies behind all others.
    pub(super) fn add(&mut self, first: u64, last: u64, at: Option<Position>) {
        if self.open.len() < MOST {
            self.open.insert(first, (last, at));
        } else {
            self.without_room = self.without_room.or(at);
        }
    }

    /// A number came late, or a second time.
    pub(super) fn fill(&mut self, seq: u64) {
        let Some((&first, &(last, at))) = self.open.range(..=seq).next_back() else {
            return;
        };
        if last < seq {
            return;
        }
        self.open.remove(&first);
        if first < seq {
            self.open.insert(first, (seq - 1, at));
        }
        if seq < last {
            self.open.insert(seq + 1, (last, at));
        }
    }

    /// Where a number was passed over that never came. Of one for which there was no room that is the first such place.
    pub(super) fn at(&self, seq: u64) -> Option<Position> {
        let stretch = self.open.range(..=seq).next_back();
        match stretch {
            Some((_, (last, at))) if seq <= *last => *at,
            _ => self.without_room,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u64) -> Position {
        let byte = line * 10;
        Position { line, byte }
    }

    #[test]
    fn what_came_late_is_missing_no_more() {
        let mut skipped = Skipped::default();
        skipped.add(3, 7, Some(at(1)));
        skipped.add(10, 10, Some(at(2)));
        for seq in [0, 5, 8, 10, 3, 7] {
            skipped.fill(seq);
        }
        assert_eq!(
            skipped.open,
            [(4, (4, Some(at(1)))), (6, (6, Some(at(1))))].into()
        );
        assert_eq!((skipped.at(4), skipped.at(6)), (Some(at(1)), Some(at(1))));
        skipped.fill(4);
        skipped.fill(6);
        assert_eq!(skipped.open.len(), 0);
    }

    #[test]
    fn stretches_that_are_filled_make_room_for_others() {
        let mut skipped = Skipped::default();
        for line in 0..3 * MOST as u64 {
            skipped.add(2 * line, 2 * line, Some(at(line)));
            skipped.fill(2 * line);
        }
        skipped.add(u64::MAX, u64::MAX, Some(at(7)));
        assert_eq!(skipped.at(u64::MAX), Some(at(7)));
    }

    #[test]
    fn of_too_many_at_once_the_first_place_that_is_not_kept_is_told() {
        let mut skipped = Skipped::default();
        for line in 0..MOST as u64 + 9 {
            skipped.add(2 * line, 2 * line, Some(at(line)));
        }
        assert_eq!(skipped.open.len(), MOST);
        let beyond = MOST as u64;
        assert_eq!(skipped.at(2 * beyond - 2), Some(at(beyond - 1)));
        assert_eq!(skipped.at(2 * beyond), Some(at(beyond)));
        assert_eq!(skipped.at(2 * beyond + 6), Some(at(beyond)));
    }
}
