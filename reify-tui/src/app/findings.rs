//! [`FindingsPane`]: which finding is selected, and going to the events that show it.

use std::borrow::Cow;

use reify_lib::Finding;

use super::{App, Rows, Selection, Subject};
use crate::model::{Found, Model, Sort};

/// The state of the findings pane.
#[derive(Debug)]
pub struct FindingsPane {
    len: usize,
    selection: Selection,
}

impl FindingsPane {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            len: model.findings().list().len(),
            selection: Selection::following(),
        }
    }

    /// How many lines of a height are for what is known of the selected finding. In the others all are listed.
    pub fn about_lines(height: usize) -> usize {
        height - height.div_ceil(3)
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

    fn anchor(&self, _: &Model) -> Option<u32> {
        self.key()
    }

    fn select_anchor(&mut self, _: &Model, anchor: u32) {
        self.select(anchor as usize);
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

    /// The events that show the selected finding, as positions in the total order.
    fn evidence(&self) -> Vec<usize> {
        let events = self.model.trace().events();
        let seqs = self.finding().map_or(&[][..], |finding| &finding.evidence);
        seqs.iter()
            .map(|&seq| events.position_of_seq(seq))
            .collect()
    }

    /// At which of the events that show the selected finding the time cursor stands, from 0.
    pub fn evidence_shown(&self) -> Option<usize> {
        // Where several fell into a gap of the recording, the last one: behind it the next place begins.
        let mut evidence = self.evidence().into_iter();
        evidence.rposition(|position| position == self.cursor)
    }

    /// Takes the time cursor to an event that shows the selected finding: the next one, or that of a number from 1.
    pub(super) fn go_to_evidence(&mut self, number: Option<usize>) {
        if self.finding().is_none() {
            self.say("nothing was found");
            return;
        }
        let (evidence, shown) = (self.evidence(), self.evidence_shown());
        let Some(last) = evidence.len().checked_sub(1) else {
            self.say("no event shows it: it is about what did not happen");
            return;
        };
        let next = match (number, shown) {
            (Some(number), _) => number.saturating_sub(1).min(last),
            (None, Some(shown)) => (shown + 1) % evidence.len(),
            (None, None) => 0,
        };
        self.go_to(evidence[next]);
        if last > 0 {
            let (number, all) = (next + 1, evidence.len());
            self.say(&format!("event {number} of {all} that show it"));
        }
    }
}
