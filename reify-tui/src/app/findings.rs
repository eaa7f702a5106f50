//! [`FindingsPane`]: which finding is selected, and which part of its evidence the time cursor was taken to.

use std::borrow::Cow;

use reify_lib::Finding;

use super::{App, Pane, Rows, Selection, Subject};
use crate::model::{Found, Model, Sort};

/// The state of the findings pane.
#[derive(Debug)]
pub struct FindingsPane {
    len: usize,
    selection: Selection,
    /// Which of its events the time cursor was taken to.
    shown: Option<usize>,
}

impl FindingsPane {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            len: model.findings().list().len(),
            selection: Selection::following(),
            shown: None,
        }
    }

    /// How many lines of a height are for what is known of the selected finding. In the others all are listed.
    pub fn about_lines(height: usize) -> usize {
        height - height.div_ceil(3)
    }

    /// Which of the events that show the selected finding the time cursor was taken to, from 0.
    pub fn shown(&self) -> Option<usize> {
        self.shown
    }

    /// Goes on to another of so many events: the next one, or that of a number counted from 1.
    fn turn(&mut self, events: usize, number: Option<usize>) -> Option<usize> {
        let last = events.checked_sub(1)?;
        let next = match (number, self.shown) {
            (Some(number), _) => number.saturating_sub(1).min(last),
            (None, Some(shown)) => (shown + 1) % events,
            (None, None) => 0,
        };
        self.shown = Some(next);
        self.shown
    }
}

impl Rows for FindingsPane {
    fn len(&self) -> usize {
        self.len
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, model: &Model) -> Option<Subject> {
        let finding = model.findings().list().get(self.selection.row())?;
        let step = finding.place.step;
        model.trace().steps().get(step.index())?;
        Some(Subject::Node(model.graph().node_of(step)))
    }

    fn follow(&mut self, _: &Model, _: usize) {
        self.selection.following = true;
    }

    /// Findings stand in one order, the worst first.
    fn sort(&self) -> Sort {
        Sort::Order
    }

    fn sort_by(&mut self, _: &Model, _: Sort) {}

    fn key(&self) -> Option<u32> {
        (self.len > 0).then_some(self.selection.row() as u32)
    }

    fn found<'a>(&self, model: &Model, found: &'a Found) -> Cow<'a, [u32]> {
        let steps = model.trace().steps();
        let is_found = |finding: &Finding| {
            let step = steps.get(finding.place.step.index());
            step.is_some_and(|step| found.sites().binary_search(&step.site).is_ok())
        };
        let rows = model.findings().list().iter().zip(0..);
        rows.filter(|(finding, _)| is_found(finding))
            .map(|(_, row)| row)
            .collect()
    }

    fn reveal(&mut self, _: &Model, key: u32) {
        self.select(key as usize);
    }

    fn select(&mut self, row: usize) {
        let row = row.min(self.len.saturating_sub(1));
        if row != self.selection.row {
            self.shown = None;
        }
        self.selection.row = row;
        self.selection.following = false;
    }
}

impl App {
    /// The finding that is selected in the findings pane.
    pub fn finding(&self) -> Option<&Finding> {
        let row = self.views.findings.selection().row();
        self.model.findings().list().get(row)
    }

    /// Shows the findings, and the place of the one that is selected.
    pub(super) fn show_findings(&mut self) {
        let row = self.views.findings.selection().row();
        self.views.findings.select(row);
        self.source.forget_line();
    }

    /// Takes the time cursor to an event that shows the selected finding: each time to the next one.
    pub(super) fn go_to_evidence(&mut self, number: Option<usize>) {
        let Some(finding) = self.finding() else {
            self.say("nothing was found");
            return;
        };
        let events = self.model.trace().events();
        let positions: Vec<usize> = finding
            .evidence
            .iter()
            .map(|seq| events.position_of_seq(*seq))
            .collect();
        let Some(shown) = self.views.findings.turn(positions.len(), number) else {
            self.say("no event shows it: it is about what did not happen");
            return;
        };
        self.go_to(positions[shown]);
        if positions.len() > 1 {
            self.say(&format!(
                "event {} of {} that show it",
                shown + 1,
                positions.len()
            ));
        }
    }

    /// Leaves the findings for the steps. Gives back whether that was to be done.
    pub(super) fn leave_findings(&mut self) -> bool {
        let is_there = self.focus == Pane::Findings;
        if is_there {
            (self.focus, self.main) = (Pane::Steps, Pane::Steps);
        }
        is_there
    }
}
