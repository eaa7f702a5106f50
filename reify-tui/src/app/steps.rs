//! [`StepsPane`]: the rows of the tree that are unfolded, the selected one, and whether it goes with the time cursor.

use super::scroll;
use crate::action::Align;
use crate::model::Tree;

/// The state of the steps pane.
#[derive(Debug, Default)]
pub struct StepsPane {
    /// By place in the tree.
    folded: Vec<bool>,
    /// The places that are shown, in order.
    rows: Vec<u32>,
    selected: usize,
    top: usize,
    /// The selection goes with the time cursor, until the user moves it.
    following: bool,
}

impl StepsPane {
    pub(super) fn new(tree: &Tree) -> Self {
        let nodes = tree.rows().len();
        Self {
            folded: vec![false; nodes],
            rows: (0..nodes as u32).collect(),
            selected: 0,
            top: 0,
            following: true,
        }
    }

    /// The places of the tree that are shown, in order.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The place of the tree that is selected.
    pub fn selected_place(&self) -> Option<u32> {
        self.rows.get(self.selected).copied()
    }

    /// The first row on the screen, as far as it can be.
    pub fn top(&self, height: usize) -> usize {
        scroll::clamp(self.top, self.rows.len(), height)
    }

    /// Whether what is under a place is hidden.
    pub fn is_folded(&self, place: u32) -> bool {
        self.folded[place as usize]
    }

    /// Whether the selection goes with the time cursor.
    pub fn is_following(&self) -> bool {
        self.following
    }

    /// The place that shows another one: itself, or the topmost folded one above it.
    pub fn shown_for(&self, tree: &Tree, place: u32) -> u32 {
        let (mut shown, mut above) = (place, tree.row(place).parent);
        while let Some(parent) = above {
            if self.is_folded(parent) {
                shown = parent;
            }
            above = tree.row(parent).parent;
        }
        shown
    }

    /// Selects a row on behalf of the user.
    pub(super) fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.following = false;
    }

    /// Selects a place on behalf of the user, and unfolds what hides it.
    pub(super) fn reveal(&mut self, tree: &Tree, place: u32) {
        let (mut above, mut was_hidden) = (tree.row(place).parent, false);
        while let Some(parent) = above {
            was_hidden |= std::mem::take(&mut self.folded[parent as usize]);
            above = tree.row(parent).parent;
        }
        if was_hidden {
            self.list(tree);
        }
        self.select_place(place);
        self.following = false;
    }

    /// Selects what the time cursor is about.
    pub(super) fn follow(&mut self, tree: &Tree, place: Option<u32>) {
        if let Some(place) = place {
            self.select_place(self.shown_for(tree, place));
        }
        self.following = true;
    }

    /// Hides what is under the selected place, or shows it. Of a place with nothing under it the parent is meant.
    pub(super) fn fold(&mut self, tree: &Tree) {
        let Some(selected) = self.selected_place() else {
            return;
        };
        let place = match tree.row(selected).parent {
            Some(parent) if !tree.has_children(selected) => parent,
            _ => selected,
        };
        if !tree.has_children(place) {
            return;
        }
        let folded = &mut self.folded[place as usize];
        *folded = !*folded;
        self.list(tree);
        self.select_place(place);
        self.following = false;
    }

    pub(super) fn keep_in_view(&mut self, height: usize) {
        self.top = scroll::keep(self.top, self.selected, self.rows.len(), height);
    }

    pub(super) fn align(&mut self, align: Align, height: usize) {
        self.top = align.top(self.selected, height);
    }

    fn select_place(&mut self, place: u32) {
        // A place that is hidden is never asked for; if it were, the row before would do.
        self.selected = self.rows.partition_point(|&row| row < place);
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    fn list(&mut self, tree: &Tree) {
        self.rows.clear();
        let (mut place, end) = (0, tree.rows().len() as u32);
        while place < end {
            self.rows.push(place);
            place = if self.is_folded(place) {
                tree.row(place).end
            } else {
                place + 1
            };
        }
    }
}

impl Align {
    /// The first row to show, so that a row stands where it was asked for.
    pub(super) fn top(self, row: usize, height: usize) -> usize {
        let above = match self {
            Self::Top => 0,
            Self::Center => height / 2,
            Self::Bottom => height.saturating_sub(1),
        };
        row.saturating_sub(above)
    }
}
