//! [`Steps`]: the steps of a recording while it is read.
//!
//! A recorder writes them in the order in which they were made, and each before it is mentioned: so they stand in columns at
//! once. What is mentioned before it is made is kept apart; in the columns something stands in for it.

use std::collections::BTreeMap;

use super::ids::IdMap;
use crate::{Step, StepId, StepTable, TaskId};

/// The steps that were met so far, by position in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    ids: IdMap,
    table: StepTable,
    /// By position: those that were mentioned before they were made.
    early: BTreeMap<u32, Early>,
    /// The number of the last one.
    last_seq: u64,
    /// Whether one stands behind another that was made later.
    is_unordered: bool,
}

/// A step that was mentioned before it was made, if it is made by now; else what stands in for it.
#[derive(Clone, Copy, Debug)]
struct Early {
    step: Step,
    is_made: bool,
}

impl Steps {
    /// Makes room for so many times as many.
    #[cfg(feature = "read")]
    pub(super) fn expect(&mut self, times: usize) {
        let more = self.table.len().saturating_mul(times);
        self.ids.reserve(more);
        self.table.reserve(more);
    }

    /// The step with an id, if that was met before.
    #[inline]
    pub(super) fn find(&self, id: u64) -> Option<StepId> {
        self.ids.get(id).map(StepId)
    }

    /// The step with an id, with a stand-in for it where it was not met before.
    pub(super) fn mention(&mut self, id: u64, stand_in: impl FnOnce() -> Step) -> StepId {
        if let Some(step) = self.find(id) {
            return step;
        }
        let step = stand_in();
        let index = self.push(&step);
        let is_made = false;
        self.early.insert(index, Early { step, is_made });
        StepId(index)
    }

    /// Takes a step that is made. Gives back whether it was not before.
    pub(super) fn make(&mut self, step: &Step) -> bool {
        let Some(index) = self.ids.get(step.id) else {
            self.push(step);
            return true;
        };
        match self.early.get_mut(&index) {
            Some(early) if !early.is_made => {
                (early.step, early.is_made) = (*step, true);
                true
            }
            _ => false,
        }
    }

    fn push(&mut self, step: &Step) -> u32 {
        let index = self.table.len() as u32;
        self.ids.insert(step.id, index);
        self.is_unordered |= step.seq < self.last_seq;
        self.last_seq = step.seq;
        self.table.push(step);
        index
    }

    /// The place of its making in the total order.
    pub(super) fn seq(&self, step: StepId) -> u64 {
        let early = self.early(step);
        early.map_or_else(|| self.table.seq(step), |early| early.seq)
    }

    pub(super) fn task(&self, step: StepId) -> Option<TaskId> {
        let early = self.early(step);
        early.map_or_else(|| self.table.task(step), |early| early.task)
    }

    /// The id that the recording knows it by.
    pub(super) fn id(&self, step: StepId) -> u64 {
        // What stands in for one has its id.
        self.table.id(step)
    }

    #[inline]
    fn early(&self, step: StepId) -> Option<&Step> {
        if self.early.is_empty() {
            return None;
        }
        self.early.get(&step.0).map(|early| &early.step)
    }

    /// Whether they stand as a recorder writes them: then parents stand before their children, too.
    pub(super) fn is_in_order(&self) -> bool {
        self.early.is_empty() && !self.is_unordered
    }

    pub(super) fn into_table(self) -> StepTable {
        self.table
    }

    /// All of them, and whether each was made.
    pub(super) fn into_vecs(self) -> (Vec<Step>, Vec<bool>) {
        let mut steps: Vec<Step> = self.table.iter().collect();
        let mut is_made = vec![true; steps.len()];
        for (index, early) in self.early {
            steps[index as usize] = early.step;
            is_made[index as usize] = early.is_made;
        }
        (steps, is_made)
    }
}
