//! [`Steps`]: the steps that a finding stands for.

use std::collections::BTreeSet;

use crate::StepId;

/// Some steps, each once; most findings of most kinds stand for one.
pub(in crate::findings) enum Steps {
    One(StepId),
    #[expect(
        clippy::box_collection,
        reason = "few have more than one, and all pay for the room"
    )]
    Many(Box<BTreeSet<StepId>>),
}

impl Steps {
    pub(in crate::findings) fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(steps) => steps.len(),
        }
    }

    pub(super) fn insert(&mut self, step: StepId) {
        match self {
            Self::One(one) if *one == step => {}
            Self::One(one) => *self = Self::Many(Box::new(BTreeSet::from([*one, step]))),
            Self::Many(steps) => {
                steps.insert(step);
            }
        }
    }

    /// In order.
    pub(in crate::findings) fn into_vec(self) -> Vec<StepId> {
        match self {
            Self::One(step) => vec![step],
            Self::Many(steps) => steps.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_there_once_and_in_order() {
        let mut steps = Steps::One(StepId(7));
        steps.insert(StepId(7));
        assert_eq!(steps.len(), 1);
        for step in [9, 3, 7, 9] {
            steps.insert(StepId(step));
        }
        assert_eq!(steps.len(), 3);
        assert_eq!(steps.into_vec(), [3, 7, 9].map(StepId));
    }
}
