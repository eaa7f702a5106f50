//! [`SiteTotals`]: what the steps of all await points add up to in the whole recording, in the order in which it is kept.
//!
//! To go from site to site, node to node and poll to poll, as is done for a [moment](super::Times), jumps about in a large
//! recording; this goes along it.

use reify_lib::__private::Lists;
use reify_lib::{AsyncStepGraph, NodeId, PollResult, SiteId, SiteKind, Trace};

use super::{SiteSummary, Spread};
use crate::model::index::EventIndex;
use crate::model::poll::Poll;

/// So many times of polls are put in order at once in any case.
const MOST_ANYWAY: usize = 1 << 17;

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
        totals.add_polling(trace);
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
        let of_site = |site| Times::with_capacity(self.nodes.get(site).len());
        let mut waiting: Vec<Times> = (0..self.summaries.len()).map(of_site).collect();
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

    /// Says of each site how the times of its polls are spread.
    ///
    /// They have to be put in order, and all of them at once would take as much room as the index: so it is some sites at
    /// a time.
    fn add_polling(&mut self, trace: &Trace) {
        let at_once = MOST_ANYWAY.max(trace.events().len() / 2) as u64;
        let mut first = 0;
        while first < self.summaries.len() {
            let mut left = at_once;
            // One that has more than that stands alone.
            let fits = |&(index, summary): &(usize, &SiteSummary)| {
                let is_in = index == 0 || summary.polls <= left;
                left = left.saturating_sub(summary.polls);
                is_in
            };
            let some = self.summaries[first..].iter().enumerate();
            let polls = some.take_while(fits).map(|(_, site)| site.polls as usize);
            let mut times: Vec<Times> = polls.map(Times::with_capacity).collect();
            for (site, position) in polled_sites(trace) {
                let times = site.checked_sub(first).and_then(|site| times.get_mut(site));
                if let (Some(times), Some(took)) = (times, trace.events().took_of(position)) {
                    times.push(took);
                }
            }
            let sites = self.summaries[first..].iter_mut();
            first += times.len();
            for (summary, times) in sites.zip(times) {
                summary.polling = times.spread(summary.polling.total);
            }
        }
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

/// Times to be put in order.
#[derive(Debug, Default)]
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
        let polls = polls.iter();
        for poll in polls.filter_map(|&position| Poll::of(trace.events(), position, None)) {
            if let Some(before) = last.replace(poll) {
                if before.step != poll.step {
                    left = left.saturating_sub(waited);
                    self.push(std::mem::take(&mut waited));
                }
                waited = waited.saturating_add(poll.waited_since(&before).unwrap_or(0));
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
