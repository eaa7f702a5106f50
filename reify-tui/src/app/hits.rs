//! [`Hits`]: what a search found among the rows of a view, in their order.

use super::steps::InOrder;

/// What a search found among rows, or lines. What stands behind what is told by keys.
#[derive(Clone, Debug)]
pub enum Hits<'a> {
    /// A few, listed: their keys ascend.
    List(Vec<u32>),
    /// Places of the tree, which are never listed.
    Places(InOrder<'a>),
}

impl Hits<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Places(places) => places.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a key is that of one of them.
    pub fn has(&self, key: u32) -> bool {
        match self {
            Self::List(list) => list.binary_search(&key).is_ok(),
            Self::Places(places) => places.has(key),
        }
    }

    /// How many stand before a key.
    pub fn before(&self, key: u32) -> usize {
        match self {
            Self::List(list) => list.partition_point(|&hit| hit < key),
            Self::Places(places) => places.before(key),
        }
    }

    /// How many stand at a key or before it.
    pub fn up_to(&self, key: u32) -> usize {
        self.before(key) + usize::from(self.has(key))
    }

    /// The key of the one so many places behind a key or before it, going around; and whether it went around.
    pub fn around(&self, from: u32, count: usize, forward: bool) -> Option<(u32, bool)> {
        let len = self.len();
        if len == 0 {
            return None;
        }
        let turns = count.saturating_sub(1) % len;
        let (index, wrapped) = if forward {
            let next = self.up_to(from) + turns;
            (next % len, next >= len)
        } else {
            let index = self.before(from) + len - 1 - turns;
            (index % len, index < len)
        };
        Some((self.nth(index)?, wrapped))
    }

    fn nth(&self, index: usize) -> Option<u32> {
        match self {
            Self::List(list) => list.get(index).copied(),
            Self::Places(places) => places.nth(index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_go_around() {
        let hits = Hits::List(vec![3, 5, 9]);
        assert_eq!(hits.around(0, 1, true), Some((3, false)));
        assert_eq!(hits.around(3, 1, true), Some((5, false)));
        assert_eq!(hits.around(3, 2, true), Some((9, false)));
        assert_eq!(hits.around(9, 1, true), Some((3, true)));
        assert_eq!(hits.around(5, 1, false), Some((3, false)));
        assert_eq!(hits.around(3, 1, false), Some((9, true)));
        assert_eq!(Hits::List(Vec::new()).around(3, 1, false), None);
    }
}
