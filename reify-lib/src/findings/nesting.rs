//! [`Nesting`]: which polls ran inside of which, and how long each ran by itself.
//!
//! A poll that returned later and began earlier on the same thread was around those in between. That holds also where a
//! future is polled by another step than the one it was made in, as with `&mut future` in a `select!` loop.

use crate::{EventLog, PollResult, StepId, ThreadId};

/// A poll with more direct inner polls than this loses some of them, and its own time is then not known.
const MOST_OPEN: usize = 1 << 16;

/// A poll or a drop, as far as its place among the others goes.
#[derive(Clone, Copy)]
pub(super) struct Polled {
    pub(super) step: StepId,
    pub(super) thread: ThreadId,
    pub(super) began: u64,
    pub(super) took: u64,
    pub(super) result: PollResult,
}

impl Polled {
    /// The event at a position, if it is one.
    #[inline]
    pub(super) fn at(events: &EventLog, position: usize) -> Option<Self> {
        let result = events.result_of(position)?;
        let (began, took) = events.span_of(position);
        Some(Self {
            step: events.step_of(position)?,
            thread: events.thread_of(position),
            began,
            took,
            result,
        })
    }

    pub(super) const fn end(&self) -> u64 {
        self.began.saturating_add(self.took)
    }
}

/// What ran on one thread and may yet turn out to have run inside of something.
#[derive(Default)]
struct Thread {
    /// Positions of polls. All that is inside of nothing stays here, so it has to be little.
    returned: Vec<u32>,
    /// What began before this lost inner polls.
    forgotten: u64,
}

/// The polls of all threads, as they return.
pub(super) struct Nesting<'a> {
    events: &'a EventLog,
    threads: Vec<Thread>,
}

/// What ran inside of a poll.
#[derive(Default)]
pub(super) struct Inner {
    /// The steps that were polled directly inside of it.
    pub(super) steps: Vec<StepId>,
    /// Whether one of them was pending.
    pub(super) pending: bool,
    /// How long it ran besides; nothing if that is not known.
    pub(super) own_time: Option<u64>,
}

impl<'a> Nesting<'a> {
    pub(super) const fn new(events: &'a EventLog) -> Self {
        let threads = Vec::new();
        Self { events, threads }
    }

    /// Takes the next poll to return, with its position, and tells what ran inside of it. `inner` is there to be used
    /// again.
    pub(super) fn returned(&mut self, position: u32, poll: &Polled, inner: &mut Inner) {
        let index = poll.thread.index();
        if index >= self.threads.len() {
            self.threads.resize_with(index + 1, Thread::default);
        }
        let thread = &mut self.threads[index];
        let (began, end) = (poll.began, poll.end());
        inner.steps.clear();
        inner.pending = false;
        let mut inside = 0_u64;
        while let Some(&last) = thread.returned.last() {
            let (its_beginning, its_end) = span(self.events, last);
            if its_beginning < began || its_end > end {
                break;
            }
            // Those that overlap, which no program's do, may add up to anything.
            inside = inside.saturating_add(its_end - its_beginning);
            let last = last as usize;
            inner.pending |= self.events.result_of(last) == Some(PollResult::Pending);
            inner.steps.extend(self.events.step_of(last));
            thread.returned.pop();
        }
        let known = began >= thread.forgotten;
        inner.own_time = known.then(|| poll.took.saturating_sub(inside));
        if thread.returned.len() == MOST_OPEN {
            let oldest = thread.returned.drain(..MOST_OPEN / 2);
            let ends = oldest.map(|poll| span(self.events, poll).1);
            thread.forgotten = ends.max().unwrap_or(0);
        }
        thread.returned.push(position);
    }
}

/// When a poll began, and when it returned.
fn span(events: &EventLog, position: u32) -> (u64, u64) {
    let (began, took) = events.span_of(position as usize);
    (began, began.saturating_add(took))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Event, PollEvent};

    fn poll(step: u32, at: u64, took: u64, thread: u32) -> PollEvent {
        PollEvent {
            seq: 0,
            step: StepId(step),
            at,
            took,
            thread: ThreadId(thread),
            result: PollResult::Pending,
            wakers: None,
            within: None,
        }
    }

    fn run(polls: &[PollEvent]) -> Vec<(Vec<u32>, Option<u64>)> {
        let polls = (0..).zip(polls);
        let events: EventLog = polls
            .map(|(seq, poll)| Event::Poll(PollEvent { seq, ..*poll }))
            .collect();
        let mut nesting = Nesting::new(&events);
        let mut inner = Inner::default();
        let each = (0..events.len()).map(|position| {
            let poll = Polled::at(&events, position).unwrap();
            nesting.returned(position as u32, &poll, &mut inner);
            (
                inner.steps.iter().map(|step| step.0).collect(),
                inner.own_time,
            )
        });
        each.collect()
    }

    #[test]
    fn only_direct_inner_polls_are_told_and_taken_off() {
        let found = run(&[
            poll(3, 30, 10, 1),
            poll(2, 20, 40, 1),
            poll(4, 70, 5, 1),
            poll(1, 10, 90, 1),
        ]);
        assert_eq!(
            found,
            [
                (vec![], Some(10)),
                (vec![3], Some(30)),
                (vec![], Some(5)),
                (vec![4, 2], Some(45))
            ]
        );
    }

    #[test]
    fn polls_of_other_threads_are_not_inside() {
        let found = run(&[poll(1, 30, 10, 1), poll(2, 20, 40, 2)]);
        assert_eq!(found[1], (vec![], Some(40)));
    }

    #[test]
    fn what_lost_inner_polls_does_not_claim_their_time() {
        let many = MOST_OPEN as u64 + 1;
        let mut polls: Vec<PollEvent> = (0..many).map(|n| poll(1, 100 + 10 * n, 5, 0)).collect();
        polls.push(poll(0, 50, 100 * many, 0));
        polls.push(poll(2, 200 * many, 7, 0));
        let found = run(&polls);
        assert_eq!(found[polls.len() - 2].1, None);
        assert_eq!(found[polls.len() - 1].1, Some(7));
    }
}
