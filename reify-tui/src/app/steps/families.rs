//! [`Families`]: siblings in an order, and [`InOrder`]: places of the tree counted in it.
//!
//! No list of all rows is made: a row is found on the way down from the roots, by how many rows stand under each sibling.
//! So the rows of a tree of millions are there at once in every order, and only siblings that are come across are sorted.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::bits::Ranked;
use crate::model::{Model, Sort, Tree};

/// Siblings in an order, from when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Families {
    sort: Sort,
    by_parent: RefCell<HashMap<Option<u32>, Family>>,
}

/// The places under a parent, or the roots.
#[derive(Debug)]
struct Family {
    places: Vec<u32>,
    /// How many rows are shown before each of them and under those before; one more for all.
    shown_before: OnceCell<Vec<usize>>,
}

impl Families {
    /// Siblings in an order, none of them sorted yet.
    pub(super) fn new(sort: Sort) -> Self {
        Self {
            sort,
            ..Self::default()
        }
    }

    /// The order.
    pub(super) fn sort(&self) -> Sort {
        self.sort
    }

    /// Other rows are shown from now on.
    pub(super) fn forget_shown(&mut self) {
        for family in self.by_parent.get_mut().values_mut() {
            family.shown_before = OnceCell::new();
        }
    }

    fn ask<T>(&self, model: &Model, parent: Option<u32>, ask: impl FnOnce(&Family) -> T) -> T {
        let mut families = self.by_parent.borrow_mut();
        let family = families
            .entry(parent)
            .or_insert_with(|| Family::of(model, parent, self.sort));
        ask(family)
    }
}

impl Family {
    fn of(model: &Model, parent: Option<u32>, sort: Sort) -> Self {
        let (tree, graph) = (model.tree(), model.graph());
        let range = tree.under(parent);
        let (mut siblings, mut place) = (Vec::new(), range.start);
        while place < range.end {
            siblings.push((Reverse(sort.of(graph, tree.node(place))), place));
            place = tree.end(place);
        }
        siblings.sort_unstable();
        Self {
            places: siblings.into_iter().map(|(_, place)| place).collect(),
            shown_before: OnceCell::new(),
        }
    }
}

/// A set of places of the tree, counted in the order of the rows.
#[derive(Clone, Copy, Debug)]
pub struct InOrder<'a> {
    pub(super) model: &'a Model,
    pub(super) families: &'a Families,
    pub(super) set: &'a Ranked,
    /// Whether the set is that of the rows that are shown, of which more is kept.
    pub(super) is_shown: bool,
}

impl InOrder<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.set.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether a place is one of them.
    pub fn has(&self, place: u32) -> bool {
        self.set.contains(place as usize)
    }

    /// How many stand before a place.
    pub fn before(&self, place: u32) -> usize {
        if self.families.sort == Sort::Order {
            return self.set.before(place as usize);
        }
        let (mut before, mut at) = (0, place);
        loop {
            let parent = self.tree().parent(at);
            before += self.before_among_siblings(parent, at);
            let Some(parent) = parent else {
                return before;
            };
            before += usize::from(self.has(parent));
            at = parent;
        }
    }

    /// The one before which so many others stand.
    pub fn nth(&self, index: usize) -> Option<u32> {
        if self.families.sort == Sort::Order {
            return self.set.nth(index).map(|place| place as u32);
        }
        if index >= self.len() {
            return None;
        }
        let (mut parent, mut left) = (None, index);
        loop {
            let (place, before) = self.child_with(parent, left)?;
            left -= before;
            if self.has(place) {
                if left == 0 {
                    return Some(place);
                }
                left -= 1;
            }
            parent = Some(place);
        }
    }

    /// Whether one of them is a sibling of a place that stands behind it, or is under such a one.
    pub(super) fn has_sibling_behind(&self, place: u32) -> bool {
        let parent = self.tree().parent(place);
        if self.families.sort == Sort::Order {
            let end = self.tree().under(parent).end as usize;
            return self.set.before(end) > self.set.before(self.tree().end(place) as usize);
        }
        if self.only_child(parent).is_some() {
            return false;
        }
        self.families.ask(self.model, parent, |family| {
            let shown_before = self.shown_before(family);
            let all = shown_before.last().copied().unwrap_or(0);
            let last = shown_before.partition_point(|&before| before < all);
            last.checked_sub(1).map(|last| family.places[last]) != Some(place)
        })
    }

    /// How many stand under a parent before one of its children.
    fn before_among_siblings(&self, parent: Option<u32>, child: u32) -> usize {
        if self.only_child(parent).is_some() {
            return 0;
        }
        self.families.ask(self.model, parent, |family| {
            let siblings = family.places.iter();
            if self.is_shown {
                let index = siblings.take_while(|place| **place != child).count();
                return self.shown_before(family)[index];
            }
            let siblings = siblings.take_while(|place| **place != child);
            siblings.map(|&place| self.within(place)).sum()
        })
    }

    /// The child of a parent at or under which the one stands before which there are so many others, and how many of
    /// them stand before that child.
    fn child_with(&self, parent: Option<u32>, others: usize) -> Option<(u32, usize)> {
        if let Some(only) = self.only_child(parent) {
            return Some((only, 0));
        }
        self.families.ask(self.model, parent, |family| {
            if self.is_shown {
                let shown_before = self.shown_before(family);
                let index = shown_before.partition_point(|&before| before <= others) - 1;
                return Some((*family.places.get(index)?, shown_before[index]));
            }
            let mut before = 0;
            for &place in &family.places {
                let within = self.within(place);
                if others < before + within {
                    return Some((place, before));
                }
                before += within;
            }
            None
        })
    }

    /// The child of a parent that has no other. It needs no order, and below many steps there are many of them.
    fn only_child(&self, parent: Option<u32>) -> Option<u32> {
        let range = self.tree().under(parent);
        (!range.is_empty() && self.tree().end(range.start) == range.end).then_some(range.start)
    }

    fn shown_before<'a>(&self, family: &'a Family) -> &'a [usize] {
        family.shown_before.get_or_init(|| {
            let mut all = 0;
            let mut shown_before = vec![0];
            shown_before.extend(family.places.iter().map(|&place| {
                all += self.within(place);
                all
            }));
            shown_before
        })
    }

    /// How many are a place or under it.
    fn within(&self, place: u32) -> usize {
        let end = self.tree().end(place) as usize;
        // Of many siblings most have nothing under them.
        if end == place as usize + 1 {
            return usize::from(self.has(place));
        }
        self.set.before(end) - self.set.before(place as usize)
    }

    fn tree(&self) -> &Tree {
        self.model.tree()
    }
}
