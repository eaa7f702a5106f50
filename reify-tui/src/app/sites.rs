//! [`SitesPane`]: the await points in an order, and which of them is selected.

use reify_lib::{NodeId, SiteId};

use super::{App, Carry, Hits, Narrowed, Page, Pane, Passed, Rows, Search, Selection, Subject};
use crate::bits::Ranked;
use crate::model::{LineCost, Model, SiteSummary, SitesTally, Sort, Spread};
use crate::text::{Duration, counted, grouped};

/// The state of the sites pane.
#[derive(Debug)]
pub struct SitesPane {
    rows: Vec<SiteId>,
    sort: Sort,
    /// By node, while not all count.
    kept: Option<Ranked>,
    /// By site, whether one of its nodes counts.
    has_kept: Vec<bool>,
    selection: Selection,
}

impl SitesPane {
    pub(crate) fn new(model: &Model) -> Self {
        // Where most of the time goes is what one looks here for.
        let sort = Sort::Waiting;
        Self {
            rows: model.sorted_sites(sort),
            sort,
            kept: None,
            has_kept: Vec::new(),
            selection: Selection::following(),
        }
    }

    /// The sites, in order.
    pub fn rows(&self) -> &[SiteId] {
        &self.rows
    }

    fn row_of(&self, site: SiteId) -> Option<usize> {
        self.rows.iter().position(|row| *row == site)
    }

    fn selected(&self) -> Option<SiteId> {
        self.rows.get(self.selection.row()).copied()
    }

    fn list(&mut self, model: &Model, selected: Option<SiteId>) {
        self.rows = match &self.kept {
            Some(kept) => model.sorted_sites_of(
                self.sort,
                |site| self.has_kept[site.index()],
                |node| kept.contains(node.index()),
            ),
            None => model.sorted_sites(self.sort),
        };
        self.selection.row = selected.and_then(|site| self.row_of(site)).unwrap_or(0);
    }
}

impl Rows for SitesPane {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, _: &Model) -> Option<Subject> {
        self.selected().map(Subject::Site)
    }

    fn follow(&mut self, model: &Model, position: usize) -> bool {
        self.selection.following = true;
        if position == model.events() && model.trace().end().is_some() {
            // Where all is over, the hottest spot is what one looks for.
            self.selection.row = 0;
            return !self.rows.is_empty();
        }
        let node = model.node_of_position(position);
        let site = node.and_then(|node| model.await_of(node));
        let row = site.and_then(|site| self.row_of(site));
        self.selection.row = row.unwrap_or(self.selection.row);
        row.is_some()
    }

    fn sort(&self) -> Sort {
        self.sort
    }

    fn sort_by(&mut self, model: &Model, sort: Sort) {
        self.sort = sort;
        self.list(model, self.selected());
    }

    fn narrow(&mut self, model: &Model, narrowed: Option<&Narrowed>, anchor: Option<u32>) {
        self.kept = narrowed.map(|narrowed| narrowed.sieve().kept().clone());
        self.has_kept = narrowed.map_or_else(Vec::new, |narrowed| narrowed.sites().to_vec());
        self.list(model, anchor.map(SiteId));
    }

    fn passed(&self, model: &Model, _: &Narrowed) -> Option<Passed> {
        Some(Passed::of(self.rows.len(), model.awaits().len()))
    }

    fn key(&self, _: &Model) -> Option<u32> {
        (!self.rows.is_empty()).then_some(self.selection.row() as u32)
    }

    fn anchor(&self, _: &Model) -> Option<u32> {
        self.selected().map(|site| site.index() as u32)
    }

    fn select_anchor(&mut self, _: &Model, anchor: u32) {
        if let Some(row) = self.row_of(SiteId(anchor)) {
            self.select(row);
        }
    }

    fn carried(&self, carry: Carry<'_>, anchor: u32) -> Option<u32> {
        Some(carry.site(SiteId(anchor))?.index() as u32)
    }

    fn hits<'a>(&'a self, _: &'a Model, search: &'a Search) -> Hits<'a> {
        let rows = self.rows.iter().zip(0..);
        let found = rows.filter(|(site, _)| search.found().has(**site));
        Hits::List(found.map(|(_, row)| row).collect())
    }

    fn reveal(&mut self, _: &Model, key: u32) {
        self.select(key as usize);
    }
}

impl App {
    /// Whether numbers of the whole recording were asked for.
    pub fn has_whole_numbers(&self) -> bool {
        self.whole
    }

    /// Whether the numbers of awaits are those of the whole recording: because that was asked for, or because it is long, and
    /// they are not added up yet at the time cursor.
    pub fn counts_whole(&self) -> bool {
        self.whole || (self.needs_tally() && self.tally().is_none())
    }

