//! [`Positions`]: some of the events of a recording, in their order, wherever they are kept.

use super::ranks::SiteEvents;

/// Some of the events, as positions in the total order. To count and to find takes about the same time however many.
#[derive(Clone, Copy, Debug)]
pub struct Positions<'a>(Kept<'a>);

#[derive(Clone, Copy, Debug)]
enum Kept<'a> {
    List(&'a [u32]),
    /// Both in order, and none in both.
    Two([&'a [u32]; 2]),
    Sites(SiteEvents<'a>),
}

impl<'a> Positions<'a> {
    /// Those of a list, which ascends.
    pub const fn list(list: &'a [u32]) -> Self {
        Self(Kept::List(list))
    }

    /// Those of two lists that have none in common.
    pub(super) const fn two(lists: [&'a [u32]; 2]) -> Self {
        Self(Kept::Two(lists))
    }

    /// Those of await points.
    pub(super) const fn of_sites(events: SiteEvents<'a>) -> Self {
        Self(Kept::Sites(events))
    }

    /// None.
    pub const fn none() -> Self {
        Self::list(&[])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::List(list) => list.len(),
            Kept::Two([one, other]) => one.len() + other.len(),
            Kept::Sites(events) => events.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many stand before a position.
    pub fn before(&self, position: usize) -> usize {
        match &self.0 {
            Kept::List(list) => before(list, position),
            Kept::Two([one, other]) => before(one, position) + before(other, position),
            Kept::Sites(events) => events.before(position),
        }
    }

    /// The one before which so many others stand.
    pub fn nth(&self, index: usize) -> Option<usize> {
        match &self.0 {
            Kept::List(list) => list.get(index).map(|&position| position as usize),
            Kept::Two(lists) => nth_of_two(*lists, index),
            Kept::Sites(events) => events.nth(index),
        }
    }

    /// The first one.
    pub fn first(&self) -> Option<usize> {
        self.nth(0)
    }

    /// The last one.
    pub fn last(&self) -> Option<usize> {
        self.nth(self.len().checked_sub(1)?)
    }

    /// Those behind a position, in order.
    pub fn behind(self, position: usize) -> impl Iterator<Item = usize> + use<'a> {
        let first = self.before(position.saturating_add(1));
        (first..).map_while(move |index| self.nth(index))
    }
}

fn before(list: &[u32], position: usize) -> usize {
    list.partition_point(|&item| (item as usize) < position)
}

/// As if both lists were merged into one.
fn nth_of_two([one, other]: [&[u32]; 2], index: usize) -> Option<usize> {
    if index >= one.len() + other.len() {
        return None;
    }
    // So many come from the first list: more and more, while what is left for the other one reaches too far.
    let (mut low, mut high) = (index.saturating_sub(other.len()), index.min(one.len()));
    while low < high {
        let middle = low + (high - low) / 2;
        let last_of_other = (index - middle).checked_sub(1).map(|last| other[last]);
        if last_of_other.is_some_and(|last| one[middle] < last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let next = [one.get(low), other.get(index - low)];
    next.into_iter().flatten().min().map(|&item| item as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn two_lists_are_as_one(in_first in prop::collection::vec(any::<bool>(), 0..60)) {
            let all: Vec<u32> = (0..in_first.len() as u32).map(|item| item * 3).collect();
            let (mut one, mut other) = (Vec::new(), Vec::new());
            for (&item, &is_first) in all.iter().zip(&in_first) {
                if is_first { one.push(item) } else { other.push(item) }
            }
            let (both, list) = (Positions::two([&one, &other]), Positions::list(&all));
            prop_assert_eq!(both.len(), list.len());
            prop_assert_eq!(both.last(), list.last());
            for position in 0..all.len() * 3 + 2 {
                prop_assert_eq!(both.before(position), list.before(position));
                prop_assert_eq!(both.nth(position), list.nth(position));
                prop_assert!(both.behind(position).eq(list.behind(position)));
            }
        }
    }
}
