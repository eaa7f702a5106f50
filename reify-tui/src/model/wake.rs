//! [`Wakeup`]: which wake led to a poll.

use reify_lib::{Event, PollResult, StepId, WakeEvent};

use super::Model;
use super::poll::Poll;

/// Events of a step between two of its polls that are looked at, at most.
const MOST_WAKES: usize = 1_000;

/// The wake that a poll answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wakeup {
    /// The position of the wake in the total order.
    pub position: usize,
    /// The wake.
    pub wake: WakeEvent,
    /// How long before the poll it was, in ns.
    pub before: u64,
}

impl Model {
    /// The wake that the poll at a position answered: the first one since the poll before it began.
    pub fn wakeup(&self, position: usize) -> Option<Wakeup> {
        let poll = self.poll(u32::try_from(position).ok()?)?;
        let (before, begin) = self.poll_before(position, poll.step)?;
        let others = self.index.others_of(&self.trace, &self.graph, poll.step);
        let from = others.partition_point(|&event| (event as usize) < begin);
        let candidates = others[from..].iter().take(MOST_WAKES);
        candidates
            .map(|&event| event as usize)
            .take_while(|&event| event < position)
            .find_map(|event| match self.trace.events().get(event)? {
                Event::Wake(wake) if wake.at >= before.at && wake.at <= poll.at => Some(Wakeup {
                    position: event,
                    wake,
                    before: poll.at - wake.at,
                }),
                _ => None,
            })
    }

    /// The poll of the same step before one, and a position behind which its wakes stand: a wake that came while it was
    /// still within that poll stands before it.
    fn poll_before(&self, position: usize, step: StepId) -> Option<(Poll, usize)> {
        let polls = self.index.of_node(self.graph.node_of(step));
        let here = polls.partition_point(|&event| (event as usize) < position);
        let before = self.poll(polls[here.checked_sub(1)?])?;
        let earlier = here.checked_sub(2).map_or(0, |i| polls[i] as usize + 1);
        (before.step == step && before.result == PollResult::Pending).then_some((before, earlier))
    }
}
