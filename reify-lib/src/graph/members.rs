//! [`Members`]: the steps of each node.
//!
//! Most nodes have one step, and then take four bytes here; only the others of those that have more are listed.

use crate::{NodeId, StepId};

/// The steps of each node, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// By node.
    first: Vec<u32>,
    /// A bit a node: whether it has others. Most have none, and then need not be looked for.
    has_others: Vec<u8>,
    /// `(node, where its other steps begin among the others)` for each node that has any, by node.
    groups: Vec<(u32, u32)>,
    others: Vec<u32>,
}

impl Members {
    /// Sorts steps by their nodes, which are numbered in the order of their first steps.
    pub(super) fn of(node_of: &[NodeId], nodes: usize) -> Self {
        let mut first = Vec::with_capacity(nodes);
        let mut left = vec![0_u32; nodes];
        for (node, step) in node_of.iter().zip(0..) {
            if node.index() == first.len() {
                first.push(step);
            } else {
                left[node.index()] += 1;
            }
        }
        let (mut groups, mut end) = (Vec::new(), 0);
        let mut has_others = vec![0; nodes.div_ceil(8)];
        for (node, left) in (0..).zip(&mut left).filter(|(_, left)| **left > 0) {
            groups.push((node, end));
            has_others[node as usize / 8] |= 1 << (node % 8);
            end += std::mem::replace(left, end);
        }
        let mut others = vec![0; end as usize];
        for (node, step) in node_of.iter().zip(0..) {
            if first[node.index()] != step {
                let place = &mut left[node.index()];
                others[*place as usize] = step;
                *place += 1;
            }
        }
        Self {
            first,
            has_others,
            groups,
            others,
        }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.first.len()
    }

    #[inline]
    pub(super) fn first(&self, node: NodeId) -> StepId {
        StepId(self.first[node.index()])
    }

    /// All but the first.
    pub(super) fn others(&self, node: NodeId) -> &[u32] {
        let index = node.index();
        if self.has_others[index / 8] >> (index % 8) & 1 == 0 {
            return &[];
        }
        let group = self.groups.binary_search_by_key(&node.0, |&(node, _)| node);
        group.map_or(&[], |group| self.others_of_group(group))
    }

    /// The nodes that have more than one step, in order, with all but the first.
    pub(super) fn groups(&self) -> impl Iterator<Item = (NodeId, &[u32])> {
        let groups = self.groups.iter().enumerate();
        groups.map(|(group, &(node, _))| (NodeId(node), self.others_of_group(group)))
    }

    fn others_of_group(&self, group: usize) -> &[u32] {
        let start = self.groups[group].1 as usize;
        let next = self.groups.get(group + 1);
        &self.others[start..next.map_or(self.others.len(), |&(_, start)| start as usize)]
    }

    /// How many of the steps of a node, from the first on, a test holds for, which it does for none behind the others.
    pub(super) fn partition_point(&self, node: NodeId, holds: impl Fn(StepId) -> bool) -> usize {
        if !holds(self.first(node)) {
            return 0;
        }
        let others = self.others(node);
        1 + others.partition_point(|&step| holds(StepId(step)))
    }

    pub(super) fn iter(
        &self,
        node: NodeId,
    ) -> impl DoubleEndedIterator<Item = StepId> + ExactSizeIterator + Clone {
        let (first, others) = (self.first(node), self.others(node));
        let count = others.len() + 1;
        (0..count).map(move |index| {
            let other = index.checked_sub(1).map(|other| StepId(others[other]));
            other.unwrap_or(first)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_with_their_nodes_in_order() {
        let node_of = [0, 1, 0, 2, 0, 2].map(NodeId);
        let members = Members::of(&node_of, 3);
        let of = |node| members.iter(NodeId(node)).map(|step| step.0);
        assert_eq!(of(0).collect::<Vec<_>>(), [0, 2, 4]);
        assert_eq!(of(1).collect::<Vec<_>>(), [1]);
        assert_eq!(of(2).rev().collect::<Vec<_>>(), [5, 3]);
        assert_eq!(members.nodes(), 3);
        let before = |end| members.partition_point(NodeId(0), |step| step.0 < end);
        assert_eq!([0, 1, 2, 3, 4, 5].map(before), [0, 1, 1, 2, 2, 3]);
    }
}
