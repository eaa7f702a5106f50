//! [`Rows`]: what a view answers, whatever its rows are, and [`Selection`]: which of them is meant.

use reify_lib::{NodeId, SiteId};

use super::{Carry, Hits, Narrowed, Passed, Search, scroll};
use crate::action::Align;
use crate::model::{Model, Sort};

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A node of the tree.
    Node(NodeId),
    /// All steps of a site.
    Site(SiteId),
}

/// A list of rows of which one is selected. The selection goes with the time cursor, until the user moves it.
pub trait Rows {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Which is selected.
    fn selection(&self) -> &Selection;

    /// Which is selected, to be changed.
    fn selection_mut(&mut self) -> &mut Selection;

    /// Whether the rows are nodes of the tree, so that one leads to those above and under it.
    fn is_tree(&self) -> bool {
        false
    }

    /// What the selected row stands for.
    fn subject(&self, model: &Model) -> Option<Subject>;

    /// Selects what the time cursor is about, if a row is, and gives back whether one is.
    fn follow(&mut self, model: &Model, position: usize) -> bool;

    /// In which order the rows are.
    fn sort(&self) -> Sort;

    /// Puts the rows into an order. The selected row stays selected.
    fn sort_by(&mut self, model: &Model, sort: Sort);

    /// What the selected row is known by among what a search found. Hidden rows have one too.
    fn key(&self, model: &Model) -> Option<u32>;

    /// What tells the selected row from all others, in every order and under every filter.
    fn anchor(&self, model: &Model) -> Option<u32>;

    /// Selects the row of an anchor on behalf of the user, and shows it if it was hidden. One that is of another recording
    /// changes nothing.
    fn select_anchor(&mut self, model: &Model, anchor: u32);

    /// The anchor that an anchor of another reading of the recording is now, if what it stood for is still there.
    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32>;

    /// What a search found among the rows.
    fn hits<'a>(&'a self, model: &'a Model, search: &'a Search) -> Hits<'a>;

    /// Selects the row of a key on behalf of the user, and shows it if it was hidden.
    fn reveal(&mut self, model: &Model, key: u32);

    /// Shows only the rows that have a part in a node that passes a filter, or all again. The row of the anchor is selected,
    /// or where it is hidden another one.
    fn narrow(&mut self, _model: &Model, _narrowed: Option<&Narrowed>, _anchor: Option<u32>) {}

    /// How many rows a filter lets through, where it narrows them.
    fn passed(&self, _model: &Model, _narrowed: &Narrowed) -> Option<Passed> {
        None
    }

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Selects a row on behalf of the user.
    fn select(&mut self, row: usize) {
        let last = self.len().saturating_sub(1);
        let selection = self.selection_mut();
        selection.row = row.min(last);
        selection.following = false;
    }

    /// Scrolls the selected row into view.
    fn keep_in_view(&mut self, height: usize) {
        let len = self.len();
        let selection = self.selection_mut();
        selection.top = scroll::keep(selection.top, selection.row, len, height);
    }

    /// The first row on the screen, as far as it can be.
    fn top(&self, height: usize) -> usize {
        scroll::clamp(self.selection().top, self.len(), height)
    }
}

/// The selected row, and the first one on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub(super) row: usize,
    pub(super) top: usize,
    pub(super) following: bool,
}

impl Selection {
    /// A selection that goes with the time cursor.
    pub(super) fn following() -> Self {
        Self {
            following: true,
            ..Self::default()
        }
    }

    /// The selected row.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whether the selection goes with the time cursor.
    pub fn is_following(&self) -> bool {
        self.following
    }

    pub(super) fn align(&mut self, align: Align, height: usize) {
        self.top = align.top(self.row, height);
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
