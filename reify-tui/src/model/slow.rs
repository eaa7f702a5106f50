//! [`Slow`]: the polls that took longest by themselves.

use reify_lib::{Event, PollResult, Trace};

use super::Model;

/// Of so many polls one is slow.
const ONE_OF: usize = 100;
/// Of few polls so many are slow.
const AT_LEAST: usize = 3;

/// The slowest hundredth of the polls. What a poll awaited within itself is not counted: else all polls above a slow one
/// were slow too.
#[derive(Debug, Default)]
pub(super) struct Slow {
    over: u64,
    positions: Vec<u32>,
}

impl Slow {
    pub(super) fn of(trace: &Trace) -> Self {
        let mut own = own_times(trace);
        let polls = own.len();
        let slow = (polls / ONE_OF).max(AT_LEAST);
        let Some(rank) = polls.checked_sub(slow + 1) else {
            let positions = own.into_iter().map(|(_, position)| position);
            return Self {
                over: 0,
                positions: positions.collect(),
            };
        };
        let mut times: Vec<u32> = own.iter().map(|&(time, _)| time).collect();
        let over = *times.select_nth_unstable(rank).1;
        own.retain(|&(time, _)| time > over);
        Self {
            over: u64::from(over),
            positions: own.into_iter().map(|(_, position)| position).collect(),
        }
    }
}

/// How long each poll took without what it awaited, in ns, but at most four seconds; and its position.
fn own_times(trace: &Trace) -> Vec<(u32, u32)> {
    let mut own = Vec::new();
    // By step: how long the polls of the steps under it took since it was last polled.
    let mut within = vec![0_u64; trace.steps().len()];
    for (position, event) in (0..).zip(trace.events().iter()) {
        let Event::Poll(poll) = event else { continue };
        if poll.result == PollResult::Cancelled {
            continue;
        }
        let inner = std::mem::take(&mut within[poll.step.index()]);
        if let Some(parent) = trace.step(poll.step).parent {
            let above = &mut within[parent.index()];
            *above = above.saturating_add(poll.took);
        }
        let time = poll.took.saturating_sub(inner);
        own.push((u32::try_from(time).unwrap_or(u32::MAX), position));
    }
    own
}

impl Model {
    /// The polls that took longest by themselves, as positions in the total order.
    pub fn slow_polls(&self) -> &[u32] {
        &self.slow.positions
    }

    /// What each of them took more than, in ns.
    pub fn slow_is_over(&self) -> u64 {
        self.slow.over
    }
}
