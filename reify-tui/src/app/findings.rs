//! [`FindingsPane`]: which finding is selected, and going to the events that show it.

use reify_lib::Finding;

use super::{App, Carry, Hits, Narrowed, Page, Passed, Rows, Search, Selection, Subject};
use crate::model::{Model, Sort, entries};
use crate::text::visible;

/// The state of the findings pane.
#[derive(Debug)]
pub struct FindingsPane {
    /// Which of the findings are shown.
    rows: Vec<u32>,
    selection: Selection,
}

impl FindingsPane {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            rows: (0..).take(model.findings().list().len()).collect(),
            selection: Selection::following(),
        }
    }

    /// The findings that are shown, by their numbers from 0.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    fn selected<'a>(&self, model: &'a Model) -> Option<&'a Finding> {
        let index = *self.rows.get(self.selection.row())?;
        model.findings().list().get(index as usize)
    }

    /// How many lines of a height are for what is known of the selected finding. In the others all are listed.
    pub fn about_lines(height: usize) -> usize {
        height - height.div_ceil(3)
    }
}

impl Rows for FindingsPane {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, model: &Model) -> Option<Subject> {
        let step = self.selected(model)?.place.step;
        model.trace().steps().get(step.index())?;
        Some(Subject::Node(model.graph().node_of(step)))
    }

    fn follow(&mut self, _: &Model, _: usize) -> bool {
        self.selection.following = true;
        false
    }

    /// Findings stand in one order, the worst first.
    fn sort(&self) -> Sort {
        Sort::Order
    }

    fn sort_by(&mut self, _: &Model, _: Sort) {}

    fn passed(&self, model: &Model, _: &Narrowed) -> Option<Passed> {
        Some(Passed::of(self.rows.len(), model.findings().list().len()))
    }

    fn key(&self, _: &Model) -> Option<u32> {
        (!self.rows.is_empty()).then_some(self.selection.row() as u32)
    }

    fn anchor(&self, _: &Model) -> Option<u32> {
        self.rows.get(self.selection.row()).copied()
    }

    fn select_anchor(&mut self, _: &Model, anchor: u32) {
        if let Ok(row) = self.rows.binary_search(&anchor) {
            self.select(row);
        }
    }

    fn narrow(&mut self, model: &Model, narrowed: Option<&Narrowed>, anchor: Option<u32>) {
        let (trace, graph) = (model.trace(), model.graph());
        let passes = |finding: &Finding| {
            narrowed.is_none_or(|narrowed| narrowed.sieve().has_finding(trace, graph, finding))
        };
        let all = (0..).zip(model.findings().list());
        self.rows = all
            .filter(|(_, finding)| passes(finding))
            .map(|(index, _)| index)
            .collect();
        let row = anchor.and_then(|index| self.rows.binary_search(&index).ok());
        self.selection.row = row.unwrap_or(0);
    }

    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32> {
        Some(carry.finding(anchor as usize)? as u32)
    }

    fn hits<'a>(&'a self, model: &'a Model, search: &'a Search) -> Hits<'a> {
        let steps = model.trace().steps();
        let query = search.query();
        let is_found = |finding: &Finding| {
            let step = steps.get(finding.place.step.index());
            let is_there = step.is_some_and(|step| search.found().has(step.site));
            is_there
                || query.find(finding.kind.as_str()).is_some()
                || query.find(&finding.message).is_some()
        };
        let list = model.findings().list();
        let rows = (0..).zip(&self.rows);
        let found = rows.filter(|(_, index)| is_found(&list[**index as usize]));
        Hits::List(found.map(|(row, _)| row).collect())
    }

    fn reveal(&mut self, _: &Model, key: u32) {
        self.select(key as usize);
    }
}

impl App {
    /// Takes what was found in the recording, where it was not known when that was shown.
    pub fn set_findings(&mut self, found: Vec<Finding>) {
        self.model.set_findings(found);
        let is_following = self.views.findings.selection().is_following();
        self.views.findings = FindingsPane::new(&self.model);
        self.views.findings.selection.following = is_following;
        self.narrow_views(&self.stand());
        self.search_again();
        self.keep_in_view();
    }

    /// The finding that is selected in the findings pane.
    pub fn finding(&self) -> Option<&Finding> {
        self.views.findings.selected(&self.model)
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
    pub(crate) fn go_to_evidence(&mut self, number: Option<usize>) {
        if self.finding().is_none() {
            self.say(if self.model.is_checked() {
                "nothing was found"
            } else {
                "still looking for what is wrong .."
            });
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

/// All about the selected finding.
pub(crate) fn about(app: &App, page: &mut Page) {
    let Some(finding) = app.finding() else {
        return;
    };
    page.title("Finding");
    page.entry("kind", finding.kind.as_str());
    page.entry("severity", finding.severity.as_str());
    page.entry("certainty", finding.certainty.as_str());
    page.entry("message", &visible(&finding.message));
    for (word, text) in entries(app.model().trace(), finding) {
        page.entry(word, &visible(&text));
    }
}
