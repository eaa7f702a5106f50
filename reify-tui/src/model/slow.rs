//! [`Slow`]: the polls that took longest by themselves.

use std::collections::BTreeMap;

use reify_lib::{Event, PollResult, StepId, Trace};

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
        OwnTimes::default().each(trace, usize::MAX, |time, position| {
            slowest.add(time, position);
        });
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
}

/// The polls that took more than a time, looked for from the first event on.
#[derive(Debug)]
pub(super) struct Seeking {
    own_times: OwnTimes,
    found: Slow,
}

impl Seeking {
    fn new(over: u64) -> Self {
        Self {
            own_times: OwnTimes::default(),
            found: Slow {
                over,
                positions: Vec::new(),
            },
        }
    }

    /// Looks at so many more events.
    fn go_on(&mut self, trace: &Trace, events: usize) {
        let Slow { over, positions } = &mut self.found;
        self.own_times.each(trace, events, |time, position| {
            if u64::from(time) > *over {
                positions.push(position);
            }
        });
    }

    fn is_done(&self, trace: &Trace) -> bool {
        self.own_times.next == trace.events().len()
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

/// How long each poll took without what it awaited, from the first on.
#[derive(Debug, Default)]
struct OwnTimes {
    /// How long the polls of the steps under a step took since it was last polled. Few are being polled at a time.
    within: BTreeMap<StepId, u64>,
    /// The position of the next event.
    next: usize,
}

impl OwnTimes {
    /// Tells the own times of the polls among so many more events, in ns, but at most four seconds; and their positions.
    fn each(&mut self, trace: &Trace, events: usize, mut tell: impl FnMut(u32, u32)) {
        let first = self.next;
        self.next = first.saturating_add(events).min(trace.events().len());
        for position in first..self.next {
            let Some(Event::Poll(poll)) = trace.events().get(position) else {
                continue;
            };
            if poll.result == PollResult::Cancelled {
                continue;
            }
            let inner = self.within.remove(&poll.step).unwrap_or(0);
            if let Some(parent) = trace.steps().parent(poll.step) {
                let above = self.within.entry(parent).or_default();
                *above = above.saturating_add(poll.took);
            }
            let own = poll.took.saturating_sub(inner);
            tell(u32::try_from(own).unwrap_or(u32::MAX), position as u32);
        }
    }
}

impl Model {
    /// From now on polls are slow that took more than a time, in ns; without one the slowest hundredth. Takes time in
    /// proportion to the events.
    pub fn set_slow_is_over(&mut self, over: Option<u64>) {
        self.seek_slow(over);
        self.seek_on(usize::MAX);
    }

    /// The same, but with a time polls are looked for by and by: those that were slow before are until all are
    /// [found](Self::seek_on).
    pub fn seek_slow(&mut self, over: Option<u64>) {
        self.seeking = over.map(Seeking::new);
        if over.is_none() {
            self.slow_over = None;
        }
    }

    /// Whether slow polls are being looked for.
    pub fn is_seeking(&self) -> bool {
        self.seeking.is_some()
    }

    /// Looks for slow polls among so many more events. Gives back whether all are found now.
    pub fn seek_on(&mut self, events: usize) -> bool {
        let Some(mut seeking) = self.seeking.take() else {
            return false;
        };
        seeking.go_on(&self.trace, events);
        let is_done = seeking.is_done(&self.trace);
        if is_done {
            self.slow_over = Some(seeking.found);
        } else {
            self.seeking = Some(seeking);
        }
        is_done
    }

    /// Whether it is known which polls are slow.
    pub fn knows_slow_polls(&self) -> bool {
        self.slow().is_some()
    }

    /// The polls that took longest by themselves, as positions in the total order, once they are known.
    pub fn slow_polls(&self) -> &[u32] {
        self.slow().map_or(&[], |slow| &slow.positions)
    }

    /// What each of them took more than, in ns.
    pub fn slow_is_over(&self) -> u64 {
        self.slow().map_or(0, |slow| slow.over)
    }

    fn slow(&self) -> Option<&Slow> {
        let slowest = self.totals.as_ref().map(|totals| &totals.slowest);
        self.slow_over.as_ref().or(slowest)
    }
}
