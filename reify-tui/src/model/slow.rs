//! [`Slow`]: the polls that took longest by themselves.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use reify_lib::{Event, PollResult, Trace};

use super::Model;

/// Of so many polls one is slow.
const ONE_OF: usize = 100;
/// Of few polls so many are slow.
const AT_LEAST: usize = 3;

/// The polls that took longer than a bound, or the slowest hundredth of all. What a poll awaited within itself is not
/// counted: else all polls above a slow one were slow too.
#[derive(Debug, Default)]
pub(super) struct Slow {
    over: u64,
    positions: Vec<u32>,
}

impl Slow {
    /// Those of a recording with so many polls.
    pub(super) fn of(trace: &Trace, polls: u64) -> Self {
        let polls = usize::try_from(polls).unwrap_or(usize::MAX);
        let slow = (polls / ONE_OF).max(AT_LEAST);
        // With the first one that is not slow.
        let most = slow + 1;
        let mut slowest = BinaryHeap::new();
        each_own_time(trace, |time, position| {
            let is_full = slowest.len() >= most;
            if is_full
                && slowest
                    .peek()
                    .is_some_and(|Reverse((least, _))| time <= *least)
            {
                return;
            }
            if is_full {
                slowest.pop();
            }
            slowest.push(Reverse((time, position)));
        });
        let least = slowest.peek().filter(|_| slowest.len() == most);
        let over = least.map_or(0, |Reverse((time, _))| *time);
        let is_whole = slowest.len() < most;
        let slowest = slowest.into_iter().map(|Reverse(slow)| slow);
        let mut positions: Vec<u32> = slowest
            .filter(|(time, _)| is_whole || *time > over)
            .map(|(_, position)| position)
            .collect();
        positions.sort_unstable();
        Self {
            over: u64::from(over),
            positions,
        }
    }
}

impl Slow {
    /// The polls that took more than a time, in ns.
    fn over(trace: &Trace, over: u64) -> Self {
        let mut positions = Vec::new();
        each_own_time(trace, |time, position| {
            if u64::from(time) > over {
                positions.push(position);
            }
        });
        Self { over, positions }
    }
}

/// Tells how long each poll took without what it awaited, in ns, but at most four seconds; and its position.
fn each_own_time(trace: &Trace, mut tell: impl FnMut(u32, u32)) {
    // By step: how long the polls of the steps under it took since it was last polled.
    let mut within = vec![0_u64; trace.steps().len()];
    for (position, event) in (0..).zip(trace.events().iter()) {
        let Event::Poll(poll) = event else { continue };
        if poll.result == PollResult::Cancelled {
            continue;
        }
        let inner = std::mem::take(&mut within[poll.step.index()]);
        if let Some(parent) = trace.steps().parent(poll.step) {
            let above = &mut within[parent.index()];
            *above = above.saturating_add(poll.took);
        }
        let own = poll.took.saturating_sub(inner);
        tell(u32::try_from(own).unwrap_or(u32::MAX), position);
    }
}

impl Model {
    /// From now on polls are slow that took more than a time, in ns; without one the slowest hundredth. Takes time in
    /// proportion to the events.
    pub fn set_slow_is_over(&mut self, over: Option<u64>) {
        self.slow = match over {
            Some(over) => Slow::over(&self.trace, over),
            None => Slow::of(&self.trace, self.polls),
        };
    }

    /// The polls that took longest by themselves, as positions in the total order.
    pub fn slow_polls(&self) -> &[u32] {
        &self.slow.positions
    }

    /// What each of them took more than, in ns.
    pub fn slow_is_over(&self) -> u64 {
        self.slow.over
    }
}
