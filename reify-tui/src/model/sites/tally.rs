//! [`SitesTally`]: the await points at a moment, added up by and by.
//!
//! To add up those of a large recording takes longer than a key press may: the app does it a little at a time while the
//! time cursor rests.

use reify_lib::{NodeId, SiteId};

use super::times::Times;
use super::{Model, Moment, SiteSummary};

/// The await points at a moment, as far as they are added up.
#[derive(Debug)]
pub struct SitesTally {
    moment: Moment,
    /// Of the first so many await points, in the order of [`Model::awaits`].
    summaries: Vec<SiteSummary>,
    /// Of the next one: how many of its nodes were taken, and what they come to.
    nodes: usize,
    times: Times,
}

impl SitesTally {
    /// Nothing is added up yet.
    pub fn new(moment: Moment) -> Self {
        Self {
            moment,
            summaries: Vec::new(),
            nodes: 0,
            times: Times::default(),
        }
    }

    /// The position of the moment.
    pub fn position(&self) -> usize {
        self.moment.position
    }

    /// Whether all await points are added up.
    pub fn is_whole(&self, model: &Model) -> bool {
        self.summaries.len() == model.awaits().len()
    }

    /// What the steps of a site had added up to, if that is known already.
    pub fn summary(&self, model: &Model, site: SiteId) -> Option<&SiteSummary> {
        self.summaries.get(model.awaits.place_of(site)?)
    }

    /// Goes on through so many nodes and polls, or a few more, of those nodes that a test picks.
    pub fn go_on(&mut self, model: &Model, mut left: usize, picks: impl Fn(NodeId) -> bool) {
        while let Some(&site) = model.awaits().get(self.summaries.len()) {
            // Before the totals are known there is nothing to go through.
            let Some(nodes) = model.nodes_of_site(site) else {
                return;
            };
            for node in nodes.skip(self.nodes) {
                if left == 0 {
                    return;
                }
                let polls = if picks(node) {
                    self.times.add(model, node, &self.moment)
                } else {
                    0
                };
                left = left.saturating_sub(1 + polls);
                self.nodes += 1;
            }
            self.summaries.push(self.times.summary(site));
            self.times.clear();
            self.nodes = 0;
            left = left.saturating_sub(1);
        }
    }
}
