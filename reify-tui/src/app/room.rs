//! How much room each pane has, and what of its rows is in view.

use ratatui::layout::Rect;

use super::{App, Pane, Slot};
use crate::layout::Layout;
use crate::model::source::Fit;
use crate::views::view;

impl App {
    /// How many rows a pane has for what it shows.
    pub(super) fn height(&self, pane: Pane) -> usize {
        let rows = self.layout(self.screen).rows(pane);
        let taken = match pane.slot() {
            Slot::Main => {
                let view = view(pane);
                (view.head)(rows) + (view.foot)(rows)
            }
            // That the source has changed takes a line.
            Slot::Source => usize::from(self.source_fit() != Fit::Same),
            Slot::Events => 0,
        };
        rows.saturating_sub(taken)
    }

    /// Where each part of the screen goes.
    pub fn layout(&self, screen: Rect) -> Layout {
        let layout = |area| {
            if self.maximised {
                Layout::of_one(area, self.focus)
            } else {
                Layout::of(area, self.focus)
            }
        };
        if self.notices().is_empty() {
            layout(screen)
        } else {
            Layout::with_notices(screen, layout)
        }
    }

    pub(super) fn keep_in_view(&mut self) {
        let height = self.height(self.main);
        self.rows_mut().keep_in_view(height);
        self.check_source();
        let (line, rows) = (self.source_line(), self.height(Pane::Source));
        self.source.keep_in_view(line, rows);
    }
}
