//! What the end of a recording is about.

use reify_lib::{NodeId, StepId};

use super::{Model, Moment, StepState};

impl Model {
    /// The step that the recording hangs at, as far as one can tell: one that was within a poll, or the innermost of
    /// those that wait under the step of the last event. If nothing waits there it is that step.
    pub(super) fn stuck_step(&self) -> Option<StepId> {
        let last_sync = self.trace.last_sync();
        let mut polling = last_sync.iter().flat_map(|sync| &sync.polling);
        if let Some(polled) = polling.find(|poll| self.is_polled_at_end(poll.step)) {
            return Some(polled.step);
        }
        let last = self.events().checked_sub(1)?;
        let step = self.trace.events().step_of(last)?;
        let end = self.moment(self.events());
        let mut node = self.graph.node_of(step);
        while let Some(waiting) = self.last_waiting_child(node, &end) {
            node = waiting;
        }
        if node == self.graph.node_of(step) {
            return Some(step);
        }
        let polls = self.index.of_node(node);
        self.trace.events().step_of(*polls.last()? as usize)
    }

    /// Of the nodes under a node that wait, the one that was polled last.
    fn last_waiting_child(&self, node: NodeId, end: &Moment) -> Option<NodeId> {
        let waits = |child: &NodeId| {
            let state = self.node_at(*child, end).state;
            matches!(state, StepState::Pending { .. } | StepState::Woken { .. })
        };
        let children = self.tree.children(self.tree.place_of(node));
        let children = children.map(|place| self.tree.node(place));
        let waiting = children.filter(waits);
        waiting.max_by_key(|&child| self.graph.node(child).last_event)
    }
}
