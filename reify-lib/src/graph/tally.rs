//! The numbers of steps and of nodes: counts, times and outcomes.

use super::members::Members;
use super::node::StepOutcome;
use super::numbers::{Numbers, Sum};
use crate::{NodeId, PollResult, StepId, StepTable, Trace};

/// The time since which nobody waits.
const NOT_WAITING: u64 = u64::MAX;

/// Adds up the events of steps.
pub(super) struct Tally<'a> {
    trace: &'a Trace,
    numbers: Numbers,
    /// When each step's last poll returned, if that was `Pending`.
    waiting_since: Vec<u64>,
}

impl<'a> Tally<'a> {
    /// The numbers of each step. `in_progress` are the steps that were within a poll at the end, and since when.
    pub(super) fn of(trace: &'a Trace, in_progress: &[(StepId, u64)]) -> Numbers {
        let steps = trace.steps().len();
        let mut tally = Self {
            trace,
            numbers: Numbers::new(steps),
            waiting_since: vec![NOT_WAITING; steps],
        };
        let events = trace.events();
        for position in 0..events.len() {
            if let Some(result) = events.result_of(position) {
                tally.count_poll(position, result);
            }
        }
        for &(step, since) in in_progress {
            tally.count_in_progress(step, since);
        }
        tally.count_waiting();
        tally.numbers
    }

    fn change(&mut self, step: StepId, change: impl FnOnce(&mut Sum)) {
        let made = self.trace.steps().made_at(step);
        self.numbers.change(step.index(), made, change);
    }

    fn count_poll(&mut self, position: usize, result: PollResult) {
        let events = self.trace.events();
        let Some(step) = events.step_of(position) else {
            return;
        };
        let (began, took) = events.span_of(position);
        let returned = began.saturating_add(took);
        let waits_since = if result == PollResult::Pending {
            returned
        } else {
            NOT_WAITING
        };
        let since = std::mem::replace(&mut self.waiting_since[step.index()], waits_since);
        // Where it did not wait, that is later than any poll.
        let waited = began.saturating_sub(since);
        let is_dropped = result == PollResult::Cancelled;
        let is_let_go = is_dropped && self.trace.steps().is_borrowed(step);
        self.change(step, |sum| {
            sum.waiting = sum.waiting.saturating_add(waited);
            if is_dropped {
                sum.cancelled = sum.cancelled.saturating_add(u32::from(!is_let_go));
            } else {
                sum.polls += 1;
                sum.polling = sum.polling.saturating_add(took);
            }
            // What is pending may still finish: that is settled when all events were seen.
            if result.is_final() {
                let outcome = if is_let_go {
                    StepOutcome::LetGo
                } else {
                    result.into()
                };
                sum.outcome = sum.outcome.and(outcome);
            }
            sum.last = sum.last.max(returned);
            sum.first_event.get_or_insert(position as u32);
            sum.last_event = Some(position as u32);
        });
    }

    fn pending_since(&self, step: StepId) -> Option<u64> {
        let since = self.waiting_since[step.index()];
        (since != NOT_WAITING).then_some(since)
    }

    /// A poll that had not returned: the step does not wait, it is being polled.
    fn count_in_progress(&mut self, step: StepId, began: u64) {
        let duration = self.trace.duration();
        let since = self.pending_since(step);
        let never_returned = {
            let sum = self.numbers.get(step.index(), 0);
            since.is_none() && sum.outcome == StepOutcome::NeverPolled
        };
        if !never_returned && since.is_none_or(|since| since > began) {
            // It did return, after the sign of life, or it is finished.
            return;
        }
        self.waiting_since[step.index()] = NOT_WAITING;
        self.change(step, |sum| {
            sum.polling = sum.polling.saturating_add(duration.saturating_sub(began));
            sum.outcome = sum.outcome.and(StepOutcome::Pending);
            let waited = since.map_or(0, |since| began.saturating_sub(since));
            sum.waiting = sum.waiting.saturating_add(waited);
        });
    }

    fn count_waiting(&mut self) {
        let duration = self.trace.duration();
        for step in self.trace.step_ids() {
            if let Some(since) = self.pending_since(step) {
                self.change(step, |sum| {
                    sum.waiting = sum.waiting.saturating_add(duration.saturating_sub(since));
                    sum.outcome = sum.outcome.and(StepOutcome::Pending);
                });
            }
        }
    }
}

/// The numbers of nodes, from those of their steps.
pub(super) fn of_nodes(mut numbers: Numbers, members: &Members, steps: &StepTable) -> Numbers {
    for (node, others) in members.groups() {
        let first = members.first(node);
        for &other in others {
            let other = StepId(other);
            let more = numbers.get(other.index(), steps.made_at(other));
            numbers.change(first.index(), steps.made_at(first), |sum| sum.add(&more));
        }
    }
    // Each node takes the place of a step that stands before its own first one, or of that.
    for node in (0..members.nodes()).map(NodeId::from) {
        numbers.move_down(members.first(node).index(), node.index());
    }
    numbers.truncate(members.nodes());
    numbers
}
