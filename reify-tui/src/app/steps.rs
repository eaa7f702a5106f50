//! [`StepsPane`]: the rows of the tree that are unfolded, the order of siblings, and which row is selected.

mod families;
mod folds;

use reify_lib::NodeId;

pub use self::families::InOrder;

use self::families::Families;
use super::{Carry, Hits, Narrowed, Passed, Rows, Search, Selection, Subject};
use crate::bits::{Flags, Ranked};
use crate::model::{Model, Sort, Tree};

/// The state of the steps pane, and of the timeline, whose lanes are the same rows.
///
/// Rows are places of the model's tree. Which are shown is a bit each, so that no key lists millions of them.
#[derive(Debug, Default)]
pub struct StepsPane {
    families: Families,
    folded: Flags,
    /// Whether a row is folded to which nothing was done.
    usually: bool,
    /// The places above which none is folded.
    open: Flags,
    /// The places that pass, while not all do. Above a place that passes all do.
    kept: Option<Flags>,
    /// The places that are shown: those of the open ones that pass.
    shown: Ranked,
    selection: Selection,
}

/// A tree of more rows opens folded.
const MOST_UNFOLDED: usize = 500;

impl StepsPane {
    pub(crate) fn new(model: &Model) -> Self {
        let nodes = model.tree().len();
        let mut pane = Self {
            folded: Flags::new(nodes, false),
            open: Flags::new(nodes, true),
            selection: Selection::following(),
            ..Self::default()
        };
        pane.fold_all(model, nodes > MOST_UNFOLDED);
        pane
    }

    /// The places that are shown, in the order of the rows.
    pub fn in_order<'a>(&'a self, model: &'a Model) -> InOrder<'a> {
        InOrder {
            model,
            families: &self.families,
            set: &self.shown,
            is_shown: true,
        }
    }

    /// The places of so many rows from one on.
    pub fn rows<'a>(&'a self, model: &'a Model, first: usize) -> impl Iterator<Item = u32> + 'a {
        let places = self.in_order(model);
        (first..self.len()).map_while(move |row| places.nth(row))
    }

    /// The number of the selected row.
    pub fn selected(&self) -> usize {
        self.selection.row()
    }

    /// The place of the tree that is selected.
    pub fn selected_place(&self, model: &Model) -> Option<u32> {
        self.in_order(model).nth(self.selection.row())
    }

    /// Whether what is under a place is hidden.
    pub fn is_folded(&self, place: u32) -> bool {
        self.folded.get(place as usize)
    }

    /// The place that shows another one: itself, or the topmost folded one above it, or one that no filter hides.
    pub fn shown_for(&self, tree: &Tree, place: u32) -> u32 {
        let (mut shown, mut above) = (place, tree.parent(place));
        while let Some(parent) = above {
            if self.is_folded(parent) || !self.is_kept(shown) {
                shown = parent;
            }
            above = tree.parent(parent);
        }
        shown
    }

    fn is_kept(&self, place: u32) -> bool {
        let kept = self.kept.as_ref();
        kept.is_none_or(|kept| kept.get(place as usize))
    }

    /// Whether a sibling of a place is shown behind it.
    pub fn has_next_sibling(&self, model: &Model, place: u32) -> bool {
        self.in_order(model).has_sibling_behind(place)
    }

    /// The place that shows what a position of the time cursor is about.
    pub fn place_at(&self, model: &Model, position: usize) -> Option<u32> {
        let tree = model.tree();
        let node = model.node_of_position(position)?;
        Some(self.shown_for(tree, tree.place_of(node)))
    }

    /// The row of a place. Of one that is hidden it is the row that stands where it would.
    fn row_of(&self, model: &Model, place: u32) -> usize {
        let places = self.in_order(model);
        let row = if self.sort() == Sort::Order || places.has(place) {
            places.before(place)
        } else {
            let shown_for = self.shown_for(model.tree(), place);
            let is_there = places.has(shown_for);
            if is_there {
                places.before(shown_for)
            } else {
                0
            }
        };
        row.min(self.len().saturating_sub(1))
    }

    fn select_place(&mut self, model: &Model, place: u32) {
        self.selection.row = self.row_of(model, place);
    }

    /// Takes over which places are open and which pass.
    fn show(&mut self) {
        let open = self.open.clone();
        self.shown = match &self.kept {
            Some(kept) => open.and(kept).into(),
            None => open.into(),
        };
        self.families.forget_shown();
    }

    /// Opens what is under a place that is open itself, as far as it is not folded.
    fn open_under(&mut self, tree: &Tree, parent: Option<u32>) {
        let range = tree.under(parent);
        self.open
            .fill(range.start as usize..range.end as usize, false);
        if parent.is_some_and(|parent| self.is_folded(parent)) {
            return;
        }
        let mut place = range.start;
        while place < range.end {
            self.open.set(place as usize, true);
            place = if self.is_folded(place) {
                tree.end(place)
            } else {
                place + 1
            };
        }
    }

    /// Selects a place on behalf of the user, and shows it if it was hidden.
    fn reveal_place(&mut self, model: &Model, place: u32) {
        let tree = model.tree();
        let (mut topmost, mut above) = (None, tree.parent(place));
        while let Some(parent) = above {
            if self.is_folded(parent) {
                self.folded.set(parent as usize, false);
                topmost = Some(parent);
            }
            above = tree.parent(parent);
        }
        if topmost.is_some() {
            self.open_under(tree, topmost);
            self.show();
        }
        self.select_place(model, place);
        self.selection.following = false;
    }
}

impl Rows for StepsPane {
    fn len(&self) -> usize {
        self.shown.len()
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn is_tree(&self) -> bool {
        true
    }

    fn subject(&self, model: &Model) -> Option<Subject> {
        let place = self.selected_place(model)?;
        Some(Subject::Node(model.tree().node(place)))
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
        self.families.sort()
    }

    fn sort_by(&mut self, model: &Model, sort: Sort) {
        let selected = self.selected_place(model);
        self.families = Families::new(sort);
        if let Some(place) = selected {
            self.select_place(model, place);
        }
    }

    fn narrow(&mut self, model: &Model, narrowed: Option<&Narrowed>, anchor: Option<u32>) {
        self.kept = narrowed.map(|narrowed| narrowed.kept().clone());
        self.show();
        if let Some(node) = anchor.map(NodeId) {
            let (tree, place) = (model.tree(), model.tree().place_of(node));
            self.select_place(model, self.shown_for(tree, place));
        }
    }

    fn passed(&self, model: &Model, narrowed: &Narrowed) -> Option<Passed> {
        Some(narrowed.passed_nodes(model))
    }

    fn key(&self, model: &Model) -> Option<u32> {
        self.selected_place(model)
    }

    fn anchor(&self, model: &Model) -> Option<u32> {
        let place = self.selected_place(model)?;
        Some(model.tree().node(place).index() as u32)
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

    fn hits<'a>(&'a self, model: &'a Model, search: &'a Search) -> Hits<'a> {
        Hits::Places(InOrder {
            set: search.places(model, self.kept.as_ref()),
            is_shown: false,
            ..self.in_order(model)
        })
    }

    fn reveal(&mut self, model: &Model, key: u32) {
        self.reveal_place(model, key);
    }
}
