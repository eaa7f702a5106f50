//! [`Buckets`]: items by key, as two flat tables.
//!
//! Within a bucket the items keep their order. Used for the steps of a parent, the steps of a node and the children
//! of a node: a `Vec` for each of them would cost more than what it holds.

/// The positions of items, those with the same key side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Buckets {
    /// Where each key's items start; one more than there are keys.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Buckets {
    /// Sorts the items `0..count` by a key below `keys`.
    pub(crate) fn new(count: usize, keys: usize, key: impl Fn(usize) -> usize) -> Self {
        let mut starts = vec![0_u32; keys + 1];
        for item in 0..count {
            starts[key(item)] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        // Filled from the back: each key's start moves from its end down to its first item.
        let mut items = vec![0; count];
        for item in (0..count).rev() {
            let start = &mut starts[key(item)];
            *start -= 1;
            items[*start as usize] = item as u32;
        }
        Self { starts, items }
    }

    /// The items with a key, in their order.
    pub(crate) fn get(&self, key: usize) -> &[u32] {
        &self.items[self.starts[key] as usize..self.starts[key + 1] as usize]
    }

    /// The buckets, those without items too, in the order of their keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len() - 1).map(|key| self.get(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_of_items_with_one_key() {
        let keys = [2, 0, 2, 0, 2];
        let buckets = Buckets::new(keys.len(), 4, |item| keys[item]);
        let all: Vec<&[u32]> = buckets.iter().collect();
        assert_eq!(all, [&[1, 3][..], &[], &[0, 2, 4], &[]]);
    }

    #[test]
    fn may_be_empty() {
        assert_eq!(Buckets::new(0, 0, |item| item).iter().count(), 0);
    }
}
