//! [`Lanes`]: puts the steps of one parent side by side where they lived at the same time, else one behind the other.
//!
//! Each lane is a chain of nodes of which one step at most is alive at any time. A step takes a lane whose last step was
//! finished before it was made; a lane that stands at its own site comes first, so that the arms of a `select!` in a loop
//! fall into the same lanes in every iteration. Where every lane is taken there is one more.
//!
//! A step that is made while no other one lives begins a *section*. If no lane stands at its site, all of them end in it:
//! that is what follows a `join!`. A lane that is added later in the section starts where the section did.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

use super::lives::{End, OPEN, UNPOLLED};
use crate::{NodeId, SiteId};

/// A lane that starts behind more lanes than these shows only so many of them, so that a thousand futures joined behind
/// a thousand others are not a million edges.
const MOST_FORKS: usize = 8;

/// A step, as far as its place among its siblings goes.
pub(super) struct Sibling {
    pub(super) site: SiteId,
    /// When it was made, in the total order.
    pub(super) made: u64,
    pub(super) end: End,
}

/// The nodes made so far, and the order between them.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) nodes: u32,
    pub(super) edges: Vec<(NodeId, NodeId)>,
}

impl Placed {
    pub(super) fn add_node(&mut self) -> NodeId {
        self.nodes += 1;
        NodeId(self.nodes - 1)
    }
}

/// Whether each of some siblings was finished before the next one was made: then one lane holds them all.
pub(super) fn is_one_by_one(family: &[Sibling]) -> bool {
    let mut pairs = family.windows(2);
    pairs.all(|pair| pair[0].end < UNPOLLED.min(pair[1].made))
}

/// [Places](Lanes::place) siblings that came one by one, and says which node each of them is.
pub(super) fn place_one_by_one(
    family: &[Sibling],
    placed: &mut Placed,
    mut tell: impl FnMut(usize, NodeId),
) {
    let mut last = None;
    for (index, step) in family.iter().enumerate() {
        let node = match last {
            Some((site, node)) if site == step.site => node,
            _ => placed.add_node(),
        };
        if let Some((_, before)) = last.filter(|&(_, before)| before != node) {
            placed.edges.push((before, node));
        }
        last = Some((step.site, node));
        tell(index, node);
    }
}

struct Lane {
    node: NodeId,
    site: SiteId,
    end: End,
    /// The section in which it was taken last.
    section: u32,
    /// The node it had before that section, if it is as old.
    before: Option<NodeId>,
}

/// The lanes of one parent.
#[derive(Default)]
pub(super) struct Lanes {
    all: Vec<Lane>,
    /// Lanes whose last step is alive, the first to end on top.
    live: BinaryHeap<Reverse<(End, u32)>>,
    /// Lanes whose last step was never polled, by when that was made.
    unpolled: VecDeque<(u64, u32)>,
    /// The other lanes, by site and by end.
    free: BTreeSet<(SiteId, u32)>,
    ended: BTreeSet<(End, u32)>,
    section: u32,
    /// The nodes behind which the section stands, once they are needed.
    base: Option<Vec<NodeId>>,
}

