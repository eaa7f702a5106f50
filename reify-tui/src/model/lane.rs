//! [`Cell`]: what a node was doing within a stretch of time. A row of them is a lane of the timeline.
//!
//! A lane is looked up, not replayed: where a column of the screen holds many polls they are found by binary search and
//! their time by sums that were made once, so that a lane takes about the same time whatever the recording.

use reify_lib::{Event, NodeId, PollResult, StepId};

use super::poll::Poll;
use super::{Model, Returned, Window};

/// So many polls within one column are added up one by one; of more, the sums are asked.
const FEW: usize = 64;

/// What a node was doing within a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// None of its steps was alive.
    Empty,
    /// One was made, and not polled yet.
    Made,
    /// One was pending.
    Pending,
    /// One was pending, and woken since.
    Woken,
    /// One was within a poll, for so many eighths of the time, at least one.
    Polling(u8),
    /// The last that happened was that one was dropped unfinished.
    Cancelled,
    /// Only a `&mut` was dropped.
    LetGo,
    /// The last that happened was that one panicked.
    Panicked,
}

impl Model {
    /// What a node was doing within each of so many parts of a window.
    pub fn lane(&self, node: NodeId, window: &Window, columns: usize) -> Vec<Cell> {
        let mut lane = Lane {
            model: self,
            node,
            polls: self.polls_of(node),
            next: 0,
            returned_in_last: 0,
            until: None,
            gap: None,
            polling: None,
        };
        lane.next = lane.first_from(window.from());
        let parts = (0..columns).map(|column| {
            let begin = window.time_at(column, columns);
            lane.cell(begin, window.time_at(column + 1, columns))
        });
        parts.collect()
    }
}

/// Goes along the time of a node.
struct Lane<'a> {
    model: &'a Model,
    node: NodeId,
    polls: &'a [u32],
    /// The first poll that had not returned at the time that was come to.
    next: usize,
    /// How many returned in the last column in which any did.
    returned_in_last: usize,
    /// When that one begins, or the largest number if it never does; from when it is asked for.
    until: Option<u64>,
    /// What comes before it, where a column lies within that.
    gap: Option<Gap>,
    /// How long the first so many polls took together: the last that was asked for.
    polling: Option<(usize, u64)>,
}

/// The time between two polls of a node.
#[derive(Clone, Copy)]
struct Gap {
    /// Whether a step was pending.
    is_pending: bool,
    /// When that step was woken.
    woken: Option<u64>,
    /// When the step that is polled next was made.
    made: Option<u64>,
}

