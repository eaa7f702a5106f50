//! [`Times`]: adding up the polls of nodes until a moment.

use reify_lib::{NodeId, PollResult, SiteId};

use super::{SiteSummary, Spread};
use crate::model::{Model, Moment, Returned};

/// The times of the steps and polls of some nodes. Kept from site to site for its room.
#[derive(Debug, Default)]
pub(super) struct Times {
    steps: u64,
    cancelled: u64,
    /// A poll that has not returned yet.
    in_progress: u64,
    /// By step.
    waiting: Vec<u64>,
    /// By poll that returned.
    polling: Vec<u64>,
}

impl Times {
    /// Takes the times of nodes until a moment in place of those before.
    pub(super) fn take(
        &mut self,
        model: &Model,
        nodes: impl Iterator<Item = NodeId>,
        moment: &Moment,
    ) {
        self.clear();
        for node in nodes {
            self.add(model, node, moment);
        }
    }

    /// Forgets them.
    pub(super) fn clear(&mut self) {
        (self.steps, self.cancelled, self.in_progress) = (0, 0, 0);
        self.waiting.clear();
        self.polling.clear();
    }

    /// What they add up to.
    pub(super) fn summary(&mut self, site: SiteId) -> SiteSummary {
        let sum = |times: &[u64]| times.iter().fold(0, |sum: u64, &ns| sum.saturating_add(ns));
        let waiting = sum(&self.waiting);
        let polling = sum(&self.polling).saturating_add(self.in_progress);
        SiteSummary {
            site,
            steps: self.steps,
            polls: self.polling.len() as u64,
            cancelled: self.cancelled,
            waiting: Spread::of(&mut self.waiting, waiting),
            polling: Spread::of(&mut self.polling, polling),
        }
    }

    /// Adds the polls of a node, in which those of one step stand together. Gives back how many were gone through.
    pub(super) fn add(&mut self, model: &Model, node: NodeId, moment: &Moment) -> usize {
        let polls = model.polls_of(node);
        let returned = polls.partition_point(|&poll| (poll as usize) < moment.happened());
        self.steps += u64::from(model.steps_made(node, moment));
        let (mut last, mut waited) = (None, 0_u64);
        for poll in polls[..returned]
            .iter()
            .filter_map(|&poll| model.poll(poll))
        {
            if let Some(before) = last.replace(poll) {
                if before.step != poll.step {
                    self.waiting.push(std::mem::take(&mut waited));
                }
                waited = waited.saturating_add(poll.waited_since(&before).unwrap_or(0));
            }
            if poll.result == PollResult::Cancelled {
                let returned = Returned::of(model.trace(), poll.step, poll.result);
                self.cancelled += u64::from(returned == Returned::Cancelled);
            } else {
                self.polling.push(poll.took);
            }
        }
        let next = polls.get(returned).and_then(|&poll| model.poll(poll));
        let polled_since = model.polled_since(node, moment, last.as_ref(), next.as_ref());
        if let Some(since) = polled_since {
            let polled = moment.time.saturating_sub(since);
            self.in_progress = self.in_progress.saturating_add(polled);
        }
        let Some(last) = last else { return returned };
        if last.result == PollResult::Pending && next.is_none_or(|next| next.step == last.step) {
            let until = polled_since.unwrap_or(moment.time);
            waited = waited.saturating_add(until.saturating_sub(last.end()));
        }
        self.waiting.push(waited);
        returned
    }
}
