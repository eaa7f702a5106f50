//! From an event to one that belongs to it: from a poll to the wake that it answered and back, and between the polls of a
//! step and those of the steps under it.

use reify_lib::{Event, PollResult, StepId};

use super::Model;

/// Polls behind a wake that are looked at, at most.
const MOST_POLLS: usize = 1_000;

impl Model {
    /// The wake that a poll answered, or the poll that answered a wake.
    pub fn counterpart(&self, position: usize) -> Option<usize> {
        match self.trace.events().get(position)? {
            // To be dropped is no answer to a wake.
            Event::Poll(poll) if poll.result == PollResult::Cancelled => None,
            Event::Poll(_) => Some(self.wakeup(position)?.position),
            Event::Wake(wake) => {
                let behind = self.polls_behind(wake.step, position).take(MOST_POLLS);
                let answers = behind.filter(|&poll| {
                    let poll = self.poll(poll as u32);
                    poll.is_some_and(|poll| {
                        poll.at >= wake.at && poll.result != PollResult::Cancelled
                    })
                });
                // Of polls at the same moment, the one that the wake led to.
                let answers: Vec<usize> = answers.take(2).collect();
                let exact = answers.iter().copied().find(|&poll| {
                    let wakeup = self.wakeup(poll);
                    wakeup.is_some_and(|wakeup| wakeup.position == position)
                });
                exact.or(answers.first().copied())
            }
            _ => None,
        }
    }

    /// The poll of the parent within which an event happened; the last one, where that poll had not returned.
    pub fn parent_poll(&self, position: usize) -> Option<usize> {
        let step = self.trace.events().step_of(position)?;
        let parent = self.trace.steps().parent(step)?;
        let behind = self.polls_behind(parent, position).next();
        let last = || self.events_of(parent).last();
        behind.or_else(last)
    }

    /// Of the polls within a poll, made by steps directly under its own, the last one.
    pub fn child_poll(&self, position: usize) -> Option<usize> {
        let events = self.trace.events();
        let poll = self.poll(position as u32)?;
        let during = (0..position)
            .rev()
            .take_while(|&before| events.time_of(before).is_some_and(|time| time >= poll.at));
        let mut children = during.filter(|&before| {
            let step = events.step_of(before);
            let parent = step.and_then(|step| self.trace.steps().parent(step));
            let is_child = parent == Some(poll.step);
            is_child && events.result_of(before).is_some()
        });
        children.next()
    }

    /// The polls of a step behind a position, in order.
    fn polls_behind(&self, step: StepId, position: usize) -> impl Iterator<Item = usize> {
        let behind = self.events_of(step).behind(position);
        behind.filter(|&event| self.trace.events().result_of(event).is_some())
    }
}
