//! [`Slow`]: the polls that took longest by themselves.

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
    /// The slowest hundredth of a recording.
    pub(super) fn of(trace: &Trace) -> Self {
        let results = (0..trace.events().len()).filter_map(|at| trace.events().result_of(at));
        let polls = results.filter(|result| *result != PollResult::Cancelled);
        let polls = polls.count();
        let slow = (polls / ONE_OF).max(AT_LEAST);
        // With the first one that is not slow.
        let mut slowest = Slowest::new(slow + 1);
        each_own_time(trace, |time, position| slowest.add(time, position));
        slowest.trim();
        let over = if polls > slow { slowest.floor } else { None };
        let slow = slowest.all.iter();
        let slow = slow.filter(|(time, _)| over.is_none_or(|over| *time > over));
        let mut positions: Vec<u32> = slow.map(|&(_, position)| position).collect();
        positions.sort_unstable();
        Self {
            over: over.map_or(0, u64::from),
            positions,
        }
    }

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

/// So many of the longest times, with their positions.
struct Slowest {
    most: usize,
    all: Vec<(u32, u32)>,
    /// The shortest of them, once there are so many.
    floor: Option<u32>,
}

impl Slowest {
    fn new(most: usize) -> Self {
        Self {
            most,
            all: Vec::new(),
            floor: None,
        }
    }

    fn add(&mut self, time: u32, position: u32) {
        if self.floor.is_some_and(|floor| time <= floor) {
            return;
        }
        self.all.push((time, position));
        // Twice as many are collected before half of them is thrown out: then each costs little.
        if self.all.len() >= self.most * 2 {
            self.trim();
        }
    }

    fn trim(&mut self) {
        let Some(surplus) = self.all.len().checked_sub(self.most) else {
            return;
        };
        let (_, &mut (floor, _), _) = self.all.select_nth_unstable(surplus);
        self.floor = Some(floor);
        self.all.drain(..surplus);
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
            None => Slow::of(&self.trace),
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
