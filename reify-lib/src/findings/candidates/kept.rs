//! [`Kept`]: a candidate as it is kept while there may be many of them.

use super::steps::Steps;
use super::{Candidate, Worst};
use crate::StepId;
use crate::findings::Certainty;

/// The worst of what is alike, and what it stands for, in little room.
pub(super) struct Kept {
    step: StepId,
    certainty: Certainty,
    since: u64,
    lasted: u64,
    /// Where there is any: some rules find it out only for what is told.
    proof: Option<Box<Proof>>,
    pub(super) count: u64,
    pub(super) steps: Steps,
}

struct Proof {
    evidence: Vec<usize>,
    related: Vec<(&'static str, StepId)>,
}

impl Kept {
    pub(super) fn new(candidate: Candidate, count: u64, step: StepId) -> Self {
        let proof = Proof {
            evidence: candidate.evidence,
            related: candidate.related,
        };
        let is_empty = proof.evidence.is_empty() && proof.related.is_empty();
        Self {
            step: candidate.step,
            certainty: candidate.certainty,
            since: candidate.since,
            lasted: candidate.lasted,
            proof: (!is_empty).then(|| Box::new(proof)),
            count,
            steps: Steps::One(step),
        }
    }

    /// How bad it is: first how sure, then for how long.
    pub(super) fn rank(&self) -> (Certainty, u64) {
        (self.certainty, self.lasted)
    }

    /// Puts another candidate in its place, for the same steps.
    pub(super) fn replace(&mut self, candidate: Candidate) {
        let before = std::mem::replace(self, Self::new(candidate, self.count, self.step));
        self.steps = before.steps;
    }

    pub(super) fn into_worst(mut self) -> Worst {
        // Where there are too many, it may have come too late.
        self.steps.insert(self.step);
        let (evidence, related) = self
            .proof
            .map_or_else(Default::default, |proof| (proof.evidence, proof.related));
        Worst {
            candidate: Candidate {
                step: self.step,
                certainty: self.certainty,
                since: self.since,
                lasted: self.lasted,
                evidence,
                related,
            },
            count: self.count,
            steps: self.steps,
        }
    }
}
