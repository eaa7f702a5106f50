//! [`Candidates`]: of all that a rule finds, the worst for each place.

use std::collections::HashMap;
use std::hash::Hash;

use super::Certainty;
use crate::StepId;

/// Something that a rule found.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) step: StepId,
    pub(super) certainty: Certainty,
    pub(super) since: u64,
    pub(super) lasted: u64,
    /// Positions of events.
    pub(super) evidence: Vec<usize>,
    pub(super) related: Vec<(&'static str, StepId)>,
}

/// The worst candidate for each key, with how many there were.
pub(super) struct Candidates<K> {
    by_key: HashMap<K, (Candidate, u64)>,
}

impl<K: Eq + Hash + Ord + Copy> Candidates<K> {
    pub(super) fn new() -> Self {
        let by_key = HashMap::new();
        Self { by_key }
    }

    /// Counts one, and keeps it if it is worse than those before: surer, or as sure and longer.
    pub(super) fn add(&mut self, key: K, rank: (Certainty, u64), make: impl FnOnce() -> Candidate) {
        self.add_many(key, 1, rank, make);
    }

    /// As [`add`](Self::add), for something that stands for many.
    pub(super) fn add_many(
        &mut self,
        key: K,
        many: u64,
        (certainty, lasted): (Certainty, u64),
        make: impl FnOnce() -> Candidate,
    ) {
        match self.by_key.get_mut(&key) {
            None => {
                self.by_key.insert(key, (make(), many));
            }
            Some((worst, count)) => {
                *count += many;
                if (certainty, lasted) > (worst.certainty, worst.lasted) {
                    *worst = make();
                }
            }
        }
    }

    /// Drops those that there are fewer of.
    pub(super) fn at_least(mut self, least: impl Fn(&K) -> u64) -> Self {
        self.by_key.retain(|key, (_, count)| *count >= least(key));
        self
    }

    /// What was found and how often, the longest first.
    pub(super) fn into_sorted(self) -> Vec<(Candidate, u64)> {
        let mut found: Vec<_> = self.by_key.into_iter().collect();
        found.sort_by_key(|(key, (worst, _))| (std::cmp::Reverse(worst.lasted), *key));
        found.into_iter().map(|(_, found)| found).collect()
    }
}