    /// What the steps of a site add up to, as far as they are shown: until the time cursor or in the whole recording, and of
    /// those that pass the filter. Nothing while the recording is being [added up](Self::is_adding_up).
    pub fn site_summary(&self, site: SiteId) -> Option<SiteSummary> {
        if !self.adds_up_anew() {
            let tally = self.tally().filter(|_| self.needs_tally());
            let now = tally.and_then(|tally| tally.summary(&self.model, site));
            return now.copied().or_else(|| self.model.site_summary(site));
        }
        let kept = self.views.sites.kept.as_ref();
        if self.whole && kept.is_none() {
            return self.model.site_summary(site);
        }
        let end = self.model.moment(self.counts_until());
        let picks = |node: NodeId| kept.is_none_or(|kept| kept.contains(node.index()));
        self.model.site_summary_at(site, &end, picks)
    }

    /// Whether the numbers beside the source, which no filter narrows, are those of the whole recording.
    pub fn lines_count_whole(&self) -> bool {
        self.counts_whole() || (!self.adds_up_anew() && self.views.sites.kept.is_some())
    }

    /// What the awaits of a line of the source add up to, until the time cursor or in the whole recording.
    pub fn line_cost(&self, line: usize) -> Option<LineCost> {
        let costs = self.source_costs()?;
        if self.lines_count_whole() {
            return costs.of_line(line);
        }
        costs.of_line_by(line, |site| {
            if self.adds_up_anew() {
                let all = |_| true;
                self.model.site_summary_at(site, &self.moment(), all)
            } else {
                self.site_summary(site)
            }
        })
    }

    /// Numbers are those until the time cursor, or again those of the whole recording.
    pub(super) fn turn_whole(&mut self) {
        self.whole = !self.whole;
        self.say(if self.whole {
            "numbers of the whole recording"
        } else {
            "numbers until the time cursor"
        });
    }

    /// Whether the recording is short enough to add awaits up in each frame.
    fn adds_up_anew(&self) -> bool {
        self.model.events() <= self.options.stretch.polls()
    }

    /// Whether what awaits add up to in the whole recording, which is known, is not what is asked for.
    fn needs_tally(&self) -> bool {
        let is_narrowed = self.views.sites.kept.is_some();
        let is_before_end = !self.whole && self.cursor < self.model.events();
        !self.adds_up_anew() && (is_narrowed || is_before_end)
    }

    /// The position until which the numbers of awaits are asked for.
    fn counts_until(&self) -> usize {
        if self.whole {
            self.model.events()
        } else {
            self.cursor
        }
    }

    /// The awaits until there, once all are added up.
    fn tally(&self) -> Option<&SitesTally> {
        let tally = self.tally.as_ref();
        tally.filter(|tally| tally.position() == self.counts_until() && tally.is_whole(&self.model))
    }

    /// Whether awaits are to be added up: where their numbers are seen, and the time cursor rests.
    pub fn is_tallying(&self) -> bool {
        let is_seen = self.main == Pane::Sites || self.source_costs().is_some();
        let is_known = !self.is_adding_up();
        is_seen
            && is_known
            && self.playing.is_none()
            && self.needs_tally()
            && self.tally().is_none()
    }

    /// Adds them up a little further. Gives back whether all are now.
    pub(super) fn tally_on(&mut self) -> bool {
        let moment = self.model.moment(self.counts_until());
        let tally = self.tally.take();
        let tally = tally.filter(|tally| tally.position() == moment.position);
        let mut tally = tally.unwrap_or_else(|| SitesTally::new(moment));
        let kept = self.views.sites.kept.as_ref();
        tally.go_on(&self.model, self.options.stretch.tallied(), |node| {
            kept.is_none_or(|kept| kept.contains(node.index()))
        });
        self.tally.insert(tally).is_whole(&self.model)
    }
}

/// All numbers of the selected await.
pub(crate) fn about(app: &App, page: &mut Page) {
    let site = match app.subject() {
        Some(Subject::Site(site)) => Some(site),
        Some(Subject::Node(_)) | None => {
            let sites = &app.views().sites;
            sites.rows().get(sites.selection().row()).copied()
        }
    };
    let Some(site) = site else { return };
    let whole = app.model().site_summary(site);
    let now = app.site_summary(site).filter(|_| !app.counts_whole());
    page.title("Await");
    page.entry("expression", app.model().names().expr(site));
    page.entry("place", app.model().names().place(site));
    if app.is_adding_up() {
        page.entry("in all", "being added up");
    }
    for (when, summary) in [("so far", now), ("in all", whole)] {
        let Some(summary) = summary else { continue };
        let counts = [
            counted(summary.steps, "step"),
            format!("{} cancelled", grouped(summary.cancelled)),
            counted(summary.polls, "poll"),
        ];
        page.entry(when, &counts.join(", "));
        page.entry("waiting", &spread(&summary.waiting));
        page.entry("polling", &spread(&summary.polling));
    }
}

fn spread(spread: &Spread) -> String {
    format!(
        "{}: p50 {}, p95 {}, max {}",
        Duration(spread.total),
        Duration(spread.p50),
        Duration(spread.p95),
        Duration(spread.max)
    )
}
