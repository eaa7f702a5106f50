//! [`Costs`]: what the awaits of each line of a source file add up to, over the whole recording.

use std::collections::BTreeMap;

use super::Model;
use super::source::{Fit, SourceFile};

/// Of more sites than this, one does not look where each has moved to.
const MOST_LOOKED_FOR: usize = 1_000;

/// What the awaits of a line add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineCost {
    /// How often they were polled.
    pub polls: u64,
    /// How long they were pending, in ns.
    pub waiting: u64,
}

/// What the awaits of each line of a file add up to. A line that is not here has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    lines: BTreeMap<usize, LineCost>,
    most_polls: u64,
}

impl Costs {
    /// What the awaits of a line, from 1, add up to.
    pub fn of_line(&self, line: usize) -> Option<LineCost> {
        self.lines.get(&line).copied()
    }

    /// The most polls that any line has.
    pub fn most_polls(&self) -> u64 {
        self.most_polls
    }
}

impl Model {
    /// What the awaits of each line of a file add up to. `name` is what sites have for it. An await whose line has moved
    /// counts where it is now, one that is gone counts nowhere.
    pub fn costs(&self, name: &str, file: &SourceFile) -> Costs {
        let summaries = self.site_summaries().iter();
        let here = summaries.filter(|summary| self.trace.site(summary.site).file == name);
        let mut costs = Costs::default();
        for (index, summary) in here.enumerate() {
            let site = self.trace.site(summary.site);
            let fit = if index < MOST_LOOKED_FOR {
                file.fit(site)
            } else {
                Fit::Same
            };
            let line = match fit {
                Fit::Same => site.line,
                Fit::Moved(line) => line,
                Fit::Changed => continue,
            };
            let cost = costs.lines.entry(line as usize).or_default();
            cost.polls += summary.polls;
            cost.waiting = cost.waiting.saturating_add(summary.waiting.total);
            costs.most_polls = costs.most_polls.max(cost.polls);
        }
        costs
    }
}
