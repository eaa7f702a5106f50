//! [`Lists`]: many short lists of numbers in two vectors.

/// Numbers, each in at most one of the lists; in a list they ascend.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Where each list starts; one more for where the last one ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Puts each number below `len` into the list that `list_of` names.
    pub(super) fn new(lists: usize, len: usize, list_of: impl Fn(usize) -> Option<usize>) -> Self {
        Self::of(
            lists,
            (0..len).filter_map(|item| Some((item as u32, list_of(item)?))),
        )
    }

    /// Puts numbers, which ascend, into the lists that stand with them.
    pub(super) fn of(lists: usize, numbers: impl Iterator<Item = (u32, usize)> + Clone) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        for (_, list) in numbers.clone() {
            starts[list] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let mut items = vec![0; sum as usize];
        for (item, list) in numbers {
            items[starts[list] as usize] = item;
            starts[list] += 1;
        }
        // Each start has moved on to the next list's.
        starts.rotate_right(1);
        if let Some(first) = starts.first_mut() {
            *first = 0;
        }
        Self { starts, items }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(super) fn get(&self, list: usize) -> &[u32] {
        &self.items[self.start(list)..self.start(list + 1)]
    }

    pub(super) fn get_mut(&mut self, list: usize) -> &mut [u32] {
        let (start, end) = (self.start(list), self.start(list + 1));
        &mut self.items[start..end]
    }

    /// Where a list starts, if all stood one behind the other.
    pub(super) fn start(&self, list: usize) -> usize {
        self.starts[list] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_their_numbers_in_order() {
        let lists = Lists::new(4, 10, |item| (item != 5).then_some(item % 3));
        assert_eq!(lists.get(0), [0, 3, 6, 9]);
        assert_eq!(lists.get(1), [1, 4, 7]);
        assert_eq!(lists.get(2), [2, 8]);
        assert_eq!(lists.get(3), [0_u32; 0]);
        assert_eq!(lists.start(2), 7);
    }

    #[test]
    fn no_lists_hold_nothing() {
        assert_eq!(Lists::new(1, 0, |_| None).get(0), [0_u32; 0]);
    }
}
