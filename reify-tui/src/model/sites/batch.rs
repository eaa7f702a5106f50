//! [`Batch`]: times of several sites to be put in order.
//!
//! All of them at once would take as much room as the index of a large recording, and lists for each site of a file that
//! describes many more than it uses would take more than the file: so it is some sites at a time.

use std::ops::Range;

use reify_lib::Trace;

use super::Spread;
use crate::model::poll::Poll;

/// So many times are put in order at once in any case.
const MOST_ANYWAY: usize = 1 << 17;

/// And those of no more sites.
const MOST_SITES: usize = 1 << 14;

/// Sites that stand one behind the other, and how many times there are of each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Batch {
    first: usize,
    counts: Vec<usize>,
}

/// Puts sites, of which it is told how many times there are of each, into batches. A site that has many stands alone.
pub(super) fn batches(counts: impl Iterator<Item = usize>, events: usize) -> Vec<Batch> {
    let at_once = MOST_ANYWAY.max(events / 2);
    let (mut batches, mut left): (Vec<Batch>, usize) = (Vec::new(), 0);
    for (place, count) in counts.enumerate() {
        match batches.last_mut() {
            Some(batch) if count <= left && batch.counts.len() < MOST_SITES => {
                left -= count;
                batch.counts.push(count);
            }
            _ => {
                left = at_once.saturating_sub(count);
                let (first, counts) = (place, vec![count]);
                batches.push(Batch { first, counts });
            }
        }
    }
    batches
}

impl Batch {
    /// With room for the times of each.
    pub(super) fn times(&self) -> Vec<Times> {
        let counts = self.counts.iter();
        counts.map(|&count| Times::with_capacity(count)).collect()
    }

    /// Those of the site at a place, if it is one of them.
    #[inline]
    pub(super) fn of<'a>(&self, times: &'a mut [Times], place: u32) -> Option<&'a mut Times> {
        times.get_mut((place as usize).checked_sub(self.first)?)
    }

    /// The places of its sites.
    pub(super) fn range(&self) -> Range<usize> {
        self.first..self.first + self.counts.len()
    }
}

/// Times to be put in order.
#[derive(Debug, Default)]
pub(super) struct Times {
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

    pub(super) fn push(&mut self, time: u64) {
        match u32::try_from(time) {
            Ok(time) => self.short.push(time),
            Err(_) => self.long.push(time),
        }
    }

    /// Adds how long each step of a node waited, of which the polls of one stand together, and all of them so long.
    pub(super) fn add_steps(&mut self, trace: &Trace, polls: &[u32], mut left: u64) {
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
    pub(super) fn spread(mut self, total: u64) -> Spread {
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

    #[test]
    fn batches_hold_every_site_once_and_never_many_times_of_several() {
        let counts = [70_000, 70_000, 0, 200_000, 5, 131_067, 1].into_iter();
        let many = std::iter::repeat_n(0, 2 * MOST_SITES);
        let all: Vec<usize> = counts.chain(many).collect();
        let made = batches(all.iter().copied(), 0);
        let ranges: Vec<Range<usize>> = made.iter().map(Batch::range).collect();
        assert_eq!(ranges[..4], [0..1, 1..3, 3..4, 4..6]);
        assert_eq!(
            ranges[4..6],
            [6..6 + MOST_SITES, 6 + MOST_SITES..6 + 2 * MOST_SITES]
        );
        let together: Vec<usize> = made.iter().flat_map(|batch| batch.counts.clone()).collect();
        assert_eq!(together, all);
    }
}
