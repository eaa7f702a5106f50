//! [`HoldUps`]: which polls held up which steps that were woken.
//!
//! A poll holds up what is polled on its thread after it. What was polled on another thread, or was polled by nobody though
//! the poll is long over, had to wait for something else.

use super::case::Case;
use super::facts::{Delay, LongPoll};
use crate::ThreadId;

/// So many polls, or delays, are looked at for one. There are no more near it but in a trace that makes no sense.
const MOST: usize = 1_000;

/// Long polls and delays, by the thread that they are of.
pub(super) struct HoldUps<'a> {
    /// Those that returned, sorted by thread and by when.
    polls: Vec<(ThreadId, u64, &'a LongPoll)>,
    /// Those still in progress at the end.
    in_progress: Vec<&'a LongPoll>,
    /// Those that were answered, sorted by thread and by when.
    delays: Vec<(ThreadId, u64, &'a Delay)>,
    /// Those that nobody answered until the end.
    unanswered: Vec<&'a Delay>,
}

impl<'a> HoldUps<'a> {
    pub(super) fn of(case: &'a Case<'_>) -> Self {
        let events = case.trace.events();
        let thread_of = |position: usize| events.get(position).map(|event| event.thread());
        let (mut polls, mut in_progress) = (Vec::new(), Vec::new());
        for poll in &case.facts.long_polls {
            match poll.position.and_then(thread_of) {
                Some(thread) => polls.push((thread, poll.end, poll)),
                None => in_progress.push(poll),
            }
        }
        let (mut delays, mut unanswered) = (Vec::new(), Vec::new());
        for delay in &case.facts.delays {
            match delay.poll.and_then(thread_of) {
                Some(thread) => delays.push((thread, delay.until, delay)),
                None => unanswered.push(delay),
            }
        }
        polls.sort_by_key(|(thread, end, _)| (*thread, *end));
        delays.sort_by_key(|(thread, until, _)| (*thread, *until));
        Self {
            polls,
            in_progress,
            delays,
            unanswered,
        }
    }

    /// The poll that a step had to wait for longest, if that was for so long.
    pub(super) fn blocker(
        &self,
        case: &Case<'_>,
        delay: &Delay,
        least: u64,
    ) -> Option<&'a LongPoll> {
        let events = case.trace.events();
        let thread = delay.poll.and_then(|poll| Some(events.get(poll)?.thread()));
        let from = |thread| {
            let is_before =
                |poll: &(ThreadId, u64, &LongPoll)| (poll.0, poll.1) <= (thread, delay.from);
            self.polls.partition_point(is_before)
        };
        let returned = thread.map_or(&[][..], |thread| {
            let polls = &self.polls[from(thread)..];
            let of_thread = polls
                .iter()
                .take(MOST)
                .take_while(|(its, ..)| *its == thread);
            &polls[..of_thread.count()]
        });
        let in_progress = self
            .in_progress
            .iter()
            .filter(|_| thread.is_none())
            .take(MOST);
        let polls = returned
            .iter()
            .map(|(.., poll)| *poll)
            .chain(in_progress.copied());
        polls
            .filter(|poll| poll.step != delay.step && overlap(poll, delay) >= least)
            .max_by_key(|poll| overlap(poll, delay))
    }

    /// A step of another task that had to wait for a poll, if there is one that did for so long.
    pub(super) fn kept_waiting(
        &self,
        case: &Case<'_>,
        poll: &LongPoll,
        least: u64,
    ) -> Option<&'a Delay> {
        let events = case.trace.events();
        let thread = poll
            .position
            .and_then(|poll| Some(events.get(poll)?.thread()));
        let after = thread.map_or(&[][..], |thread| {
            let is_before =
                |delay: &(ThreadId, u64, &Delay)| (delay.0, delay.1) < (thread, poll.end);
            let delays = &self.delays[self.delays.partition_point(is_before)..];
            let of_thread = delays
                .iter()
                .take(MOST)
                .take_while(|(its, ..)| *its == thread);
            &delays[..of_thread.count()]
        });
        let still = self
            .unanswered
            .iter()
            .filter(|_| thread.is_none())
            .take(MOST);
        let task = case.task_of(poll.step);
        let mut delays = after.iter().map(|(.., delay)| *delay).chain(still.copied());
        delays.find(|delay| overlap(poll, delay) >= least && case.task_of(delay.step) != task)
    }
}

/// For how long a step waited while a poll ran.
fn overlap(poll: &LongPoll, delay: &Delay) -> u64 {
    let (from, until) = (delay.from.max(poll.began), delay.until.min(poll.end));
    until.saturating_sub(from)
}
