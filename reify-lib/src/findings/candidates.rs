//! [`Candidates`]: of all that a rule finds, the worst for each place.

mod kept;
mod steps;

use std::collections::HashMap;
use std::hash::Hash;

use self::kept::Kept;
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

/// The worst candidate for each key, with how many there were. There may be many more keys than findings.
pub(super) struct Candidates<K> {
    /// Where each stands.
    by_key: HashMap<K, u32>,
    all: Vec<Kept>,
}

impl<K: Eq + Hash + Ord + Copy> Candidates<K> {
    pub(super) fn new() -> Self {
        let (by_key, all) = (HashMap::new(), Vec::new());
        Self { by_key, all }
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
        match self.by_key.get(&key) {
            None => {
                self.by_key.insert(key, self.all.len() as u32);
                self.all.push(Kept::new(make(), many, step));
            }
            Some(&worst) => {
                let worst = &mut self.all[worst as usize];
                worst.count += many;
                if worst.steps.len() < MOST_STEPS {
                    worst.steps.insert(step);
                }
                if (certainty, lasted) > worst.rank() {
                    worst.replace(make());
                }
            }
        }
    }

    /// Names more of the steps that what was added under a key stands for.
    pub(super) fn add_steps(&mut self, key: &K, steps: impl IntoIterator<Item = StepId>) {
        if let Some(&worst) = self.by_key.get(key) {
            let worst = &mut self.all[worst as usize];
            let room = MOST_STEPS.saturating_sub(worst.steps.len());
            for step in steps.into_iter().take(room) {
                worst.steps.insert(step);
            }
        }
    }

    /// Drops those that there are fewer of.
    pub(super) fn at_least(mut self, least: impl Fn(&K) -> u64) -> Self {
        let all = &self.all;
        self.by_key
            .retain(|key, worst| all[*worst as usize].count >= least(key));
        self
    }

    /// What was found, the surest first, of those the longest, and no more than anybody reads.
    pub(super) fn into_sorted(self) -> Vec<Worst> {
        let mut found: Vec<(K, u32)> = self.by_key.into_iter().collect();
        found.sort_unstable_by_key(|&(key, worst)| {
            let rank = self.all[worst as usize].rank();
            (std::cmp::Reverse(rank), key)
        });
        found.truncate(MOST);
        let mut all: Vec<Option<Kept>> = self.all.into_iter().map(Some).collect();
        let found = found
            .into_iter()
            .filter_map(|(_, worst)| all[worst as usize].take());
        found.map(Kept::into_worst).collect()
    }
}
