//! [`NoticesPane`]: which notice is selected.

use reify_lib::Notice;

use super::{App, Carry, Hits, Page, Pane, Rows, Search, Selection, Subject};
use crate::model::{Model, Sort, completeness, notice_entries};
use crate::text::visible;

/// The state of the notices pane. What keys are about stays with the time cursor: a notice is about the file.
#[derive(Debug)]
pub struct NoticesPane {
    len: usize,
    selection: Selection,
}

impl NoticesPane {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            len: model.notices().len(),
            selection: Selection::following(),
        }
    }

    /// How many lines of a height are for what is known of the selected notice. In the others all are listed.
    pub fn about_lines(height: usize) -> usize {
        height - height.div_ceil(3)
    }
}

impl Rows for NoticesPane {
    fn len(&self) -> usize {
        self.len
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, _: &Model) -> Option<Subject> {
        None
    }

    fn follow(&mut self, _: &Model, _: usize) -> bool {
        self.selection.following = true;
        false
    }

    /// Notices stand in one order, the worst first.
    fn sort(&self) -> Sort {
        Sort::Order
    }

    fn sort_by(&mut self, _: &Model, _: Sort) {}

    fn key(&self, _: &Model) -> Option<u32> {
        (self.len > 0).then_some(self.selection.row() as u32)
    }

    fn anchor(&self, model: &Model) -> Option<u32> {
        self.key(model)
    }

    fn select_anchor(&mut self, _: &Model, anchor: u32) {
        self.select(anchor as usize);
    }

    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32> {
        Some(carry.notice(anchor as usize)? as u32)
    }

    /// What is searched for are expressions and places, of which a notice has none.
    fn hits<'a>(&'a self, _: &'a Model, _: &'a Search) -> Hits<'a> {
        Hits::List(Vec::new())
    }

    fn reveal(&mut self, _: &Model, key: u32) {
        self.select(key as usize);
    }
}

impl App {
    /// What there is to know of the recording before one trusts it, the worst first.
    pub fn notices(&self) -> Vec<&Notice> {
        self.model.notices()
    }

    /// The notice that is selected in the notices pane.
    pub fn notice(&self) -> Option<&Notice> {
        let row = self.views.notices.selection().row();
        self.notices().get(row).copied()
    }

    /// Leaves the findings, or the notices, for the steps. Gives back whether that was to be done.
    pub(super) fn leave_verdicts(&mut self) -> bool {
        let is_there = matches!(self.focus, Pane::Findings | Pane::Notices);
        if is_there {
            (self.focus, self.main) = (Pane::Steps, Pane::Steps);
        }
        is_there
    }
}

/// All about the selected notice, and what is missing in all.
pub(crate) fn about(app: &App, page: &mut Page) {
    if let Some(notice) = app.notice() {
        page.title("Notice");
        page.entry("message", &visible(&notice.message));
        for (word, text) in notice_entries(notice) {
            page.entry(word, &visible(&text));
        }
    }
    page.title("In all");
    for (word, text) in completeness(app.model().trace()) {
        page.entry(word, &visible(&text));
    }
}
