//! Moving the time cursor to an event that belongs to the one it stands at.

use reify_lib::NodeId;

use super::{App, Subject};
use crate::views::view;

impl App {
    /// From a poll to the wake that it answered, from a wake to the poll that it caused.
    pub(super) fn go_to_counterpart(&mut self) {
        let is_poll = self.model.trace().events().result_of(self.cursor).is_some();
        match self.model.counterpart(self.cursor) {
            Some(position) => self.go_to(position),
            None if is_poll => self.say("no wake is known for this poll"),
            None => self.say("no poll followed this"),
        }
    }

    /// To the first event of the step, or of what was gone to, or to the last.
    pub(super) fn go_to_edge_of_step(&mut self, last: bool) {
        let events = self.events_of_subject();
        let edge = if last { events.last() } else { events.first() };
        match edge {
            Some(edge) => self.go_to(edge),
            None => self.say("nothing happened to this step"),
        }
    }

    /// To the poll around the event; or to the row above.
    pub(super) fn go_to_parent(&mut self) {
        if let Some(node) = self.node_gone_to() {
            match self.model.graph().node(node).parent {
                Some(parent) => self.reveal_node(parent),
                None => self.say("nothing is above this step"),
            }
            return;
        }
        match self.model.parent_poll(self.cursor) {
            Some(position) => self.go_to(position),
            None => self.say("nothing is above this step"),
        }
    }

    /// To the last poll within the poll; or to the first row below.
    pub(super) fn go_to_child(&mut self) {
        if let Some(node) = self.node_gone_to() {
            let tree = self.model.tree();
            let child = tree.children(tree.place_of(node)).next();
            match child.map(|place| tree.node(place)) {
                Some(child) => self.reveal_node(child),
                None => self.say("nothing is under this step"),
            }
            return;
        }
        match self.model.child_poll(self.cursor) {
            Some(position) => self.go_to(position),
            None => self.say("nothing was polled within this"),
        }
    }

    /// The node of a tree that the user went to in the main place, beside the time cursor. A finding is about a node and is
    /// none: from there the way leads up and down the polls.
    fn node_gone_to(&self) -> Option<NodeId> {
        let rows = self.rows();
        if rows.selection().is_following() || !rows.is_tree() {
            return None;
        }
        match self.subject()? {
            Subject::Node(node) => Some(node),
            Subject::Site(_) => None,
        }
    }

    fn reveal_node(&mut self, node: NodeId) {
        let rows = (view(self.main).rows_mut)(&mut self.views);
        rows.select_anchor(&self.model, node.index() as u32);
        self.source.forget_line();
    }
}
