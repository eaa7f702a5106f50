//! [`Families`]: the [families](family) of steps that have enough members to matter.

use super::case::Case;
use super::facts::Sums;
use crate::{StepId, family};

/// Members of families, family by family.
pub(super) struct Families {
    /// The number of a family and a step of it, sorted.
    members: Vec<(u32, StepId)>,
}

impl Families {
    /// The families that have so many members of those that `counts` holds for: of them, all that `is_member` holds for.
    pub(super) fn of(
        case: &Case<'_>,
        least: u64,
        counts: impl Fn(StepId) -> bool,
        is_member: impl Fn(StepId) -> bool,
    ) -> Self {
        let trace = case.trace;
        let mut counted = Sums::<u8>::new(family::count(trace));
        for step in trace.step_ids().filter(|step| counts(*step)) {
            counted.add(family::of(trace, step), 1);
        }
        let in_families = trace.step_ids().map(|step| (family::of(trace, step), step));
        let members = in_families
            .filter(|&(family, step)| counted.get(family) >= least && is_member(step))
            .map(|(family, step)| (family as u32, step));
        let mut members: Vec<_> = members.collect();
        members.sort_unstable();
        Self { members }
    }

    /// The members of each family, in the order in which they were made.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[(u32, StepId)]> {
        self.members.chunk_by(|(one, _), (other, _)| one == other)
    }
}
