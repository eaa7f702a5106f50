//! [`Overlay`]: a page that lies over the panes: the keys, or all that is known of a row and of the recording.

mod about;
mod help;
mod page;

pub use self::page::{Line, Page};

use super::App;
use crate::action::Action;
use crate::layout::page_area;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayKind {
    /// The keys.
    Help,
    /// The event, the step and the recording.
    About,
}

/// A page that lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlay {
    kind: OverlayKind,
    top: usize,
}

impl Overlay {
    /// What the page is about.
    pub fn kind(&self) -> OverlayKind {
        self.kind
    }

    /// The first line on the screen, as far as it can be.
    pub fn top(&self, lines: usize, height: usize) -> usize {
        self.top.min(lines.saturating_sub(height))
    }
}

impl App {
    /// What stands on a page that is so many columns wide.
    pub fn page(&self, kind: OverlayKind, columns: usize) -> Page {
        match kind {
            OverlayKind::Help => help::page(self, columns),
            OverlayKind::About => about::page(self, columns),
        }
    }

    pub(super) fn open_overlay(&mut self, kind: OverlayKind) {
        self.overlay = Some(Overlay { kind, top: 0 });
    }

    /// Does what an action asks of the page. Gives back false for what is not its business.
    pub(super) fn move_overlay(&mut self, action: Action, count: Option<usize>) -> bool {
        let Some(overlay) = self.overlay else {
            return false;
        };
        let area = page_area(self.screen);
        let height = usize::from(area.height.saturating_sub(1)).max(1);
        let lines = self
            .page(overlay.kind, usize::from(area.width))
            .lines()
            .len();
        let times = count.unwrap_or(1).max(1);
        let top = overlay.top(lines, height);
        let moved = match action {
            Action::Down => top.saturating_add(times),
            Action::Up => top.saturating_sub(times),
            Action::HalfPageDown => top.saturating_add(times.saturating_mul(height / 2)),
            Action::HalfPageUp => top.saturating_sub(times.saturating_mul(height / 2)),
            Action::PageDown => top.saturating_add(times.saturating_mul(height)),
            Action::PageUp => top.saturating_sub(times.saturating_mul(height)),
            Action::First => 0,
            Action::Last => usize::MAX,
            Action::Back => {
                self.overlay = None;
                return true;
            }
            _ => return false,
        };
        let mut overlay = Overlay {
            top: moved,
            ..overlay
        };
        overlay.top = overlay.top(lines, height);
        self.overlay = Some(overlay);
        true
    }
}