impl Lanes {
    /// Forgets the lanes of the parent before.
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.live.clear();
        self.unpolled.clear();
        self.free.clear();
        self.ended.clear();
    }

    /// Finds the node of the next step of the parent. Steps come in the order in which they were made.
    pub(super) fn place(&mut self, step: &Sibling, placed: &mut Placed) -> NodeId {
        self.release(step.made);
        let alone = self.live.is_empty() && self.unpolled.is_empty();
        if alone {
            self.section += 1;
            self.base = None;
        }
        let lane = if let Some(lane) = self.free_at(step.site) {
            self.enter(lane);
            lane
        } else if alone {
            self.converge(step.site, placed)
        } else if let Some(&(_, lane)) = self.ended.last() {
            self.enter(lane);
            let node = placed.add_node();
            let lane_state = &mut self.all[lane as usize];
            placed.edges.push((lane_state.node, node));
            (lane_state.node, lane_state.site) = (node, step.site);
            lane
        } else {
            self.fork(step.site, placed)
        };
        self.all[lane as usize].end = step.end;
        if step.end == UNPOLLED {
            self.unpolled.push_back((step.made, lane));
        } else {
            self.live.push(Reverse((step.end, lane)));
        }
        self.all[lane as usize].node
    }

    /// Sets free the lanes whose step was finished before the given moment.
    fn release(&mut self, now: u64) {
        while let Some(&Reverse((end, lane))) = self.live.peek() {
            if end >= now || end == OPEN {
                break;
            }
            self.live.pop();
            self.set_free(lane, end);
            // When a step was dropped that was never polled, no event says. It stood beside the next one to finish (an
            // arm of a `select!` that another arm won), so it ends with that.
            while let Some(&(made, unpolled)) = self.unpolled.front() {
                if made >= end {
                    break;
                }
                self.unpolled.pop_front();
                self.set_free(unpolled, end);
            }
        }
    }

    fn set_free(&mut self, lane: u32, end: End) {
        let state = &mut self.all[lane as usize];
        state.end = end;
        self.free.insert((state.site, lane));
        self.ended.insert((end, lane));
    }

    /// The first free lane at a site.
    fn free_at(&self, site: SiteId) -> Option<u32> {
        let mut lanes = self.free.range((site, 0)..=(site, u32::MAX));
        lanes.next().map(|&(_, lane)| lane)
    }

    /// Takes a free lane.
    fn enter(&mut self, lane: u32) {
        let state = &mut self.all[lane as usize];
        self.free.remove(&(state.site, lane));
        self.ended.remove(&(state.end, lane));
        if state.section != self.section {
            state.section = self.section;
            state.before = Some(state.node);
        }
    }

    /// Lets all lanes, which are free, end in a new node.
    fn converge(&mut self, site: SiteId, placed: &mut Placed) -> u32 {
        let base: Vec<NodeId> = self.all.drain(..).map(|lane| lane.node).collect();
        self.free.clear();
        self.ended.clear();
        let node = placed.add_node();
        placed.edges.extend(base.iter().map(|&from| (from, node)));
        self.base = Some(base);
        self.add(node, site)
    }

    /// Adds a lane beside the others, none of which is free.
    fn fork(&mut self, site: SiteId, placed: &mut Placed) -> u32 {
        let all = &self.all;
        let base = self
            .base
            .get_or_insert_with(|| all.iter().filter_map(|lane| lane.before).collect());
        let node = placed.add_node();
        let shown = base.iter().take(MOST_FORKS);
        placed.edges.extend(shown.map(|&from| (from, node)));
        self.add(node, site)
    }

    fn add(&mut self, node: NodeId, site: SiteId) -> u32 {
        self.all.push(Lane {
            node,
            site,
            end: OPEN,
            section: self.section,
            before: None,
        });
        self.all.len() as u32 - 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_came_one_by_one_is_placed_as_by_lanes(
            steps in prop::collection::vec((0..3_u32, 0..3_u64, 0..3_u64), 0..20),
        ) {
            let mut now = 0;
            let family: Vec<Sibling> = steps
                .into_iter()
                .map(|(site, pause, life)| {
                    let made = now + 1 + pause;
                    now = made + life;
                    Sibling { site: SiteId(site), made, end: now }
                })
                .collect();
            prop_assert!(is_one_by_one(&family));
            let (mut quick, mut placed_quickly) = (Vec::new(), Placed::default());
            place_one_by_one(&family, &mut placed_quickly, |_, node| quick.push(node));
            let (mut lanes, mut placed) = (Lanes::default(), Placed::default());
            let nodes: Vec<NodeId> =
                family.iter().map(|step| lanes.place(step, &mut placed)).collect();
            prop_assert_eq!(quick, nodes);
            prop_assert_eq!(placed_quickly.nodes, placed.nodes);
            prop_assert_eq!(placed_quickly.edges, placed.edges);
        }
    }
}