impl Lane<'_> {
    /// The stretch from `begin` to before `end`; each begins where the one before ended.
    fn cell(&mut self, begin: u64, end: u64) -> Cell {
        let first = self.next;
        if self.returned(first).is_some_and(|at| at < end) {
            self.next = self.first_from(end);
            self.returned_in_last = self.next - first;
            (self.until, self.gap) = (None, None);
        }
        let until = match self.until {
            Some(until) => until,
            None => *self.until.insert(self.next_step().1.unwrap_or(u64::MAX)),
        };
        let polled_since = (until < end).then_some(until);
        if first == self.next && polled_since.is_none() {
            let gap = match self.gap {
                Some(gap) => gap,
                None => *self.gap.insert(self.gap_before_next()),
            };
            return gap.cell(end);
        }
        let last = self.next.checked_sub(1).filter(|last| *last >= first);
        let last = last.and_then(|last| self.model.poll(self.polls[last]));
        let returned = |last: Poll| Returned::of(self.model.trace(), last.step, last.result);
        match last.map(returned) {
            Some(Returned::Cancelled) if polled_since.is_none() => return Cell::Cancelled,
            Some(Returned::LetGo) if polled_since.is_none() => return Cell::LetGo,
            Some(Returned::Panicked) if polled_since.is_none() => return Cell::Panicked,
            _ => {}
        }
        let within = polled_since.map_or(0, |since| end - since.max(begin));
        let polled = self.polled(first, begin).saturating_add(within);
        Cell::Polling(eighths(polled, end - begin))
    }

    /// How long the polls from the given one up to the next had been polled, but not before `begin`.
    fn polled(&mut self, first: usize, begin: u64) -> u64 {
        let began_before = |index: usize| {
            let poll = self.polls.get(index).and_then(|&at| self.model.poll(at));
            poll.map_or(0, |poll| begin.saturating_sub(poll.at).min(poll.took))
        };
        let sum = if self.next - first <= FEW {
            let polls = self.polls[first..self.next].iter();
            let events = self.model.trace().events();
            let took = polls.filter_map(|&at| events.took_of(at as usize));
            took.fold(0, u64::saturating_add)
        } else {
            // Where this column begins, the one before ended.
            let before = self.polling.filter(|(polls, _)| *polls == first);
            let before = before.map_or_else(|| self.polling(first), |(_, polling)| polling);
            let until = self.polling(self.next);
            self.polling = Some((self.next, until));
            until.saturating_sub(before)
        };
        if self.next > first {
            sum.saturating_sub(began_before(first))
        } else {
            0
        }
    }

    fn polling(&self, polls: usize) -> u64 {
        let (model, events) = (self.model, self.model.trace().events());
        model.index.polling(events, self.node, polls)
    }

    /// The first poll that returned at a time or later, looked for from the next one on.
    fn first_from(&self, time: u64) -> usize {
        let returned_before = |index: usize| self.returned(index).is_some_and(|at| at < time);
        // Mostly about as many returned as in the column before. From there in steps that double.
        let guess = self.next + self.returned_in_last;
        let mut step = (self.returned_in_last / 8).max(1);
        let mut low = self.next;
        let mut high = guess.min(self.polls.len());
        if self.returned_in_last > 0 && !returned_before(guess) {
            while high - low > step && !returned_before(high - step) {
                high -= step;
                step *= 2;
            }
            low = low.max(high.saturating_sub(step));
        } else {
            low = if self.returned_in_last > 0 {
                guess
            } else {
                low
            };
            while returned_before(low + step - 1) {
                low += step;
                step *= 2;
            }
            high = (low + step - 1).min(self.polls.len());
        }
        let rest = &self.polls[low.min(high)..high];
        let events = self.model.trace().events();
        let is_before = |&poll: &u32| events.time_of(poll as usize).is_some_and(|at| at < time);
        low.min(high) + rest.partition_point(is_before)
    }

    fn returned(&self, index: usize) -> Option<u64> {
        let position = *self.polls.get(index)?;
        self.model.trace().events().time_of(position as usize)
    }

    /// The poll before the next one.
    fn last(&self) -> Option<Poll> {
        let last = self.next.checked_sub(1)?;
        self.model.poll(self.polls[last])
    }

    /// The step that is polled next, and when, if it ever is.
    fn next_step(&self) -> (Option<StepId>, Option<u64>) {
        let next = self.polls.get(self.next);
        match next.and_then(|&at| self.model.poll(at)) {
            Some(next) => (Some(next.step), Some(next.at)),
            None => self.at_the_end(self.last().as_ref()),
        }
    }

    fn gap_before_next(&self) -> Gap {
        let (last, before) = (self.last(), self.next.checked_sub(1));
        let (step, _) = self.next_step();
        let is_pending = last.is_some_and(|last| {
            last.result == PollResult::Pending && step.is_none_or(|step| step == last.step)
        });
        let is_new = step.filter(|step| last.is_none_or(|last| last.step != *step));
        Gap {
            is_pending,
            woken: before
                .filter(|_| is_pending)
                .and_then(|before| self.woken(before)),
            made: is_new.map(|step| self.model.trace().steps().made_at(step)),
        }
    }

    /// Behind the last poll there may be a step that was never polled, or a poll that was in progress when the recording
    /// stopped.
    fn at_the_end(&self, last: Option<&Poll>) -> (Option<StepId>, Option<u64>) {
        let newest = self.model.graph().steps_of(self.node).next_back();
        let until = newest.and_then(|newest| self.model.polled_at_end(newest, last));
        (newest, until)
    }

    /// When a step was first woken after one of its polls.
    fn woken(&self, poll: usize) -> Option<u64> {
        let position = self.polls[poll];
        let events = self.model.trace().events();
        let model = self.model;
        let step = events.step_of(position as usize)?;
        let others = model.index.others_of(model.trace(), model.graph(), step);
        let wake = *others.get(others.partition_point(|&event| event <= position))?;
        // What came behind the next poll of the step was no answer to this one.
        let next = self.polls.get(poll + 1);
        if next.is_some_and(|&next| next < wake && events.step_of(next as usize) == Some(step)) {
            return None;
        }
        match events.get(wake as usize)? {
            Event::Wake(wake) => Some(wake.at),
            _ => None,
        }
    }
}

impl Gap {
    fn cell(&self, end: u64) -> Cell {
        let is_past = |time: Option<u64>| time.is_some_and(|time| time < end);
        if self.is_pending && is_past(self.woken) {
            Cell::Woken
        } else if self.is_pending {
            Cell::Pending
        } else if is_past(self.made) {
            Cell::Made
        } else {
            Cell::Empty
        }
    }
}

fn eighths(part: u64, whole: u64) -> u8 {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    ((part * 8).div_ceil(whole)).clamp(1, 8) as u8
}
