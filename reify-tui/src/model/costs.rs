//! [`Costs`]: the awaits of each line of a source file, and what they add up to.

use std::collections::BTreeMap;

use reify_lib::SiteId;

use super::source::{Fit, SourceFile};
use super::{Model, SiteSummary};

/// So many bytes are gone through to see where awaits have moved to; what is not looked for is taken to stand where it
/// stood.
const MOST_READ: usize = 16 << 20;
/// Of more awaits of a line than these the others count only in the whole: each frame adds them up anew.
const MOST_OF_A_LINE: usize = 64;

/// What the awaits of a line add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineCost {
    /// How often they were polled.
    pub polls: u64,
    /// How long they were pending, in ns.
    pub waiting: u64,
}

/// The awaits of each line of a file. A line that is not here has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    lines: BTreeMap<usize, LineAwaits>,
    most_polls: u64,
}

/// The awaits of a line, with what they add up to in the whole recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LineAwaits {
    sites: Vec<SiteId>,
    whole: LineCost,
}

impl Costs {
    /// What the awaits of a line, from 1, add up to in the whole recording.
    pub fn of_line(&self, line: usize) -> Option<LineCost> {
        Some(self.lines.get(&line)?.whole)
    }

    /// What the awaits of a line, from 1, add up to, where each of them comes to what is told of it.
    pub fn of_line_by(
        &self,
        line: usize,
        summary: impl Fn(SiteId) -> Option<SiteSummary>,
    ) -> Option<LineCost> {
        let mut cost = LineCost::default();
        for summary in self
            .lines
            .get(&line)?
            .sites
            .iter()
            .copied()
            .filter_map(summary)
        {
            cost.add(&summary);
        }
        Some(cost)
    }

    /// The most polls that any line has in the whole recording.
    pub fn most_polls(&self) -> u64 {
        self.most_polls
    }
}

impl LineCost {
    fn add(&mut self, summary: &SiteSummary) {
        self.polls += summary.polls;
        self.waiting = self.waiting.saturating_add(summary.waiting.total);
    }
}

impl Model {
    /// The awaits of each line of a file. `name` is what sites have for it. An await whose line has moved counts where it is
    /// now, one that is gone counts nowhere. Before the totals of the recording are known all come to nothing.
    pub fn costs(&self, name: &str, file: &SourceFile) -> Costs {
        let awaits = self.awaits().iter().copied();
        let here = awaits.filter(|&site| self.trace.site(site).file == name);
        let mut costs = Costs::default();
        let most = MOST_READ / file.size().max(1);
        for (index, site) in here.enumerate() {
            let recorded = self.trace.site(site);
            let fit = if index < most {
                file.fit(recorded)
            } else {
                Fit::Same
            };
            let line = match fit {
                Fit::Same => recorded.line,
                Fit::Moved(line) => line,
                Fit::Changed => continue,
            };
            let awaits = costs.lines.entry(line as usize).or_default();
            if awaits.sites.len() < MOST_OF_A_LINE {
                awaits.sites.push(site);
            }
            if let Some(summary) = self.site_summary(site) {
                awaits.whole.add(&summary);
            }
            costs.most_polls = costs.most_polls.max(awaits.whole.polls);
        }
        costs
    }
}
