//! What keys are about: the node or the site that was gone to, or that of the time cursor.

use reify_lib::{NodeId, SiteId};

use super::{App, Subject};
use crate::model::Positions;

/// Where a node has no place in the source, as many nodes under it are looked at for one.
const MOST_LOOKED_AT: u32 = 1_000;

impl App {
    /// The node that the time cursor is about.
    pub fn node_at_cursor(&self) -> Option<NodeId> {
        self.model.node_of_position(self.cursor)
    }

    /// What keys are about: what the user went to in the main place, else the node of the time cursor.
    pub fn subject(&self) -> Option<Subject> {
        let rows = self.rows();
        if rows.selection().is_following() {
            return self.node_at_cursor().map(Subject::Node);
        }
        // A row that stands for nothing of the recording leaves that to the time cursor.
        let of_cursor = || self.node_at_cursor().map(Subject::Node);
        rows.subject(&self.model).or_else(of_cursor)
    }

    /// The node that keys are about. Of a site it is the one that was polled last, or else first.
    pub fn node(&self) -> Option<NodeId> {
        match self.subject()? {
            Subject::Node(node) => Some(node),
            Subject::Site(site) => {
                let polls = self.model.polls_of_site(site);
                let happened = polls.before(self.cursor.saturating_add(1));
                let poll = polls.nth(happened.saturating_sub(1))?;
                self.model.node_of_position(poll)
            }
        }
    }

    /// The polls of what keys are about, as positions in the total order.
    pub(super) fn polls(&self) -> Positions<'_> {
        match self.subject() {
            Some(Subject::Node(node)) => Positions::list(self.model.polls_of(node)),
            Some(Subject::Site(site)) => self.model.polls_of_site(site),
            None => Positions::none(),
        }
    }

    /// The site that the source pane shows: that of the node, or of the first one under it that has a place, as the root
    /// of a task has none.
    pub fn site(&self) -> Option<SiteId> {
        let (graph, tree) = (self.model.graph(), self.model.tree());
        let node = match self.subject()? {
            Subject::Site(site) => return Some(site),
            Subject::Node(node) => node,
        };
        let place = tree.place_of(node);
        let end = tree
            .row(place)
            .end
            .min(place.saturating_add(MOST_LOOKED_AT));
        let under = place..end;
        let mut sites = under.map(|place| graph.site_of(tree.row(place).node));
        let first = sites.clone().next();
        sites
            .find(|site| self.model.trace().site(*site).has_place())
            .or(first)
    }
}
