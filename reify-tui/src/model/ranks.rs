//! [`SiteRanks`]: how many events of each await point stand before each block of events.
//!
//! With them the events of an await point, or of several, are counted and found by looking at one block; a list of them
//! would take four bytes an event.

use reify_lib::{SiteId, Trace};

/// A block has so many events at least, and so many for each await point: then the counts take less than a byte an event.
const SHORTEST_BLOCK: usize = 1 << 10;
const EVENTS_A_SITE: usize = 16;

/// Polls are counted apart from other events.
const POLLS: usize = 0;
const OTHERS: usize = 1;

/// How many events of each await point stand before each block, and, in one more block, how many there are.
#[derive(Debug, Default)]
pub(super) struct SiteRanks {
    sites: usize,
    block: usize,
    counts: [Vec<u32>; 2],
}

impl SiteRanks {
    pub(super) fn of(trace: &Trace) -> Self {
        let sites = trace.sites().len();
        let block = SHORTEST_BLOCK.max((sites * EVENTS_A_SITE).next_power_of_two());
        let (events, steps) = (trace.events(), trace.steps());
        let mut counts = [Vec::new(), Vec::new()];
        let mut now = [vec![0_u32; sites], vec![0_u32; sites]];
        let mut note = |now: &[Vec<u32>; 2]| {
            counts[POLLS].extend_from_slice(&now[POLLS]);
            counts[OTHERS].extend_from_slice(&now[OTHERS]);
        };
        for position in 0..events.len() {
            if position.is_multiple_of(block) {
                note(&now);
            }
            let is_other = events.result_of(position).is_none();
            if let Some(step) = events.step_of(position) {
                now[usize::from(is_other)][steps.site(step).index()] += 1;
            }
        }
        note(&now);
        Self {
            sites,
            block,
            counts,
        }
    }
}

/// The events of some await points.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteEvents<'a> {
    pub(super) ranks: &'a SiteRanks,
    pub(super) trace: &'a Trace,
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
        let position = position.min(self.trace.events().len());
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
        let behind = low * self.ranks.block..self.trace.events().len();
        behind.filter(|&position| self.has(position)).nth(left)
    }

    /// Whether an event is one of them.
    pub(super) fn has(&self, position: usize) -> bool {
        let events = self.trace.events();
        let Some(step) = events.step_of(position) else {
            return false;
        };
        let site = self.trace.steps().site(step);
        self.sites.binary_search(&site).is_ok()
            && !(self.polls_only && events.result_of(position).is_none())
    }

    fn blocks(&self) -> usize {
        self.trace.events().len().div_ceil(self.ranks.block.max(1))
    }

    fn before_block(&self, block: usize) -> usize {
        let kinds = if self.polls_only {
            &self.ranks.counts[..=POLLS]
        } else {
            &self.ranks.counts[..]
        };
        let first = block * self.ranks.sites;
        let counts = kinds.iter().flat_map(|counts| {
            let counts = counts.get(first..).unwrap_or_default();
            self.sites.iter().map(move |site| counts.get(site.index()))
        });
        counts.flatten().map(|&count| count as usize).sum()
    }
}
