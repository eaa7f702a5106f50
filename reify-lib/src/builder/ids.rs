//! [`IdMap`]: from the ids of a recording to positions in a table.

use std::collections::HashMap;

/// Ids come nearly dense from our own recorder, and in any shape from a stranger: small ones are looked up in a
/// vector that never grows beyond a multiple of what it holds, all others in a map.
#[derive(Clone, Debug, Default)]
pub(super) struct IdMap {
    dense: Vec<u32>,
    sparse: HashMap<u64, u32>,
    len: usize,
}

const NONE: u32 = u32::MAX;
/// A dense table may have this many places for each id in it, and some to begin with.
const SLACK: usize = 4;
const FIRST: usize = 1 << 16;

impl IdMap {
    #[inline]
    pub(super) fn get(&self, id: u64) -> Option<u32> {
        match usize::try_from(id).ok().and_then(|id| self.dense.get(id)) {
            Some(&index) if index != NONE => Some(index),
            _ if self.sparse.is_empty() => None,
            _ => self.sparse.get(&id).copied(),
        }
    }

    /// Makes room for so many more ids, if they come dense.
    #[cfg(feature = "read")]
    pub(super) fn reserve(&mut self, additional: usize) {
        self.dense.reserve(additional);
    }

    pub(super) fn insert(&mut self, id: u64, index: u32) {
        let place = usize::try_from(id)
            .ok()
            .filter(|place| *place < FIRST + self.len * SLACK);
        match place {
            Some(place) => {
                if self.dense.len() <= place {
                    self.dense.resize(place + 1, NONE);
                }
                self.dense[place] = index;
            }
            None => {
                self.sparse.insert(id, index);
            }
        }
        self.len += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_small_large_and_no_ids() {
        let mut ids = IdMap::default();
        for (index, id) in [0, 3, 70_000, u64::MAX, u64::MAX - 1]
            .into_iter()
            .enumerate()
        {
            ids.insert(id, index as u32);
        }
        assert_eq!(ids.get(0), Some(0));
        assert_eq!(ids.get(3), Some(1));
        assert_eq!(ids.get(70_000), Some(2));
        assert_eq!(ids.get(u64::MAX), Some(3));
        assert_eq!(ids.get(u64::MAX - 1), Some(4));
        assert_eq!(ids.get(1), None);
        assert_eq!(ids.get(80_000), None);
    }

    #[test]
    fn far_apart_ids_do_not_cost_the_room_between_them() {
        let mut ids = IdMap::default();
        for index in 0..1000_u32 {
            ids.insert(u64::from(index) * 60_000, index);
        }
        assert!(
            ids.dense.len() < 100_000,
            "{} places for 1,000 ids",
            ids.dense.len()
        );
    }
}
