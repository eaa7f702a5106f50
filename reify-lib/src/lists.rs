//! [`Lists`]: many short lists of numbers in two vectors. A `Vec` for each of them would cost more than what it holds.
//!
//! Used for the steps of a family and the children of a node, and by the explorer for the events and the nodes of whatever
//! there are many of.

/// Numbers, each in at most one of the lists; in a list they ascend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Where each list starts; one more for where the last one ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Puts each number below `count` into the list that `list_of` names.
    pub fn new(lists: usize, count: usize, list_of: impl Fn(usize) -> Option<usize>) -> Self {
        let numbers = 0..count;
        Self::of(
            lists,
            numbers.filter_map(|number| Some((number as u32, list_of(number)?))),
        )
    }

    /// Puts numbers, which ascend, into the lists that stand with them.
    pub fn of(lists: usize, numbers: impl Iterator<Item = (u32, usize)> + Clone) -> Self {
        // Each start stands one place further on until its list is filled: then it is the end of that.
        let mut starts = vec![0_u32; lists + 2];
        for (_, list) in numbers.clone() {
            starts[list + 2] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut items = vec![0; sum as usize];
        for (number, list) in numbers {
            let next = &mut starts[list + 1];
            items[*next as usize] = number;
            *next += 1;
        }
        starts.pop();
        Self { starts, items }
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    ///
    /// # Panics
    ///
    /// Where there are fewer. So do those below.
    #[inline]
    pub fn get(&self, list: usize) -> &[u32] {
        &self.items[self.start(list)..self.start(list + 1)]
    }

    /// One of them, to be put in another order.
    pub fn get_mut(&mut self, list: usize) -> &mut [u32] {
        let (start, end) = (self.start(list), self.start(list + 1));
        &mut self.items[start..end]
    }

    /// All of them, those that hold nothing too.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|list| self.get(list))
    }

    /// Where a list starts, if all stood one behind the other.
    fn start(&self, list: usize) -> usize {
        self.starts[list] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_their_numbers_in_order() {
        let lists = Lists::new(4, 10, |item| (item != 5).then_some(item % 3));
        let all: Vec<&[u32]> = lists.iter().collect();
        assert_eq!(all, [&[0, 3, 6, 9][..], &[1, 4, 7], &[2, 8], &[]]);
        assert_eq!(lists.len(), 4);
    }

    #[test]
    fn no_lists_hold_nothing() {
        assert!(Lists::default().is_empty());
        assert!(Lists::new(0, 0, |_| None).is_empty());
        assert_eq!(Lists::new(1, 3, |_| None).get(0), [0_u32; 0]);
    }
}
