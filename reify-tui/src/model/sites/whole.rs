//! [`SiteTotals`]: what the steps of all await points add up to in the whole recording, in the order in which it is kept.
//!
//! To go from site to site, node to node and poll to poll, as is done for a [moment](super::Times), jumps about in a large
//! recording; this goes along it.

use reify_lib::__private::Lists;
use reify_lib::{AsyncStepGraph, NodeId, PollResult, SiteId, Trace};

use super::SiteSummary;
use super::batch::batches;
use crate::model::index::EventIndex;

/// A site of which there are no steps.
const NONE: u32 = u32::MAX;

/// What the steps of each site add up to in the whole recording, and which they are. A file may describe many more sites than
/// it has steps of: of those that nobody came to there is nothing here.
#[derive(Debug)]
pub(in crate::model) struct SiteTotals {
    /// Of each site with steps, in order.
    summaries: Vec<SiteSummary>,
    /// Beside them: the position of the first poll.
    first_polls: Vec<Option<u32>>,
    /// By site.
    nodes: Lists,
}

impl SiteTotals {
    pub(in crate::model) fn of(trace: &Trace, graph: &AsyncStepGraph, events: &EventIndex) -> Self {
        let sites = trace.sites().len();
        let nodes = Lists::new(sites, graph.nodes().len(), |node| {
            Some(graph.site_of(NodeId::from(node)).index())
        });
        let has_nodes = |site: &SiteId| !nodes.get(site.index()).is_empty();
        let reached = (0..sites).map(SiteId::from).filter(has_nodes);
        let summaries: Vec<SiteSummary> = reached.map(SiteSummary::nothing).collect();
        let mut places = vec![NONE; sites];
        for (summary, place) in summaries.iter().zip(0..) {
            places[summary.site.index()] = place;
        }
        let mut totals = Self {
            first_polls: vec![None; summaries.len()],
            summaries,
            nodes,
        };
        totals.add_nodes(graph, &places);
        totals.add_waiting(trace, graph, events, &places);
        totals.add_polling(trace, &places);
        totals
    }

    /// Adds all nodes to their sites.
    fn add_nodes(&mut self, graph: &AsyncStepGraph, places: &[u32]) {
        for node in graph.nodes() {
            let place = places[node.site.index()] as usize;
            let first = &mut self.first_polls[place];
            *first = [*first, node.first_event].into_iter().flatten().min();
            let summary = &mut self.summaries[place];
            summary.steps += u64::from(node.steps);
            summary.polls += node.polls;
            summary.cancelled += u64::from(node.cancelled);
            let (waited, polled) = (&mut summary.waiting.total, &mut summary.polling.total);
            *waited = waited.saturating_add(node.waiting);
            *polled = polled.saturating_add(node.polling);
        }
    }

    /// Says of each site how the times are spread that its steps waited.
    fn add_waiting(
        &mut self,
        trace: &Trace,
        graph: &AsyncStepGraph,
        events: &EventIndex,
        places: &[u32],
    ) {
        let summaries = self.summaries.iter();
        let counts = summaries.map(|summary| self.nodes.get(summary.site.index()).len());
        for batch in batches(counts, trace.events().len()) {
            let mut times = batch.times();
            for node in graph.nodes() {
                let Some(times) = batch.of(&mut times, places[node.site.index()]) else {
                    continue;
                };
                if node.steps > 1 {
                    times.add_steps(trace, events.of_node(node.id), node.waiting);
                } else if node.first_event.is_some() {
                    times.push(node.waiting);
                }
            }
            for (summary, times) in self.summaries[batch.range()].iter_mut().zip(times) {
                summary.waiting = times.spread(summary.waiting.total);
            }
        }
    }

    /// Says of each site how the times of its polls are spread.
    fn add_polling(&mut self, trace: &Trace, places: &[u32]) {
        let counts = self.summaries.iter().map(|summary| summary.polls as usize);
        for batch in batches(counts, trace.events().len()) {
            let mut times = batch.times();
            for (site, position) in polled_sites(trace) {
                let times = batch.of(&mut times, places[site]);
                if let (Some(times), Some(took)) = (times, trace.events().took_of(position)) {
                    times.push(took);
                }
            }
            for (summary, times) in self.summaries[batch.range()].iter_mut().zip(times) {
                summary.polling = times.spread(summary.polling.total);
            }
        }
    }

    /// What the steps of a site add up to.
    pub(in crate::model) fn summary(&self, site: SiteId) -> SiteSummary {
        let place = self.place_of(site);
        place.map_or_else(|| SiteSummary::nothing(site), |place| self.summaries[place])
    }

    /// The position of the first poll or drop of a site.
    pub(in crate::model) fn first_poll(&self, site: SiteId) -> Option<usize> {
        self.first_polls[self.place_of(site)?].map(|first| first as usize)
    }

    fn place_of(&self, site: SiteId) -> Option<usize> {
        let summaries = &self.summaries;
        summaries
            .binary_search_by_key(&site, |summary| summary.site)
            .ok()
    }

    /// The nodes of a site.
    pub(in crate::model) fn nodes(&self, site: SiteId) -> impl ExactSizeIterator<Item = NodeId> {
        self.nodes.get(site.index()).iter().copied().map(NodeId)
    }
}

/// The site of each poll, and its position.
fn polled_sites(trace: &Trace) -> impl Iterator<Item = (usize, usize)> {
    let (events, steps) = (trace.events(), trace.steps());
    (0..events.len()).filter_map(|position| {
        let result = events.result_of(position)?;
        let step = events.step_of(position)?;
        let is_poll = result != PollResult::Cancelled;
        is_poll.then(|| (steps.site(step).index(), position))
    })
}
