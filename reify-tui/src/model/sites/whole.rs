//! What the steps of all await points add up to in the whole recording, in the order in which it is kept.
//!
//! To go from site to site, node to node and poll to poll, as is done for a [moment](super::Times), jumps about in a large
//! recording; this goes along it.

use reify_lib::{AsyncStepGraph, Event, PollResult, SiteId, SiteKind, Trace};

use super::{SiteSummary, Sites, Spread};
use crate::model::index::EventIndex;

impl Sites {
    /// Adds up everything. `polling` is how the polls of each site are [spread](polling_of_sites).
    pub(in crate::model) fn add_up(
        &mut self,
        trace: &Trace,
        graph: &AsyncStepGraph,
        events: &EventIndex,
        polling: Vec<Spread>,
    ) {
        let mut waiting = vec![Times::default(); trace.sites().len()];
        for (id, (site, polling)) in trace.sites().iter().zip(polling).enumerate() {
            if site.kind == SiteKind::Root {
                continue;
            }
            self.index[id] = Some(self.summaries.len() as u32);
            self.summaries.push(SiteSummary {
                site: SiteId::from(id),
                steps: 0,
                polls: 0,
                cancelled: 0,
                waiting: Spread::default(),
                polling,
            });
        }
        for node in graph.nodes() {
            let first = &mut self.first_polls[node.site.index()];
            *first = [*first, node.first_event].into_iter().flatten().min();
            let Some(summary) = self.summary_mut(node.site) else {
                continue;
            };
            summary.steps += u64::from(node.steps);
            summary.polls += node.polls;
            summary.cancelled += u64::from(node.cancelled);
            let (waited, polled) = (&mut summary.waiting.total, &mut summary.polling.total);
            *waited = waited.saturating_add(node.waiting);
            *polled = polled.saturating_add(node.polling);
            let times = &mut waiting[node.site.index()];
            if node.steps > 1 {
                times.add_steps(trace, events.of_node(node.id), node.waiting);
            } else if node.first_event.is_some() {
                times.push(node.waiting);
            }
        }
        for summary in &mut self.summaries {
            let times = std::mem::take(&mut waiting[summary.site.index()]);
            summary.waiting = Spread {
                total: summary.waiting.total,
                ..times.spread()
            };
        }
    }

    fn summary_mut(&mut self, site: SiteId) -> Option<&mut SiteSummary> {
        let index = self.index[site.index()]?;
        self.summaries.get_mut(index as usize)
    }
}

/// How the times of the polls of each site are spread.
pub(in crate::model) fn polling_of_sites(trace: &Trace) -> Vec<Spread> {
    let mut times = vec![Times::default(); trace.sites().len()];
    for event in trace.events().iter() {
        if let Event::Poll(poll) = event
            && poll.result != PollResult::Cancelled
        {
            times[trace.steps().site(poll.step).index()].push(poll.took);
        }
    }
    times.into_iter().map(Times::spread).collect()
}

/// Times to be put in order.
#[derive(Clone, Debug, Default)]
struct Times {
    /// Those under four seconds.
    short: Vec<u32>,
    long: Vec<u64>,
}

impl Times {
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

    fn spread(mut self) -> Spread {
        let longest = self.long.iter().copied().max();
        let longest_short = self.short.iter().copied().max().map(u64::from);
        Spread {
            total: 0,
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
            let Spread { p50, p95, max, .. } = all.spread();
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
