//! [`SiteSummary`]: what all steps of an await point add up to, over the whole recording.

use reify_lib::{AsyncStepGraph, NodeId, PollResult, SiteId, SiteKind, Trace};

use super::index::EventIndex;
use super::lists::Lists;
use super::{Model, Sort};

/// How a length of time is spread. Times are in ns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// All of them together.
    pub total: u64,
    /// Half of them are no longer.
    pub p50: u64,
    /// Nineteen of twenty are no longer.
    pub p95: u64,
    /// The longest.
    pub max: u64,
}

/// What all steps of an await point add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteSummary {
    /// The await point.
    pub site: SiteId,
    /// How often it was reached.
    pub steps: u64,
    /// How often its steps were polled.
    pub polls: u64,
    /// How many of its steps were dropped unfinished.
    pub cancelled: u64,
    /// How long its steps were pending; each step counts once.
    pub waiting: Spread,
    /// How long its polls took; each poll counts.
    pub polling: Spread,
}

/// The await points of a recording. The roots of tasks stand in no line of source, and are none.
#[derive(Debug)]
pub(super) struct Sites {
    summaries: Vec<SiteSummary>,
    /// By site: where its summary is.
    index: Vec<Option<u32>>,
}

impl Sites {
    pub(super) fn of(trace: &Trace, graph: &AsyncStepGraph, events: &EventIndex) -> Self {
        let by_site = Lists::new(trace.sites().len(), graph.nodes().len(), |node| {
            Some(graph.site_of(NodeId::from(node)).index())
        });
        let mut sites = Self {
            summaries: Vec::new(),
            index: vec![None; trace.sites().len()],
        };
        let mut times = Times::default();
        for (site, id) in trace.sites().iter().zip(0_u32..) {
            if site.kind == SiteKind::Root {
                continue;
            }
            let id = SiteId(id);
            let nodes = by_site.get(id.index()).iter().map(|&node| NodeId(node));
            sites.index[id.index()] = Some(sites.summaries.len() as u32);
            sites
                .summaries
                .push(times.summary(id, nodes, trace, graph, events));
        }
        sites
    }
}

/// The times of one site, to be put in order. Kept from site to site for its room.
#[derive(Default)]
struct Times {
    waiting: Vec<u64>,
    polling: Vec<u64>,
}

impl Times {
    fn summary(
        &mut self,
        site: SiteId,
        nodes: impl Iterator<Item = NodeId>,
        trace: &Trace,
        graph: &AsyncStepGraph,
        events: &EventIndex,
    ) -> SiteSummary {
        self.waiting.clear();
        self.polling.clear();
        let (mut steps, mut polls, mut cancelled) = (0, 0, 0);
        let (mut waiting, mut polling) = (0_u64, 0_u64);
        for node in nodes {
            self.add(trace, events.of_node(node));
            let node = graph.node(node);
            steps += u64::from(node.steps);
            polls += node.polls;
            cancelled += u64::from(node.cancelled);
            waiting = waiting.saturating_add(node.waiting);
            polling = polling.saturating_add(node.polling);
        }
        SiteSummary {
            site,
            steps,
            polls,
            cancelled,
            waiting: Spread::of(&mut self.waiting, waiting),
            polling: Spread::of(&mut self.polling, polling),
        }
    }

    /// Adds the polls of a node, in which those of one step stand together.
    fn add(&mut self, trace: &Trace, polls: &[u32]) {
        let mut last = None;
        let mut pending_since = None;
        let mut waited = 0_u64;
        for &position in polls {
            let event = trace.events().get(position as usize);
            let Some(poll) = event.and_then(|event| event.as_poll().copied()) else {
                continue;
            };
            if last.is_some_and(|last| last != poll.step) {
                self.end_step(&mut waited, pending_since.take(), trace);
            }
            last = Some(poll.step);
            if let Some(since) = pending_since {
                waited = waited.saturating_add(poll.at.saturating_sub(since));
            }
            pending_since = (poll.result == PollResult::Pending).then(|| poll.end());
            if poll.result != PollResult::Cancelled {
                self.polling.push(poll.took);
            }
        }
        if last.is_some() {
            self.end_step(&mut waited, pending_since, trace);
        }
    }

    /// A step that was not finished waited until the recording stopped.
    fn end_step(&mut self, waited: &mut u64, pending_since: Option<u64>, trace: &Trace) {
        let rest = pending_since.map_or(0, |since| trace.duration().saturating_sub(since));
        self.waiting.push(waited.saturating_add(rest));
        *waited = 0;
    }
}

impl Spread {
    fn of(times: &mut [u64], total: u64) -> Self {
        Self {
            total,
            p50: percentile(times, 50),
            p95: percentile(times, 95),
            max: times.iter().copied().max().unwrap_or(0),
        }
    }
}

/// The smallest of the times that so many of a hundred do not pass.
fn percentile(times: &mut [u64], percent: usize) -> u64 {
    let rank = (times.len() * percent).div_ceil(100);
    match rank.checked_sub(1) {
        Some(index) => *times.select_nth_unstable(index).1,
        None => 0,
    }
}

impl Model {
    /// The await points of the recording, in the order in which they were met.
    pub fn site_summaries(&self) -> &[SiteSummary] {
        &self.sites.summaries
    }

    /// What the steps of a site add up to; nothing for the root of a task.
    pub fn site_summary(&self, site: SiteId) -> Option<&SiteSummary> {
        let index = self.sites.index[site.index()]?;
        self.sites.summaries.get(index as usize)
    }

    /// The await points in an order.
    pub fn sorted_sites(&self, sort: Sort) -> Vec<SiteId> {
        let mut all: Vec<&SiteSummary> = self.sites.summaries.iter().collect();
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
    pub fn polls_of_site(&self, site: SiteId) -> &[u32] {
        self.index.of_site(site)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut times: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(percentile(&mut times, 50), 50);
        assert_eq!(percentile(&mut times, 95), 95);
        assert_eq!(percentile(&mut [7], 50), 7);
        assert_eq!(percentile(&mut [7, 9], 50), 7);
        assert_eq!(percentile(&mut [7, 9], 95), 9);
        assert_eq!(percentile(&mut [], 95), 0);
    }
}
