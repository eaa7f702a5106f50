//! What is odd about records, with the place where that shows first.

use std::collections::HashMap;

use super::TraceBuilder;
use crate::{NoticeKind, PollResult, Position, Step, StepId};

/// Of more stretches of numbers the places are not kept.
const MOST_SKIPPED: usize = 1 << 10;

/// Where what may turn out to be odd at the end was met. None of it grows in a file as a recorder writes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    /// The first stretches of numbers that were passed over: the first number, the last one, and what came behind.
    pub(super) skipped: Vec<(u64, u64, Option<Position>)>,
    /// Steps whose parent may not have been there before them, by their ids.
    pub(super) orphans: HashMap<u64, Position>,
    /// Steps that were finished, by position.
    pub(super) finished: Vec<bool>,
    /// The last sign of life or the end.
    pub(super) report: Option<Position>,
    /// Whether the input goes on, perhaps.
    pub(super) is_more_to_come: bool,
    /// The last record.
    pub(super) last: Option<Position>,
}

impl TraceBuilder {
    pub(super) fn odd(&mut self, kind: NoticeKind, message: impl FnOnce() -> String) {
        self.notices.add(kind, self.position, message);
    }

    pub(super) fn duplicate(&mut self, what: &str, id: u64) {
        self.odd(NoticeKind::DuplicateId, || {
            format!("{what} {id} is described twice")
        });
    }

    /// Numbers of the total order are missing, unless they come late.
    pub(super) fn skip(&mut self, first: u64, last: u64) {
        if self.met.skipped.len() < MOST_SKIPPED {
            self.met.skipped.push((first, last, self.position));
        }
        self.gap(first, last, last - first + 1, self.position);
    }

    pub(super) fn gap(&mut self, first: u64, last: u64, missing: u64, at: Option<Position>) {
        self.notices
            .add_many(NoticeKind::Gap, missing, at, || missing_events(first, last));
    }

    /// Where a number was passed over.
    pub(super) fn skipped_at(&self, seq: u64) -> Option<Position> {
        let mut skipped = self.met.skipped.iter();
        let (.., at) = skipped.find(|(first, last, _)| (*first..=*last).contains(&seq))?;
        *at
    }

    /// Remembers where a step stands whose parent was not made before it, as far as can be told.
    pub(super) fn check_parent(&mut self, step: &Step) {
        let (Some(parent), Some(at)) = (step.parent, self.position) else {
            return;
        };
        if self.steps.entries[parent.index()].seq >= step.seq {
            self.met.orphans.entry(step.id).or_insert(at);
        }
    }

    /// Follows which steps are finished: they are not polled any more.
    #[inline]
    pub(super) fn check_finished(&mut self, step: StepId, result: PollResult) {
        let index = step.index();
        if self.met.finished.get(index).copied().unwrap_or(false) {
            let id = self.steps.entries[index].id;
            self.odd(NoticeKind::PollAfterEnd, || polled_after_end(id));
        } else if result.is_final() {
            if self.met.finished.len() <= index {
                self.met.finished.resize(index + 1, false);
            }
            self.met.finished[index] = true;
        }
    }

    /// More may come: what was recorded and is not there yet is not missing.
    #[cfg(feature = "read")]
    pub(crate) fn expect_more(&mut self) {
        self.met.is_more_to_come = true;
    }

    /// The last record that counts the numbers that were given may count more than are there.
    pub(super) fn report_missing_end(&mut self) {
        let recorded = match (&self.end, &self.last_sync) {
            (Some(end), _) => end.recorded,
            (None, Some(sync)) if !self.met.is_more_to_come => sync.recorded,
            _ => return,
        };
        if recorded > self.next_seq {
            let (first, last) = (self.next_seq, recorded - 1);
            self.gap(first, last, recorded - first, self.met.report);
            self.next_seq = recorded;
        }
    }
}

fn missing_events(first: u64, last: u64) -> String {
    if first == last {
        format!("event {first} is missing")
    } else {
        format!("events {first} to {last} are missing")
    }
}

pub(super) fn polled_after_end(id: u64) -> String {
    format!("step {id} was polled after it had finished")
}
