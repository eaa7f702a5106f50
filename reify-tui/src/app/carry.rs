//! [`Carry`]: from one reading of a recording to the next.
//!
//! Positions, steps, nodes and rows of one reading mean nothing in another: the file has grown, or lines that were late
//! stand where they belong. What is meant is found again by what the file says of it.

use reify_lib::{NodeId, NoticeKind, SiteId, StepId};

use super::outline::StepName;
use crate::model::Model;

/// Finds again in one reading what was meant in another.
#[derive(Clone, Copy, Debug)]
pub struct Carry<'a> {
    before: &'a Model,
    now: &'a Model,
}

impl<'a> Carry<'a> {
    pub(super) fn new(before: &'a Model, now: &'a Model) -> Self {
        Self { before, now }
    }

    /// The position of the event of the same number, or of the next one. The end stays the end.
    pub(super) fn position(&self, position: usize) -> usize {
        match self.before.trace().events().get(position) {
            Some(event) => self.now.trace().events().position_of_seq(event.seq()),
            None => self.now.events(),
        }
    }

    /// The step of the same number and id.
    fn step(&self, step: StepId) -> Option<StepId> {
        StepName::of(self.before, step)?.step(self.now)
    }

    /// The node of which the first step of a node is now.
    pub(super) fn node(&self, node: NodeId) -> Option<NodeId> {
        let first = self.before.graph().steps_of(node).next()?;
        let step = self.step(first)?;
        Some(self.now.graph().node_of(step))
    }

    /// The site that says the same.
    pub(super) fn site(&self, site: SiteId) -> Option<SiteId> {
        let before = self.before.trace().sites().get(site.index())?;
        let sites = self.now.trace().sites();
        if sites.get(site.index()) == Some(before) {
            return Some(site);
        }
        let index = sites.iter().position(|other| other == before)?;
        Some(SiteId::from(index))
    }

    /// The row of the finding of the same kind about the same step.
    pub(super) fn finding(&self, row: usize) -> Option<usize> {
        let before = self.before.findings().list().get(row)?;
        let mut now = self.now.findings().list().iter();
        now.position(|now| (now.kind, now.place.id) == (before.kind, before.place.id))
    }

    /// The row of the notice of the same kind.
    pub(super) fn notice(&self, row: usize) -> Option<usize> {
        let kinds = |model: &Model| -> Vec<NoticeKind> {
            let notices = model.notices().into_iter();
            notices.map(|notice| notice.kind).collect()
        };
        let before = *kinds(self.before).get(row)?;
        kinds(self.now).into_iter().position(|now| now == before)
    }

    /// How long the recording is by now, in ns.
    pub(super) fn duration(&self) -> u64 {
        self.now.trace().duration()
    }
}
