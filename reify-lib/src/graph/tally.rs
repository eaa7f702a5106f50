//! The numbers of the nodes: counts, times and outcomes.

use super::grouping::Grouping;
use super::lives::Lives;
use super::node::{StepNode, StepOutcome};
use crate::{NodeId, PollEvent, PollResult, StepId, Trace};

const NOT_WAITING: u64 = u64::MAX;

/// Adds up steps and events into nodes.
pub(super) struct Tally<'a> {
    trace: &'a Trace,
    grouping: &'a Grouping,
    nodes: Vec<StepNode>,
    /// When each step's last poll returned `Pending`.
    waiting_since: Vec<u64>,
}

impl<'a> Tally<'a> {
    pub(super) fn of(trace: &'a Trace, grouping: &'a Grouping, lives: &Lives) -> Vec<StepNode> {
        let mut tally = Self {
            trace,
            grouping,
            nodes: Vec::with_capacity(grouping.nodes),
            waiting_since: vec![NOT_WAITING; trace.steps().len()],
        };
        tally.count_steps();
        for (position, event) in trace.events().iter().enumerate() {
            if let Some(poll) = event.as_poll() {
                tally.count_poll(position as u32, poll);
            }
        }
        for &(step, since) in lives.in_progress() {
            tally.count_in_progress(step, since);
        }
        tally.count_waiting();
        tally.nodes
    }

    fn node(&mut self, step: StepId) -> &mut StepNode {
        &mut self.nodes[self.grouping.node_of[step.index()].index()]
    }

    fn count_steps(&mut self) {
        for (step, &node) in self.trace.steps().iter().zip(&self.grouping.node_of) {
            // Nodes are numbered in the order of their first steps.
            if node.index() == self.nodes.len() {
                let mut new = StepNode::new(node, step.site, step.task, step.at);
                new.parent = step.parent.map(|parent| self.parent_node(parent));
                self.nodes.push(new);
            }
            let node = &mut self.nodes[node.index()];
            node.steps += 1;
            node.first = node.first.min(step.at);
        }
    }

    fn parent_node(&self, parent: StepId) -> NodeId {
        self.grouping.node_of[parent.index()]
    }

    fn count_poll(&mut self, position: u32, poll: &PollEvent) {
        let waits_on = if poll.result == PollResult::Pending {
            poll.end()
        } else {
            NOT_WAITING
        };
        let since = std::mem::replace(&mut self.waiting_since[poll.step.index()], waits_on);
        let node = self.node(poll.step);
        if since != NOT_WAITING {
            node.waiting = node.waiting.saturating_add(poll.at.saturating_sub(since));
        }
        if poll.result == PollResult::Cancelled {
            node.cancelled = node.cancelled.saturating_add(1);
        } else {
            node.polls += 1;
            node.polling = node.polling.saturating_add(poll.took);
        }
        // What is pending may still finish: that is settled when all events were seen.
        if poll.result.is_final() {
            node.outcome = node.outcome.and(poll.result.into());
        }
        node.last = node.last.max(poll.end());
        node.first_event.get_or_insert(position);
        node.last_event = Some(position);
    }

    /// A poll that had not returned: the step does not wait, it is being polled.
    fn count_in_progress(&mut self, step: StepId, began: u64) {
        let duration = self.trace.duration();
        let since = self.waiting_since[step.index()];
        let node = self.node(step);
        let never_returned = since == NOT_WAITING && node.outcome == StepOutcome::NeverPolled;
        if !never_returned && since > began {
            // It did return, after the sign of life, or it is finished.
            return;
        }
        node.polling = node.polling.saturating_add(duration.saturating_sub(began));
        node.outcome = node.outcome.and(StepOutcome::Pending);
        if since != NOT_WAITING {
            node.waiting = node.waiting.saturating_add(began.saturating_sub(since));
            self.waiting_since[step.index()] = NOT_WAITING;
        }
    }

    fn count_waiting(&mut self) {
        let duration = self.trace.duration();
        for step in self.trace.step_ids() {
            let since = self.waiting_since[step.index()];
            if since != NOT_WAITING {
                let node = self.node(step);
                node.waiting = node.waiting.saturating_add(duration.saturating_sub(since));
                node.outcome = node.outcome.and(StepOutcome::Pending);
            }
        }
    }
}
