//! [`HoldUps`]: which polls held up which steps that were woken.
//!
//! A poll holds up what is polled on its thread after it. What was polled on another thread, or was polled by nobody though
//! the poll is long over, had to wait for something else.

use super::case::Case;
use super::facts::{Delay, LongPoll};
use crate::ThreadId;

/// So many polls, or delays, are looked at for one. There are hardly more near it.
const MOST: usize = 100;

/// A poll that returned, or a delay that was answered: on which thread, and when.
type Poll<'a> = (ThreadId, u64, &'a LongPoll);
type Answered<'a> = (ThreadId, u64, &'a Delay);

/// Long polls and delays, by the thread that they are of.
pub(super) struct HoldUps<'a> {
    /// Those that returned, sorted by thread and by when.
    polls: Vec<Poll<'a>>,
    /// Those still in progress at the end.
    in_progress: Vec<&'a LongPoll>,
    /// Those that were answered, sorted by thread and by when.
    delays: Vec<Answered<'a>>,
    /// Those that nobody answered until the end.
    unanswered: Vec<&'a Delay>,
}

impl<'a> HoldUps<'a> {
    pub(super) fn of(case: &'a Case<'_>) -> Self {
        let (mut polls, mut in_progress) = (Vec::new(), Vec::new());
        for poll in &case.facts.long_polls {
            match thread_of(case, poll.position) {
                Some(thread) => polls.push((thread, poll.end, poll)),
                None => in_progress.push(poll),
            }
        }
        let (mut delays, mut unanswered) = (Vec::new(), Vec::new());
        for delay in &case.facts.delays {
            match thread_of(case, delay.poll) {
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
        let thread = thread_of(case, delay.poll);
        let returned = thread.map(|thread| {
            let is_before = |poll: &Poll<'_>| (poll.0, poll.1) <= (thread, delay.from);
            let polls = self.polls[self.polls.partition_point(is_before)..].iter();
            let of_thread = polls.take_while(move |(its, ..)| *its == thread);
            let polls = of_thread.map(|(.., poll)| *poll);
            polls.take_while(|poll| poll.began < delay.until)
        });
        let in_progress = thread.is_none().then_some(&self.in_progress);
        let in_progress = in_progress.into_iter().flatten().copied();
        let polls = returned.into_iter().flatten().chain(in_progress).take(MOST);
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
        let thread = thread_of(case, poll.position);
        let after = thread.map(|thread| {
            let is_before = |delay: &Answered<'_>| (delay.0, delay.1) < (thread, poll.end);
            let delays = self.delays[self.delays.partition_point(is_before)..].iter();
            let of_thread = delays.take_while(move |(its, ..)| *its == thread);
            of_thread.map(|(.., delay)| *delay)
        });
        let still = thread.is_none().then_some(&self.unanswered);
        let still = still.into_iter().flatten().copied();
        let task = case.task_of(poll.step);
        let mut delays = after.into_iter().flatten().chain(still).take(MOST);
        delays.find(|delay| overlap(poll, delay) >= least && case.task_of(delay.step) != task)
    }
}

fn thread_of(case: &Case<'_>, position: Option<u32>) -> Option<ThreadId> {
    Some(case.trace.events().get(position? as usize)?.thread())
}

/// For how long a step waited while a poll ran.
fn overlap(poll: &LongPoll, delay: &Delay) -> u64 {
    let (from, until) = (delay.from.max(poll.began), delay.until.min(poll.end));
    until.saturating_sub(from)
}
