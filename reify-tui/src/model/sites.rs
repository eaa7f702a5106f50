//! The await points of a recording, and what their steps add up to: until a moment, or in the whole recording.

mod awaits;
mod batch;
mod summary;
mod tally;
mod times;
mod whole;

use std::cmp::Reverse;

use reify_lib::{NodeId, SiteId};

pub(super) use self::awaits::Awaits;
pub use self::summary::{SiteSummary, Spread};
pub use self::tally::SitesTally;
pub(super) use self::whole::SiteTotals;

use self::times::Times;
use super::positions::Positions;
use super::ranks::SiteEvents;
use super::{Model, Moment, Sort};

/// In a recording of more events, adding up what passes a filter takes longer than a key press may.
const MOST_EVENTS: usize = 1 << 17;

/// Of roots that stand under each other so many are looked at.
const MOST_ROOTS: usize = 100;

impl Model {
    /// The await points of the recording, in the order in which they were met.
    pub fn awaits(&self) -> &[SiteId] {
        self.awaits.sites()
    }

    /// What each of them adds up to in the whole recording; none before its totals are known.
    pub fn site_summaries(&self) -> impl Iterator<Item = SiteSummary> {
        let sites = self.awaits().iter();
        sites.filter_map(|&site| self.site_summary(site))
    }

    /// What the steps of a site add up to in the whole recording; nothing for the root of a task, and before the totals of
    /// the recording are known.
    pub fn site_summary(&self, site: SiteId) -> Option<SiteSummary> {
        let totals = self.totals.as_ref()?;
        self.awaits.place_of(site)?;
        Some(totals.sites.summary(site))
    }

    /// What the steps of a site had added up to at a moment, of those nodes that a test picks. Takes time in proportion to
    /// the polls of the site until then. It is not known before the totals of the recording are.
    pub fn site_summary_at(
        &self,
        site: SiteId,
        moment: &Moment,
        picks: impl Fn(NodeId) -> bool,
    ) -> Option<SiteSummary> {
        let mut times = Times::default();
        let nodes = self.nodes_of_site(site)?;
        times.take(self, nodes.filter(|&node| picks(node)), moment);
        Some(times.summary(site))
    }

    /// The await points in an order; of numbers the largest of the whole recording comes first. Before its totals are known
    /// they stand by their places.
    pub fn sorted_sites(&self, sort: Sort) -> Vec<SiteId> {
        let awaits = self.awaits().iter();
        let all = awaits.map(|&site| (site, self.site_summary(site)));
        self.sorted(all, sort)
    }

    /// The await points of some nodes in an order, by what these nodes add up to. `is_picked` says whether any of a
    /// site's nodes is one of them.
    pub fn sorted_sites_of(
        &self,
        sort: Sort,
        is_picked: impl Fn(SiteId) -> bool,
        picks: impl Fn(NodeId) -> bool,
    ) -> Vec<SiteId> {
        let sites = self.awaits().iter().copied();
        let sites = sites.filter(|&site| is_picked(site));
        let is_long = self.events() > MOST_EVENTS;
        let end = self.moment(self.events());
        let summary = |site| {
            if is_long {
                self.site_summary(site)
            } else {
                self.site_summary_at(site, &end, &picks)
            }
        };
        self.sorted(sites.map(|site| (site, summary(site))), sort)
    }

    fn sorted(
        &self,
        all: impl Iterator<Item = (SiteId, Option<SiteSummary>)>,
        sort: Sort,
    ) -> Vec<SiteId> {
        let by = |of: SiteSummary| sort.key(of.polls, of.waiting.total, of.polling.total);
        let all = all.map(|(site, of)| (Reverse(of.map(by)), site));
        let mut all: Vec<_> = all.collect();
        let place = |site| {
            let site = self.trace.site(site);
            (site.file.as_str(), site.line, site.column)
        };
        // A hostile recording has hundreds of thousands of them: what they are sorted by is not copied for each.
        all.sort_by(|(by, site), (other_by, other)| {
            let order = by.cmp(other_by);
            order.then_with(|| place(*site).cmp(&place(*other)))
        });
        all.into_iter().map(|(_, site)| site).collect()
    }

    /// The polls and drops of all steps of a site, as positions in the total order.
    pub fn polls_of_site(&self, site: SiteId) -> Positions<'_> {
        let Some(place) = self.awaits.place_of(site) else {
            return Positions::none();
        };
        Positions::of_sites(SiteEvents {
            ranks: self.ranks(),
            trace: &self.trace,
            among: None,
            sites: std::slice::from_ref(&self.awaits()[place]),
            polls_only: true,
        })
    }

    /// The position of the first poll or drop of a site.
    pub fn first_poll_of_site(&self, site: SiteId) -> Option<usize> {
        match &self.totals {
            Some(totals) => totals.sites.first_poll(site),
            None => self.polls_of_site(site).first(),
        }
    }

    /// The await point of a node: its own, or where it is the root of a task, that of the first node under it.
    pub fn await_of(&self, node: NodeId) -> Option<SiteId> {
        let place = self.tree.place_of(node);
        let under = place..self.tree.row(place).end;
        let mut sites = under
            .take(MOST_ROOTS)
            .map(|place| self.graph.site_of(self.tree.row(place).node));
        sites.find(|&site| self.awaits.place_of(site).is_some())
    }

    /// The nodes of a site, once they are listed: that is done with the totals.
    pub(super) fn nodes_of_site(
        &self,
        site: SiteId,
    ) -> Option<impl ExactSizeIterator<Item = NodeId>> {
        Some(self.totals.as_ref()?.sites.nodes(site))
    }
}
