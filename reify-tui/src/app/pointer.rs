//! The mouse, once it is asked for: a click focuses a pane and selects a row, the wheel scrolls what it is over.

use ratatui::layout::{Position, Rect};

use super::{App, Pane, Slot};
use crate::action::Action;
use crate::views::view;

/// Rows that a notch of the wheel goes.
const NOTCH: usize = 3;

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointing {
    /// The left button was pressed.
    Click,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}

impl App {
    /// Takes what was done with the mouse at a cell of the screen. Gives back whether something changed.
    pub fn point(&mut self, pointing: Pointing, column: u16, row: u16) -> bool {
        if self.overlay.is_some() {
            let action = match pointing {
                Pointing::Click => return false,
                Pointing::WheelUp => Action::Up,
                Pointing::WheelDown => Action::Down,
            };
            return self.move_overlay(action, Some(NOTCH));
        }
        let Some((pane, area)) = self.pane_at(Position::new(column, row)) else {
            return false;
        };
        let before = self.stand();
        match pointing {
            Pointing::Click => {
                self.click(pane, usize::from(row - area.y));
                if self.cursor != before.cursor {
                    self.remember_jump(before);
                }
            }
            Pointing::WheelUp | Pointing::WheelDown => {
                let focus = std::mem::replace(&mut self.focus, pane);
                self.move_rows(NOTCH, pointing == Pointing::WheelDown);
                self.focus = focus;
                self.remember_step(before);
            }
        }
        self.keep_in_view();
        true
    }

    fn pane_at(&self, position: Position) -> Option<(Pane, Rect)> {
        let layout = self.layout(self.screen);
        [self.main, Pane::Events, Pane::Source]
            .into_iter()
            .map(|pane| (pane, layout.pane(pane)))
            .find(|(_, area)| area.contains(position))
    }

    /// `row` counts from the title of the pane.
    fn click(&mut self, pane: Pane, row: usize) {
        self.focus = pane;
        let (rows, height) = (self.layout(self.screen).rows(pane), self.height(pane));
        let above = match pane.slot() {
            Slot::Main => (view(pane).head)(rows),
            Slot::Events | Slot::Source => rows.saturating_sub(height),
        };
        let Some(row) = row.checked_sub(1 + above).filter(|&row| row < height) else {
            return;
        };
        match pane.slot() {
            Slot::Main => {
                let row = self.rows().top(height) + row;
                if row < self.rows().len() {
                    self.select_row(row);
                }
            }
            Slot::Events => {
                if let Some(&position) = self.event_rows(height).get(row) {
                    self.go_to(position);
                }
            }
            Slot::Source => {
                let top = self.source.top(self.source_lines().len(), height);
                self.go_to_source_line(top + row + 1);
            }
        }
    }
}
