//! [`StepsPane`]: the rows of the tree that are unfolded, the order of siblings, and which row is selected.

mod folds;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use reify_lib::NodeId;

use super::{Carry, Narrowed, Passed, Rows, Selection, Subject};
use crate::bits::Flags;
use crate::model::{Found, Model, Sort, Tree};

/// The state of the steps pane, and of the timeline, whose lanes are the same rows.
#[derive(Debug, Default)]
pub struct StepsPane {
    /// The order of the rows. Places are those of the model's tree in every order: what is hidden is not put into one.
    sort: Sort,
    /// The whole tree in an order that is not the model's, from when a search among the rows first asks for it.
    sorted: OnceCell<Tree>,
    /// By place in the tree.
    folded: Vec<bool>,
    /// Whether a row is folded to which nothing was done.
    usually: bool,
    /// By place, while not all are shown. Above a place that is shown all are.
    kept: Option<Flags>,
    /// The places that are shown, in the order of the rows.
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

    /// The whole tree in the order of the rows.
    fn sorted<'a>(&'a self, model: &'a Model) -> &'a Tree {
        match self.sort {
            Sort::Order => model.tree(),
            sort => self.sorted.get_or_init(|| Tree::of(model.graph(), sort)),
        }
    }

    /// The places of the tree that are shown, in the order of the rows.
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
            if self.is_folded(parent) || !self.is_kept(shown) {
                shown = parent;
            }
            above = tree.row(parent).parent;
        }
        shown
    }

    fn is_kept(&self, place: u32) -> bool {
        let kept = self.kept.as_ref();
        kept.is_none_or(|kept| kept.get(place as usize))
    }

    /// Whether a sibling of a place is shown behind it. A row at the place, or under it, says where it is shown.
    pub fn has_next_sibling(&self, tree: &Tree, row: usize, place: u32) -> bool {
        let here = tree.row(place);
        let siblings = match here.parent {
            Some(parent) => parent..tree.row(parent).end,
            None => 0..tree.len() as u32,
        };
        let rows = self.rows.get(row..).unwrap_or_default();
        let next = rows.partition_point(|shown| (place..here.end).contains(shown));
        rows.get(next).is_some_and(|shown| siblings.contains(shown))
    }

    /// The place that shows what a position of the time cursor is about.
    pub fn place_at(&self, model: &Model, position: usize) -> Option<u32> {
        let tree = model.tree();
        let node = model.node_of_position(position)?;
        Some(self.shown_for(tree, tree.place_of(node)))
    }

    /// The row of a place. Of one that is hidden it is the row that stands where it would.
    fn row_of(&self, tree: &Tree, place: u32) -> usize {
        let row = if self.sort == Sort::Order {
            self.rows.partition_point(|&row| row < place)
        } else {
            let row = |place| self.rows.iter().position(|&row| row == place);
            let row_shown = || row(self.shown_for(tree, place));
            row(place).or_else(row_shown).unwrap_or(0)
        };
        row.min(self.rows.len().saturating_sub(1))
    }

    fn select_place(&mut self, model: &Model, place: u32) {
        self.selection.row = self.row_of(model.tree(), place);
    }

    fn list(&mut self, model: &Model) {
        self.rows = self.shown(model, 0..model.tree().len() as u32);
    }

    /// Lists anew what is under a place, and leaves the other rows as they are.
    fn list_under(&mut self, model: &Model, place: u32) {
        let tree = model.tree();
        let (row, end) = (self.row_of(tree, place), tree.row(place).end);
        // What no filter lets through shows nothing under it.
        if self.rows.get(row) != Some(&place) {
            return;
        }
        let first = row + 1;
        let under = self.rows[first..].partition_point(|shown| (place..end).contains(shown));
        let rows = if self.is_folded(place) {
            Vec::new()
        } else {
            self.shown(model, place + 1..end)
        };
        self.rows.splice(first..first + under, rows);
    }

    fn shown(&self, model: &Model, range: Range<u32>) -> Vec<u32> {
        let tree = model.tree();
        tree.shown(
            model.graph(),
            self.sort,
            range,
            |place| self.is_kept(place),
            |place| self.is_folded(place),
        )
    }

    /// Selects a place on behalf of the user, and shows it if it was hidden.
    fn reveal_place(&mut self, model: &Model, place: u32) {
        let tree = model.tree();
        let (mut topmost, mut above) = (None, tree.row(place).parent);
        while let Some(parent) = above {
            if self.is_folded(parent) {
                self.folded[parent as usize] = false;
                topmost = Some(parent);
            }
            above = tree.row(parent).parent;
        }
        if let Some(topmost) = topmost {
            self.list_under(model, topmost);
        }
        self.select_place(model, place);
        self.selection.following = false;
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
        Some(Subject::Node(model.tree().row(place).node))
    }

    fn follow(&mut self, model: &Model, position: usize) -> bool {
        self.selection.following = true;
        let place = self.place_at(model, position);
        if let Some(place) = place {
            self.select_place(model, place);
        }
        place.is_some()
    }

    fn sort(&self) -> Sort {
        self.sort
    }

    fn sort_by(&mut self, model: &Model, sort: Sort) {
        let selected = self.selected_place();
        (self.sort, self.sorted) = (sort, OnceCell::new());
        self.list(model);
        if let Some(place) = selected {
            self.select_place(model, place);
        }
    }

    fn narrow(&mut self, model: &Model, narrowed: Option<&Narrowed>, anchor: Option<u32>) {
        self.kept = narrowed.map(|narrowed| narrowed.kept().clone());
        self.list(model);
        if let Some(node) = anchor.map(NodeId) {
            let (tree, place) = (model.tree(), model.tree().place_of(node));
            self.select_place(model, self.shown_for(tree, place));
        }
    }

    fn passed(&self, model: &Model, narrowed: &Narrowed) -> Option<Passed> {
        Some(narrowed.passed_nodes(model))
    }

    fn key(&self, model: &Model) -> Option<u32> {
        let place = self.selected_place()?;
        Some(self.sorted(model).place_of(model.tree().row(place).node))
    }

    fn anchor(&self, model: &Model) -> Option<u32> {
        let place = self.selected_place()?;
        Some(model.tree().row(place).node.index() as u32)
    }

    fn select_anchor(&mut self, model: &Model, anchor: u32) {
        let node = NodeId(anchor);
        if node.index() < model.graph().nodes().len() {
            self.reveal_place(model, model.tree().place_of(node));
        }
    }

    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32> {
        Some(carry.node(NodeId(anchor))?.index() as u32)
    }

    fn found<'a>(&self, model: &Model, found: &'a Found) -> Cow<'a, [u32]> {
        if self.sort == Sort::Order && self.kept.is_none() {
            return Cow::Borrowed(found.places());
        }
        let (tree, sorted) = (model.tree(), self.sorted(model));
        let places = found.places().iter();
        let kept = places.filter(|&&place| self.is_kept(place));
        let mut keys: Vec<u32> = kept
            .map(|&place| sorted.place_of(tree.row(place).node))
            .collect();
        keys.sort_unstable();
        Cow::Owned(keys)
    }

    fn reveal(&mut self, model: &Model, key: u32) {
        let node = self.sorted(model).row(key).node;
        self.reveal_place(model, model.tree().place_of(node));
    }
}
