//! [`StepsPane`]: the rows of the tree that are unfolded, the order of siblings, and which row is selected.

mod folds;

use std::borrow::Cow;

use reify_lib::NodeId;

use super::{Carry, Narrowed, Passed, Rows, Selection, Subject};
use crate::filter::Sieve;
use crate::model::{Found, Model, Sort, Tree};

/// The state of the steps pane, and of the timeline, whose lanes are the same rows.
#[derive(Debug, Default)]
pub struct StepsPane {
    /// The tree with its siblings in another order than they were made; else it is the model's.
    sorted: Option<Tree>,
    sort: Sort,
    /// By place in the tree.
    folded: Vec<bool>,
    /// Whether a row is folded to which nothing was done.
    usually: bool,
    /// By node, while not all are shown. Above a node that is shown all are.
    kept: Option<Vec<bool>>,
    /// The places that are shown, in order.
    rows: Vec<u32>,
    selection: Selection,
}

/// A tree of more rows opens folded.
const MOST_UNFOLDED: usize = 500;

impl StepsPane {
    pub(crate) fn new(model: &Model) -> Self {
        let nodes = model.tree().len();
        let mut pane = Self {
            folded: vec![false; nodes],
            selection: Selection::following(),
            ..Self::default()
        };
        pane.fold_all(model, nodes > MOST_UNFOLDED);
        pane
    }

    /// The tree whose places these are.
    pub fn tree<'a>(&'a self, model: &'a Model) -> &'a Tree {
        self.sorted.as_ref().unwrap_or(model.tree())
    }

    /// The places of the tree that are shown, in order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The selected row.
    pub fn selected(&self) -> usize {
        self.selection.row()
    }

    /// The place of the tree that is selected.
    pub fn selected_place(&self) -> Option<u32> {
        self.rows.get(self.selection.row()).copied()
    }

    /// Whether what is under a place is hidden.
    pub fn is_folded(&self, place: u32) -> bool {
        self.folded[place as usize]
    }

    /// The place that shows another one: itself, or the topmost folded one above it, or one that no filter hides.
    pub fn shown_for(&self, tree: &Tree, place: u32) -> u32 {
        let (mut shown, mut above) = (place, tree.row(place).parent);
        while let Some(parent) = above {
            if self.is_folded(parent) || !self.is_kept(tree, shown) {
                shown = parent;
            }
            above = tree.row(parent).parent;
        }
        shown
    }

    fn is_kept(&self, tree: &Tree, place: u32) -> bool {
        let kept = self.kept.as_ref();
        kept.is_none_or(|kept| kept[tree.row(place).node.index()])
    }

    /// Whether a sibling is shown behind a place.
    pub fn has_next_sibling(&self, tree: &Tree, place: u32) -> bool {
        if self.kept.is_none() {
            return tree.has_next_sibling(place);
        }
        let row = tree.row(place);
        let end = match row.parent {
            Some(parent) => tree.row(parent).end,
            None => tree.len() as u32,
        };
        let next = self.rows.partition_point(|&shown| shown < row.end);
        self.rows.get(next).is_some_and(|&shown| shown < end)
    }

    /// The place that shows what a position of the time cursor is about.
    pub fn place_at(&self, model: &Model, position: usize) -> Option<u32> {
        let tree = self.tree(model);
        let node = model.node_of_position(position)?;
        Some(self.shown_for(tree, tree.place_of(node)))
    }

    fn select_place(&mut self, place: u32) {
        // A place that is hidden is never asked for; if it were, the row before would do.
        let row = self.rows.partition_point(|&row| row < place);
        self.selection.row = row.min(self.rows.len().saturating_sub(1));
    }

    fn list(&mut self, model: &Model) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        let tree = self.tree(model);
        let (mut place, end) = (0, tree.len() as u32);
        while place < end {
            let is_kept = self.is_kept(tree, place);
            if is_kept {
                rows.push(place);
            }
            place = if self.is_folded(place) || !is_kept {
                tree.row(place).end
            } else {
                place + 1
            };
        }
        self.rows = rows;
    }
}

impl Rows for StepsPane {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, model: &Model) -> Option<Subject> {
        let place = self.selected_place()?;
        Some(Subject::Node(self.tree(model).row(place).node))
    }

    fn follow(&mut self, model: &Model, position: usize) -> bool {
        self.selection.following = true;
        let place = self.place_at(model, position);
        if let Some(place) = place {
            self.select_place(place);
        }
        place.is_some()
    }

    fn sort(&self) -> Sort {
        self.sort
    }

    fn sort_by(&mut self, model: &Model, sort: Sort) {
        let sorted = (sort != Sort::Order).then(|| Tree::of(model.graph(), sort));
        let selected = self.subject(model);
        let before = self.tree(model);
        let after = sorted.as_ref().unwrap_or(model.tree());
        let mut folded = vec![false; self.folded.len()];
        for (node, was_folded) in before.nodes().iter().zip(&self.folded) {
            folded[after.place_of(*node) as usize] = *was_folded;
        }
        (self.sorted, self.sort, self.folded) = (sorted, sort, folded);
        self.list(model);
        if let Some(Subject::Node(node)) = selected {
            self.select_place(self.tree(model).place_of(node));
        }
    }

    fn narrow(&mut self, model: &Model, sieve: Option<&Sieve>) {
        let selected = self.selected_place();
        self.kept = sieve.map(|sieve| sieve.with_ancestors(model.graph()));
        self.list(model);
        if let Some(place) = selected {
            self.select_place(self.shown_for(self.tree(model), place));
        }
    }

    fn passed(&self, model: &Model, narrowed: &Narrowed) -> Option<Passed> {
        Some(narrowed.passed_nodes(model))
    }

    fn key(&self) -> Option<u32> {
        self.selected_place()
    }

    fn anchor(&self, model: &Model) -> Option<u32> {
        let place = self.selected_place()?;
        Some(self.tree(model).row(place).node.index() as u32)
    }

    fn select_anchor(&mut self, model: &Model, anchor: u32) {
        let node = NodeId(anchor);
        if node.index() < model.graph().nodes().len() {
            let place = self.tree(model).place_of(node);
            self.reveal(model, place);
        }
    }

    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32> {
        Some(carry.node(NodeId(anchor))?.index() as u32)
    }

    fn found<'a>(&self, model: &Model, found: &'a Found) -> Cow<'a, [u32]> {
        if self.sorted.is_none() && self.kept.is_none() {
            return Cow::Borrowed(found.places());
        }
        let tree = self.tree(model);
        let node = |&place: &u32| model.tree().row(place).node;
        let places = found
            .places()
            .iter()
            .map(|place| tree.place_of(node(place)));
        let mut places: Vec<u32> = places.filter(|&place| self.is_kept(tree, place)).collect();
        places.sort_unstable();
        Cow::Owned(places)
    }

    fn reveal(&mut self, model: &Model, key: u32) {
        let mut hidden_by = Vec::new();
        let tree = self.tree(model);
        let mut above = tree.row(key).parent;
        while let Some(parent) = above {
            if self.is_folded(parent) {
                hidden_by.push(parent);
            }
            above = tree.row(parent).parent;
        }
        if !hidden_by.is_empty() {
            for place in hidden_by {
                self.folded[place as usize] = false;
            }
            self.list(model);
        }
        self.select_place(key);
        self.selection.following = false;
    }
}
