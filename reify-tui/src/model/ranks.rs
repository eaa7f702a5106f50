//! [`SiteRanks`]: how many events of each await point stand before each block of events.
//!
//! With them the events of an await point, or of several, are counted and found by looking at one block; a list of them
//! would take four bytes an event.

use reify_lib::{SiteId, Trace};

use crate::bits::Ranked;

/// A block has so many events at least, and so many for each await point: then the counts take less than a byte an event.
const SHORTEST_BLOCK: usize = 1 << 10;
const EVENTS_A_SITE: usize = 16;

/// Polls are counted apart from other events.
const POLLS: usize = 0;
const OTHERS: usize = 1;

/// How many events of each await point stand before each block, and how many there are so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SiteRanks {
    sites: usize,
    block: usize,
    /// Of so many events, those that do not count with them.
    seen: usize,
    counts: [Vec<u32>; 2],
    now: [Vec<u32>; 2],
}

impl SiteRanks {
    /// Of a recording with so many await points, before its first event.
    pub(super) fn new(sites: usize) -> Self {
        Self {
            sites,
            block: SHORTEST_BLOCK.max((sites * EVENTS_A_SITE).next_power_of_two()),
            seen: 0,
            counts: Default::default(),
            now: [vec![0; sites], vec![0; sites]],
        }
    }

    /// All events of a recording.
    pub(super) fn of(trace: &Trace) -> Self {
        let mut ranks = Self::new(trace.sites().len());
        for _ in 0..trace.events().len() {
            ranks.push(trace, true);
        }
        ranks
    }

    /// Says of the next event whether it counts.
    #[inline]
    pub(super) fn push(&mut self, trace: &Trace, is_in: bool) {
        if self.seen.is_multiple_of(self.block) {
            for (counts, now) in self.counts.iter_mut().zip(&self.now) {
                counts.extend_from_slice(now);
            }
        }
        let (events, position) = (trace.events(), self.seen);
        self.seen += 1;
        if is_in && let Some(step) = events.step_of(position) {
            let is_other = events.result_of(position).is_none();
            self.now[usize::from(is_other)][trace.steps().site(step).index()] += 1;
        }
    }
}

/// The events of some await points.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteEvents<'a> {
    pub(super) ranks: &'a SiteRanks,
    pub(super) trace: &'a Trace,
    /// Those that the ranks count, where they are not all.
    pub(super) among: Option<&'a Ranked>,
    /// Sorted.
    pub(super) sites: &'a [SiteId],
    /// Whether only polls are meant.
    pub(super) polls_only: bool,
}

impl SiteEvents<'_> {
    pub(super) fn len(&self) -> usize {
        self.before_block(self.blocks())
    }

    pub(super) fn before(&self, position: usize) -> usize {
        let position = position.min(self.ranks.seen);
        let block = position / self.ranks.block;
        let first = block * self.ranks.block;
        let here = (first..position).filter(|&position| self.has(position));
        self.before_block(block) + here.count()
    }

    pub(super) fn nth(&self, index: usize) -> Option<usize> {
        let (mut low, mut high) = (0, self.blocks());
        if index >= self.before_block(high) {
            return None;
        }
        // The last block before which there are not more.
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.before_block(middle) <= index {
                low = middle;
            } else {
                high = middle;
            }
        }
        let left = index - self.before_block(low);
        let behind = low * self.ranks.block..self.ranks.seen;
        behind.filter(|&position| self.has(position)).nth(left)
    }

    /// Whether an event is one of them.
    pub(super) fn has(&self, position: usize) -> bool {
        if self.among.is_some_and(|among| !among.contains(position)) {
            return false;
        }
        let events = self.trace.events();
        let Some(step) = events.step_of(position) else {
            return false;
        };
        let site = self.trace.steps().site(step);
        self.sites.binary_search(&site).is_ok()
            && !(self.polls_only && events.result_of(position).is_none())
    }

    fn blocks(&self) -> usize {
        self.ranks.seen.div_ceil(self.ranks.block.max(1))
    }

    fn before_block(&self, block: usize) -> usize {
        let kinds = if self.polls_only {
            POLLS..=POLLS
        } else {
            POLLS..=OTHERS
        };
        let first = block * self.ranks.sites;
        let counts = kinds.flat_map(|kind| {
            // Behind the last block that was begun comes what there is so far.
            let noted = self.ranks.counts[kind].get(first..first + self.ranks.sites);
            let counts = noted.unwrap_or(&self.ranks.now[kind]);
            self.sites.iter().map(|site| counts.get(site.index()))
        });
        counts.flatten().map(|&count| count as usize).sum()
    }
}
