//! [`Candidates`]: of all that a rule finds, the worst for each place.

mod steps;

use std::collections::HashMap;
use std::hash::Hash;

use self::steps::Steps;
use super::Certainty;
use crate::StepId;

/// More places than this of one kind nobody reads.
const MOST: usize = 250;
/// So many steps of a finding are told. Who needs more has the site.
pub(super) const MOST_STEPS: usize = 1000;

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

/// The worst of what is alike, and what it stands for.
pub(super) struct Worst {
    pub(super) candidate: Candidate,
    pub(super) count: u64,
    /// The steps, the worst included.
    pub(super) steps: Steps,
}

/// The worst candidate for each key, with how many there were.
pub(super) struct Candidates<K> {
    by_key: HashMap<K, Worst>,
}

impl<K: Eq + Hash + Ord + Copy> Candidates<K> {
    pub(super) fn new() -> Self {
        let by_key = HashMap::new();
        Self { by_key }
    }

    /// Counts one, and keeps it if it is worse than those before: surer, or as sure and longer.
    pub(super) fn add(
        &mut self,
        key: K,
        step: StepId,
        rank: (Certainty, u64),
        make: impl FnOnce() -> Candidate,
    ) {
        self.add_many(key, 1, step, rank, make);
    }

    /// As [`add`](Self::add), for something that stands for many.
    pub(super) fn add_many(
        &mut self,
        key: K,
        many: u64,
        step: StepId,
        (certainty, lasted): (Certainty, u64),
        make: impl FnOnce() -> Candidate,
    ) {
        match self.by_key.get_mut(&key) {
            None => {
                let worst = Worst {
                    candidate: make(),
                    count: many,
                    steps: Steps::One(step),
                };
                self.by_key.insert(key, worst);
            }
            Some(worst) => {
                worst.count += many;
                if worst.steps.len() < MOST_STEPS {
                    worst.steps.insert(step);
                }
                let before = (worst.candidate.certainty, worst.candidate.lasted);
                if (certainty, lasted) > before {
                    worst.candidate = make();
                }
            }
        }
    }

    /// Names more of the steps that what was added under a key stands for.
    pub(super) fn add_steps(&mut self, key: &K, steps: impl IntoIterator<Item = StepId>) {
        if let Some(worst) = self.by_key.get_mut(key) {
            let room = MOST_STEPS.saturating_sub(worst.steps.len());
            for step in steps.into_iter().take(room) {
                worst.steps.insert(step);
            }
        }
    }

    /// Drops those that there are fewer of.
    pub(super) fn at_least(mut self, least: impl Fn(&K) -> u64) -> Self {
        self.by_key.retain(|key, worst| worst.count >= least(key));
        self
    }

    /// What was found, the surest first, of those the longest, and no more than anybody reads.
    pub(super) fn into_sorted(self) -> Vec<Worst> {
        let mut found: Vec<_> = self.by_key.into_iter().collect();
        found.sort_by_key(|(key, worst)| {
            let rank = (worst.candidate.certainty, worst.candidate.lasted);
            (std::cmp::Reverse(rank), *key)
        });
        let found = found.into_iter().take(MOST).map(|(_, mut worst)| {
            // Where there are too many, it may have come too late.
            worst.steps.insert(worst.candidate.step);
            worst
        });
        found.collect()
    }
}
