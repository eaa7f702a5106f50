//! What is odd about records, with the place where that shows first.

use std::collections::HashMap;

use super::TraceBuilder;
use super::skipped::Skipped;
use crate::{NoticeKind, PollResult, Position, Step, StepId};

/// Where what may turn out to be odd at the end was met. None of it grows in a file as a recorder writes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    /// The numbers that were passed over.
    pub(super) skipped: Skipped,
    /// Steps that a task names and that are not made yet, by their ids.
    pub(super) awaited: HashMap<u64, Option<Position>>,
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

impl Met {
    /// A step is made, that a task may have named before.
    #[inline]
    pub(super) fn was_made(&mut self, id: u64) {
        if !self.awaited.is_empty() {
            self.awaited.remove(&id);
        }
    }
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
        self.met.skipped.add(first, last, self.position);
        self.gap(first, last, last - first + 1, self.position);
    }

    pub(super) fn gap(&mut self, first: u64, last: u64, missing: u64, at: Option<Position>) {
        self.notices
            .add_many(NoticeKind::Gap, missing, at, || missing_events(first, last));
    }

    /// A task says that a step has made it, which may be made only later.
    pub(super) fn await_step(&mut self, id: u64) -> StepId {
        if self.steps.find(id).is_none() {
            self.met.awaited.insert(id, self.position);
        }
        self.step_to_come(id)
    }

    /// A step is mentioned that only a task has named before.
    #[inline]
    pub(super) fn check_awaited(&mut self, id: u64) {
        if !self.met.awaited.is_empty() && self.met.awaited.remove(&id).is_some() {
            self.mentioned_early(id);
        }
    }

    pub(super) fn mentioned_early(&mut self, id: u64) {
        self.odd(NoticeKind::UnknownId, || {
            format!("step {id} is not known where it is mentioned")
        });
    }

    /// Steps that a task names, and nothing else does.
    pub(super) fn report_awaited(&mut self) {
        if self.met.is_more_to_come && self.end.is_none() {
            return;
        }
        for (id, at) in std::mem::take(&mut self.met.awaited) {
            self.notices.add(NoticeKind::UnknownId, at, || {
                format!("step {id} has spawned a task and is never made")
            });
        }
    }

    /// Remembers where a step stands whose parent was not made before it, as far as can be told.
    pub(super) fn check_parent(&mut self, step: &Step) {
        let (Some(parent), Some(at)) = (step.parent, self.position) else {
            return;
        };
        if self.steps.seq(parent) >= step.seq {
            self.met.orphans.entry(step.id).or_insert(at);
        }
    }

    /// Follows which steps are finished: they are not polled any more.
    #[inline]
    pub(super) fn check_finished(&mut self, step: StepId, result: PollResult) {
        let index = step.index();
        if self.met.finished.get(index).copied().unwrap_or(false) {
            let id = self.steps.id(step);
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
