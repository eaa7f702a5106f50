//! [`SiteTotals`]: what the steps of all await points add up to in the whole recording, in the order in which it is kept.
//!
//! To go from site to site, node to node and poll to poll, as is done for a [moment](super::Times), jumps about in a large
//! recording; this goes along it.

use reify_lib::{AsyncStepGraph, Event, NodeId, PollResult, SiteId, SiteKind, Trace};

use super::{SiteSummary, Spread};
use crate::model::index::EventIndex;
use crate::model::lists::Lists;

/// What the steps of each site add up to in the whole recording, and which they are.
#[derive(Debug)]
pub(in crate::model) struct SiteTotals {
    /// Of each await point.
    summaries: Vec<SiteSummary>,
    /// By site: the position of its first poll.
    first_polls: Vec<Option<u32>>,
    /// By site.
    nodes: Lists,
}

impl SiteTotals {
    pub(in crate::model) fn of(trace: &Trace, graph: &AsyncStepGraph, events: &EventIndex) -> Self {
        let sites = trace.sites().len();
        let mut totals = Self {
            summaries: (0..sites).map(SiteId::from).map(started).collect(),
            first_polls: vec![None; sites],
            nodes: Lists::new(sites, graph.nodes().len(), |node| {
                Some(graph.site_of(NodeId::from(node)).index())
            }),
        };
        // One after the other: each needs room of its own for the times.
        let waiting = totals.add_nodes(trace, graph, events);
        for (summary, times) in totals.summaries.iter_mut().zip(waiting) {
            summary.waiting = times.spread(summary.waiting.total);
        }
        let polling = totals.polling(trace);
        for (summary, times) in totals.summaries.iter_mut().zip(polling) {
            summary.polling = times.spread(summary.polling.total);
        }
        let is_await = |summary: &SiteSummary| trace.site(summary.site).kind != SiteKind::Root;
        totals.summaries.retain(is_await);
        totals
    }

    /// Adds all nodes to their sites. Gives back by site how long each of its steps waited.
    fn add_nodes(
        &mut self,
        trace: &Trace,
        graph: &AsyncStepGraph,
        events: &EventIndex,
    ) -> Vec<Times> {
        let nodes = (0..self.summaries.len()).map(|site| self.nodes.get(site).len());
        let mut waiting: Vec<Times> = nodes.map(Times::with_capacity).collect();
        for node in graph.nodes() {
            let site = node.site.index();
            let first = &mut self.first_polls[site];
            *first = [*first, node.first_event].into_iter().flatten().min();
            let summary = &mut self.summaries[site];
            summary.steps += u64::from(node.steps);
            summary.polls += node.polls;
            summary.cancelled += u64::from(node.cancelled);
            let (waited, polled) = (&mut summary.waiting.total, &mut summary.polling.total);
            *waited = waited.saturating_add(node.waiting);
            *polled = polled.saturating_add(node.polling);
            let times = &mut waiting[site];
            if node.steps > 1 {
                times.add_steps(trace, events.of_node(node.id), node.waiting);
            } else if node.first_event.is_some() {
                times.push(node.waiting);
            }
        }
        waiting
    }

    /// By site how long each of its polls took.
    fn polling(&self, trace: &Trace) -> Vec<Times> {
        let polls = self.summaries.iter().map(|summary| summary.polls as usize);
        let mut polling: Vec<Times> = polls.map(Times::with_capacity).collect();
        for event in trace.events().iter() {
            if let Event::Poll(poll) = event
                && poll.result != PollResult::Cancelled
            {
                polling[trace.steps().site(poll.step).index()].push(poll.took);
            }
        }
        polling
    }

    /// What each await point adds up to, in the order in which they were met.
    pub(in crate::model) fn summaries(&self) -> &[SiteSummary] {
        &self.summaries
    }

    /// The position of the first poll or drop of a site.
    pub(in crate::model) fn first_poll(&self, site: SiteId) -> Option<usize> {
        self.first_polls[site.index()].map(|first| first as usize)
    }

    /// The nodes of a site.
    pub(in crate::model) fn nodes(&self, site: SiteId) -> impl ExactSizeIterator<Item = NodeId> {
        self.nodes.get(site.index()).iter().copied().map(NodeId)
    }
}

/// What a site adds up to before any of its nodes is added.
fn started(site: SiteId) -> SiteSummary {
    SiteSummary {
        site,
        steps: 0,
        polls: 0,
        cancelled: 0,
        waiting: Spread::default(),
        polling: Spread::default(),
    }
}

/// Times to be put in order.
#[derive(Clone, Debug, Default)]
struct Times {
    /// Those under four seconds.
    short: Vec<u32>,
    long: Vec<u64>,
}

impl Times {
    /// With room for so many: lists that grow side by side leave holes between them.
    fn with_capacity(times: usize) -> Self {
        Self {
            short: Vec::with_capacity(times),
            long: Vec::new(),
        }
    }

    fn push(&mut self, time: u64) {
        match u32::try_from(time) {
            Ok(time) => self.short.push(time),
            Err(_) => self.long.push(time),
        }
    }

    /// Adds how long each step of a node waited, of which the polls of one stand together, and all of them so long.
    fn add_steps(&mut self, trace: &Trace, polls: &[u32], mut left: u64) {
        let (mut last, mut waited) = (None, 0_u64);
        for &position in polls {
            let Some(Event::Poll(poll)) = trace.events().get(position as usize) else {
                continue;
            };
            match last.replace(poll) {
                Some(before) if before.step != poll.step => {
                    left = left.saturating_sub(waited);
                    self.push(std::mem::take(&mut waited));
                }
                Some(before) if before.result == PollResult::Pending => {
                    waited = waited.saturating_add(poll.at.saturating_sub(before.end()));
                }
                _ => {}
            }
        }
        if last.is_some() {
            // The last step may be waiting still.
            self.push(left);
        }
    }

    /// How they are spread. The total may hold more than they do: a poll in progress.
    fn spread(mut self, total: u64) -> Spread {
        let longest = self.long.iter().copied().max();
        let longest_short = self.short.iter().copied().max().map(u64::from);
        Spread {
            total,
            p50: self.percentile(50),
            p95: self.percentile(95),
            max: longest.or(longest_short).unwrap_or(0),
        }
    }

    /// The smallest of the times that so many of a hundred do not pass.
    fn percentile(&mut self, percent: usize) -> u64 {
        let (short, long) = (self.short.len(), self.long.len());
        let rank = ((short + long) * percent).div_ceil(100);
        match rank.checked_sub(1) {
            Some(index) if index < short => u64::from(*self.short.select_nth_unstable(index).1),
            Some(index) => *self.long.select_nth_unstable(index - short).1,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_stand_behind_short_ones() {
        let spread = |times: &[u64]| {
            let mut all = Times::default();
            for &time in times {
                all.push(time);
            }
            let Spread { p50, p95, max, .. } = all.spread(0);
            (p50, p95, max)
        };
        let many: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(spread(&many), (50, 95, 100));
        assert_eq!(spread(&[7]), (7, 7, 7));
        assert_eq!(spread(&[7, 9]), (7, 9, 9));
        assert_eq!(spread(&[]), (0, 0, 0));
        let long = u64::from(u32::MAX) + 5;
        assert_eq!(spread(&[long + 1, 3, long]), (long, long + 1, long + 1));
    }
}
