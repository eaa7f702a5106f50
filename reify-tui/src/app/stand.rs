//! [`Stand`]: where the user stands, to come back to it exactly.

use super::{App, Carry, Pane, Selection};
use crate::model::Window;
use crate::views::{VIEWS, Views};

/// The time cursor, the pane that is looked at, and what was gone to beside the time cursor.
///
/// It holds in every order of the rows and under every filter: rows are remembered by what they stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) cursor: usize,
    focus: Pane,
    main: Pane,
    /// The line of the source that was gone to, and the first one on the screen.
    source: (Option<usize>, usize),
    window: Window,
    /// For each view the selection, and the anchor of its row.
    rows: Vec<(Selection, Option<u32>)>,
}

impl Stand {
    /// The same in another reading of the recording. What a row stood for and is there no more leaves the row to the time
    /// cursor.
    pub(super) fn carried(&self, carry: Carry<'_>, views: &Views) -> Self {
        let rows = VIEWS.iter().zip(&self.rows);
        let rows = rows.map(|(view, &(mut selection, anchor))| {
            let rows = (view.rows)(views);
            let now = anchor.and_then(|anchor| rows.carried(carry, anchor));
            selection.following |= anchor.is_some() && now.is_none();
            (selection, now)
        });
        Self {
            cursor: carry.position(self.cursor),
            window: self.window.within(carry.duration()),
            rows: rows.collect(),
            ..*self
        }
    }
}

impl App {
    /// Where the user stands.
    pub(super) fn stand(&self) -> Stand {
        let rows = VIEWS.iter().map(|view| {
            let rows = (view.rows)(&self.views);
            (*rows.selection(), rows.anchor(&self.model))
        });
        Stand {
            cursor: self.cursor,
            focus: self.focus,
            main: self.main,
            source: self.source.stand(),
            window: self.views.window,
            rows: rows.collect(),
        }
    }

    /// Tells all views what passes the filter now, with what was selected where the user stood.
    pub(super) fn narrow_views(&mut self, stand: &Stand) {
        for (view, &(selection, anchor)) in VIEWS.iter().zip(&stand.rows) {
            let rows = (view.rows_mut)(&mut self.views);
            rows.selection_mut().top = selection.top;
            rows.narrow(&self.model, self.narrowed.as_ref(), anchor);
            if rows.selection().is_following() {
                rows.follow(&self.model, self.cursor);
            }
        }
        self.source.come_back(stand.source);
    }

    /// Comes back to where the user stood.
    pub(super) fn come_back(&mut self, stand: &Stand) {
        (self.focus, self.main) = (stand.focus, stand.main);
        self.go_to(stand.cursor);
        for (view, &(selection, anchor)) in VIEWS.iter().zip(&stand.rows) {
            let rows = (view.rows_mut)(&mut self.views);
            // What goes with the time cursor stays where it was while the cursor is about no row.
            let follows = selection.following && rows.follow(&self.model, self.cursor);
            if let Some(anchor) = anchor.filter(|_| !follows) {
                rows.select_anchor(&self.model, anchor);
            }
            let now = rows.selection_mut();
            (now.top, now.following) = (selection.top, selection.following);
        }
        self.views.window = stand.window;
        self.source.come_back(stand.source);
        self.keep_in_view();
    }
}
