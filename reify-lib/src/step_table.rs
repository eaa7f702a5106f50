//! [`StepTable`]: the steps of a trace, as columns of integers.
//!
//! A step is 12 bytes here, where there are few await points and tasks; a [`Step`] is four times that. Most of what looks
//! at steps wants one or two things of each, which can be asked for alone.

use crate::column::{Ascending, Back, Column, Narrow, partition_point};
use crate::{SiteId, Step, StepId, TaskId};

/// The steps of a trace, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepTable {
    id: Ascending,
    site: Narrow,
    parent: Back,
    /// One more than the number of the task.
    task: Narrow,
    seq: Column<u16>,
    at: Column<u32>,
    /// A bit a step.
    borrowed: Vec<u8>,
}

impl StepTable {
    /// How many steps there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.site.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The step at a position, if there is one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Step> {
        (index < self.len()).then(|| self.at(index))
    }

    /// The steps in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Step> + ExactSizeIterator + '_ {
        (0..self.len()).map(|index| self.at(index))
    }

    /// The position of the first step whose `seq` is not below the given one. Several steps may share one.
    pub fn position_of_seq(&self, seq: u64) -> usize {
        partition_point(self.len(), |index| self.seq.get(index) < seq)
    }

    /// Where a step stands in the source.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here. So do the others that take an id.
    #[inline]
    pub fn site(&self, step: StepId) -> SiteId {
        SiteId(self.site.get(step.index()))
    }

    /// The step that was being polled when a step was made.
    #[inline]
    pub fn parent(&self, step: StepId) -> Option<StepId> {
        self.parent.get(step.index()).map(StepId)
    }

    /// The task that a step belongs to.
    #[inline]
    pub fn task(&self, step: StepId) -> Option<TaskId> {
        self.task.get(step.index()).checked_sub(1).map(TaskId)
    }

    /// The id that a step has in the recording.
    #[inline]
    pub(crate) fn id(&self, step: StepId) -> u64 {
        self.id.get(step.index())
    }

    /// The place of a step's making in the total order of events.
    #[inline]
    pub fn seq(&self, step: StepId) -> u64 {
        self.seq.get(step.index())
    }

    /// When a step was made.
    #[inline]
    pub fn made_at(&self, step: StepId) -> u64 {
        self.at.get(step.index())
    }

    /// Whether a step awaits through a `&mut`: dropping it cancels nothing.
    #[inline]
    pub fn is_borrowed(&self, step: StepId) -> bool {
        let index = step.index();
        self.borrowed[index / 8] >> (index % 8) & 1 == 1
    }

    #[inline]
    pub(crate) fn at(&self, index: usize) -> Step {
        let step = StepId(index as u32);
        Step {
            id: self.id.get(index),
            site: self.site(step),
            parent: self.parent(step),
            task: self.task(step),
            seq: self.seq(step),
            at: self.made_at(step),
            borrowed: self.is_borrowed(step),
        }
    }

    /// Makes room for so many more steps. Room that is not used takes no memory.
    pub(crate) fn reserve(&mut self, additional: usize) {
        self.id.reserve(additional);
        self.site.reserve(additional);
        self.parent.reserve(additional);
        self.task.reserve(additional);
        self.seq.reserve(additional);
        self.at.reserve(additional);
        self.borrowed.reserve(additional / 8);
    }

    /// Appends a step.
    pub(crate) fn push(&mut self, step: &Step) {
        let index = self.len();
        if index.is_multiple_of(8) {
            self.borrowed.push(0);
        }
        self.borrowed[index / 8] |= u8::from(step.borrowed) << (index % 8);
        self.id.push(step.id);
        self.site.push(step.site.0);
        self.parent.push(step.parent.map(|parent| parent.0));
        self.task
            .push(step.task.map_or(0, |task| task.0.wrapping_add(1)));
        self.seq.push(step.seq);
        self.at.push(step.at);
    }
}

impl FromIterator<Step> for StepTable {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        let steps = steps.into_iter();
        let mut table = Self::default();
        table.reserve(steps.size_hint().0);
        for step in steps {
            table.push(&step);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_in() {
        let step = |id: u64| Step {
            id,
            site: SiteId(id as u32 % 7),
            parent: (id % 3 == 2).then_some(StepId(id as u32 / 2)),
            task: (id % 5 == 2).then_some(TaskId(3)),
            seq: if id % 100 == 99 { u64::MAX } else { id * 2 },
            at: id * 1_000_000_000,
            borrowed: id % 4 == 1,
        };
        let steps: Vec<Step> = (0..1_000).map(step).collect();
        let table: StepTable = steps.iter().copied().collect();
        assert_eq!(table.iter().collect::<Vec<_>>(), steps);
        assert_eq!(table.get(17), Some(steps[17]));
        assert_eq!(table.get(1_000), None);
        assert_eq!(table.parent(StepId(17)), Some(StepId(8)));
        assert_eq!(table.seq(StepId(99)), u64::MAX);
    }
}
