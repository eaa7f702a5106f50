//! [`Overlay`]: a page that lies over the panes: the keys, or all that is known of a row and of the recording.

mod about;
mod help;
mod page;

pub use self::page::{Line, Page};

use super::{App, Hits, Matches, PromptKind};
use crate::action::Action;
use crate::layout::page_area;
use crate::model::Query;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayKind {
    /// The keys.
    Help,
    /// The event, the step and the recording.
    About,
}

/// A page that lies over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay {
    kind: OverlayKind,
    top: usize,
    query: Query,
}

impl Overlay {
    /// What the page is about.
    pub fn kind(&self) -> OverlayKind {
        self.kind
    }

    /// What is searched for on it.
    pub fn query(&self) -> &Query {
        &self.query
    }

    pub(super) fn scrolled(&self) -> usize {
        self.top
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

    pub(crate) fn open_overlay(&mut self, kind: OverlayKind) {
        let query = Query::default();
        self.overlay = Some(Overlay {
            kind,
            top: 0,
            query,
        });
    }

    /// Does what an action asks of the page. Gives back false for what is not its business.
    pub(super) fn move_overlay(&mut self, action: Action, count: Option<usize>) -> bool {
        let Some(overlay) = self.overlay.clone() else {
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
            Action::Search => {
                self.open_prompt(PromptKind::Page);
                return true;
            }
            Action::NextMatch => self.next_on_page(overlay.top, times, true),
            Action::PreviousMatch => self.next_on_page(overlay.top, times, false),
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
        // Where a match stands near the end, the page cannot scroll to it, and the search goes on from there.
        if !matches!(action, Action::NextMatch | Action::PreviousMatch) {
            overlay.top = overlay.top(lines, height);
        }
        self.overlay = Some(overlay);
        true
    }

    /// Searches on the page, from a line on.
    pub(super) fn find_on_page(&mut self, text: &str, from: usize) {
        if let Some(overlay) = &mut self.overlay {
            overlay.query = Query::new(text);
            overlay.top = from;
        }
        let found = self.lines_found();
        let first = found.iter().find(|&&line| line >= from).or(found.first());
        if let (Some(overlay), Some(&first)) = (&mut self.overlay, first) {
            overlay.top = first;
        }
    }

    /// The lines of the page that have what is searched for.
    pub fn page_matches(&self) -> Option<Matches> {
        let overlay = self
            .overlay
            .as_ref()
            .filter(|overlay| !overlay.query.is_empty())?;
        let found = self.lines_found();
        Some(Matches {
            here: found.partition_point(|&line| line <= overlay.top) as u64,
            all: found.len() as u64,
        })
    }

    fn lines_found(&self) -> Vec<usize> {
        let Some(overlay) = &self.overlay else {
            return Vec::new();
        };
        let area = page_area(self.screen);
        let page = self.page(overlay.kind, usize::from(area.width));
        let has = |text: &str| overlay.query.find(text).is_some();
        let lines = page.lines().iter().enumerate();
        let found = lines.filter(|(_, line)| match line {
            Line::Title(title) => has(title),
            Line::Entry(word, text) => has(word) || has(text),
            Line::Empty => false,
        });
        found.map(|(index, _)| index).collect()
    }

    fn next_on_page(&mut self, from: usize, times: usize, forward: bool) -> usize {
        let found = self.lines_found().into_iter().map(|line| line as u32);
        let found = Hits::List(found.collect());
        let Some((line, _)) = found.around(from as u32, times, forward) else {
            self.say("there is no match on this page");
            return from;
        };
        line as usize
    }
}
