//! The await points of a recording, and what their steps add up to: until a moment, or in the whole recording.

mod summary;
mod tally;
mod times;
mod whole;

use reify_lib::{AsyncStepGraph, NodeId, SiteId, Trace};

pub use self::summary::{SiteSummary, Spread};
pub use self::tally::SitesTally;
pub(super) use self::whole::polling_of_sites;

use self::times::Times;
use super::lists::Lists;
use super::positions::Positions;
use super::ranks::SiteEvents;
use super::{Model, Moment, Sort};

/// In a recording of more events, adding up what passes a filter takes longer than a key press may.
const MOST_EVENTS: usize = 1 << 17;

/// Of roots that stand under each other so many are looked at.
const MOST_ROOTS: usize = 100;

/// The await points of a recording. The roots of tasks stand in no line of source, and are none.
#[derive(Debug, Default)]
pub(super) struct Sites {
    /// What they add up to in the whole recording.
    summaries: Vec<SiteSummary>,
    /// By site: where its summary is.
    index: Vec<Option<u32>>,
    /// By site: the position of its first poll.
    first_polls: Vec<Option<u32>>,
    nodes: Lists,
}

impl Sites {
    /// The await points, not added up yet.
    pub(super) fn of(trace: &Trace, graph: &AsyncStepGraph) -> Self {
        Self {
            summaries: Vec::new(),
            index: vec![None; trace.sites().len()],
            first_polls: vec![None; trace.sites().len()],
            nodes: Lists::new(trace.sites().len(), graph.nodes().len(), |node| {
                Some(graph.site_of(NodeId::from(node)).index())
            }),
        }
    }
}

impl Model {
    /// The await points of the recording, in the order in which they were met.
    pub fn site_summaries(&self) -> &[SiteSummary] {
        &self.sites.summaries
    }

    /// What the steps of a site add up to in the whole recording; nothing for the root of a task.
    pub fn site_summary(&self, site: SiteId) -> Option<&SiteSummary> {
        let index = self.sites.index[site.index()]?;
        self.sites.summaries.get(index as usize)
    }

    /// What the steps of a site had added up to at a moment, of those nodes that a test picks. Takes time in proportion to
    /// the polls of the site until then.
    pub fn site_summary_at(
        &self,
        site: SiteId,
        moment: &Moment,
        picks: impl Fn(NodeId) -> bool,
    ) -> SiteSummary {
        let mut times = Times::default();
        let nodes = self.nodes_of_site(site);
        times.take(self, nodes.filter(|&node| picks(node)), moment);
        times.summary(site)
    }

    /// The await points in an order; of numbers the largest of the whole recording comes first.
    pub fn sorted_sites(&self, sort: Sort) -> Vec<SiteId> {
        self.sorted(self.sites.summaries.iter().collect(), sort)
    }

    /// The await points of some nodes in an order, by what these nodes add up to. `is_picked` says whether any of a
    /// site's nodes is one of them.
    pub fn sorted_sites_of(
        &self,
        sort: Sort,
        is_picked: impl Fn(SiteId) -> bool,
        picks: impl Fn(NodeId) -> bool,
    ) -> Vec<SiteId> {
        let sites = self.sites.summaries.iter().map(|summary| summary.site);
        let sites = sites.filter(|&site| is_picked(site));
        if self.events() > MOST_EVENTS {
            let whole = sites.filter_map(|site| self.site_summary(site));
            return self.sorted(whole.collect(), sort);
        }
        let end = self.moment(self.events());
        let summaries: Vec<SiteSummary> = sites
            .map(|site| self.site_summary_at(site, &end, &picks))
            .collect();
        self.sorted(summaries.iter().collect(), sort)
    }

    fn sorted(&self, mut all: Vec<&SiteSummary>, sort: Sort) -> Vec<SiteId> {
        all.sort_by_cached_key(|summary| {
            let site = self.trace.site(summary.site);
            let by = sort.key(summary.polls, summary.waiting.total, summary.polling.total);
            (
                std::cmp::Reverse(by),
                site.file.clone(),
                site.line,
                site.column,
            )
        });
        all.into_iter().map(|summary| summary.site).collect()
    }

    /// The polls and drops of all steps of a site, as positions in the total order.
    pub fn polls_of_site(&self, site: SiteId) -> Positions<'_> {
        let Some(summary) = self.site_summary(site) else {
            return Positions::none();
        };
        Positions::of_sites(SiteEvents {
            ranks: &self.ranks,
            trace: &self.trace,
            among: None,
            sites: std::slice::from_ref(&summary.site),
            polls_only: true,
        })
    }

    /// The position of the first poll or drop of a site.
    pub fn first_poll_of_site(&self, site: SiteId) -> Option<usize> {
        self.sites.first_polls[site.index()].map(|first| first as usize)
    }

    /// The await point of a node: its own, or where it is the root of a task, that of the first node under it.
    pub fn await_of(&self, node: NodeId) -> Option<SiteId> {
        let place = self.tree.place_of(node);
        let under = place..self.tree.row(place).end;
        let mut sites = under
            .take(MOST_ROOTS)
            .map(|place| self.graph.site_of(self.tree.row(place).node));
        sites.find(|site| self.sites.index[site.index()].is_some())
    }

    pub(super) fn nodes_of_site(&self, site: SiteId) -> impl ExactSizeIterator<Item = NodeId> {
        let nodes = self.sites.nodes.get(site.index()).iter();
        nodes.map(|&node| NodeId(node))
    }
}
