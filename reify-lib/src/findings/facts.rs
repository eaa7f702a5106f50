//! [`Facts`]: what the events say of each step, collected in one pass.

mod step;

use std::collections::HashSet;

use self::step::NONE;
pub(super) use self::step::{State, StepFacts};
use super::nesting::{Inner, Nesting};
use crate::{Event, PollEvent, PollResult, StepId, Trace};

/// A poll that took long by itself.
#[derive(Clone, Copy)]
pub(super) struct LongPoll {
    pub(super) step: StepId,
    pub(super) began: u64,
    pub(super) end: u64,
    pub(super) own_time: u64,
    /// Its position; none if it had not returned when the trace ended.
    pub(super) position: Option<usize>,
}

/// A step that was woken and had to wait for its poll.
#[derive(Clone, Copy)]
pub(super) struct Delay {
    pub(super) step: StepId,
    pub(super) from: u64,
    pub(super) until: u64,
    pub(super) wake: usize,
    /// The position of the poll; none if there was none until the trace ended.
    pub(super) poll: Option<usize>,
}

/// What the events say of every step, and what stood out among them.
pub(super) struct Facts {
    steps: Vec<StepFacts>,
    pub(super) long_polls: Vec<LongPoll>,
    pub(super) delays: Vec<Delay>,
}

impl Facts {
    /// Collects them. Polls and delays shorter than `notable` ns are not kept one by one.
    pub(super) fn of(trace: &Trace, notable: u64) -> Self {
        let mut collector = Collector {
            trace,
            notable,
            nesting: Nesting::default(),
            inner: Inner::default(),
            facts: Self {
                steps: vec![StepFacts::default(); trace.steps().len()],
                long_polls: Vec::new(),
                delays: Vec::new(),
            },
        };
        for (position, event) in trace.events().iter().enumerate() {
            collector.take(position as u32, &event);
        }
        collector.take_in_progress();
        collector.take_open();
        collector.facts
    }

    pub(super) fn step(&self, step: StepId) -> &StepFacts {
        &self.steps[step.index()]
    }
}

struct Collector<'a> {
    trace: &'a Trace,
    notable: u64,
    nesting: Nesting,
    inner: Inner,
    facts: Facts,
}

impl Collector<'_> {
    fn take(&mut self, position: u32, event: &Event) {
        let step = &mut self.facts.steps[event.step().index()];
        match event {
            Event::Poll(poll) => self.take_poll(position, poll),
            Event::Wake(_) => {
                step.wakes = step.wakes.saturating_add(1);
                step.latest_wake = position;
                if step.first_wake == NONE {
                    step.first_wake = position;
                }
            }
            Event::WakerDrop(_) => step.waker_drop = position,
        }
    }

    fn take_poll(&mut self, position: u32, poll: &PollEvent) {
        let is_poll = poll.result != PollResult::Cancelled;
        if is_poll {
            self.nesting.returned(poll, &mut self.inner);
            for step in &self.inner.steps {
                self.facts.steps[step.index()].polled_by = poll.step.0;
            }
            if let Some(own_time) = self.inner.own_time.filter(|time| *time >= self.notable) {
                self.facts.long_polls.push(LongPoll {
                    step: poll.step,
                    began: poll.at,
                    end: poll.end(),
                    own_time,
                    position: Some(position as usize),
                });
            }
        }
        self.answer_wakes(position, poll, is_poll);
        let step = &mut self.facts.steps[poll.step.index()];
        step.last = position;
        step.waker_drop = NONE;
        step.state = match poll.result {
            PollResult::Pending => State::Pending,
            result => State::Finished(result),
        };
        if is_poll {
            step.polls = step.polls.saturating_add(1);
            step.has_inner = self.inner.pending;
        }
    }

    /// Settles what happened between the poll before and this one.
    fn answer_wakes(&mut self, position: u32, poll: &PollEvent, is_poll: bool) {
        let events = self.trace.events();
        let step = &mut self.facts.steps[poll.step.index()];
        let before = (step.state == State::Pending).then(|| events.time_of(step.last as usize));
        let time = |position: u32| events.time_of(position as usize).unwrap_or(0);
        if let Some(returned) = before.flatten() {
            step.waited = step.waited.saturating_add(poll.at.saturating_sub(returned));
            // A wake within this poll is not what led to it.
            let woken = step.first_wake != NONE && time(step.first_wake) <= poll.at;
            if is_poll && !woken && self.inner.steps.is_empty() {
                step.spurious = step.spurious.saturating_add(1);
            }
            if is_poll && woken {
                let from = time(step.first_wake).max(returned);
                if poll.at.saturating_sub(from) >= self.notable {
                    self.facts.delays.push(Delay {
                        step: poll.step,
                        from,
                        until: poll.at,
                        wake: step.first_wake as usize,
                        poll: Some(position as usize),
                    });
                }
            }
        }
        let within = step.latest_wake != NONE && time(step.latest_wake) >= poll.at;
        let open = within && poll.result == PollResult::Pending;
        step.latest_wake = if open { step.latest_wake } else { NONE };
        step.first_wake = step.latest_wake;
    }

    /// Polls that the last sign of life saw in progress and that have not returned since.
    fn take_in_progress(&mut self) {
        let duration = self.trace.duration();
        let mut met = HashSet::new();
        for poll in self.trace.last_sync().iter().flat_map(|sync| &sync.polling) {
            let last = self.facts.step(poll.step).last();
            let last = last.and_then(|last| self.trace.events().get(last));
            let last = last.and_then(|event| event.as_poll().copied());
            let over = last.is_some_and(|last| last.at >= poll.since || last.result.is_final());
            if over {
                continue;
            }
            let mut step = Some(poll.step);
            // Above a step that was met before, all were.
            while let Some(id) = step.filter(|id| met.insert(*id)) {
                let facts = &mut self.facts.steps[id.index()];
                // What is polled may have outlived the step that it was made in.
                if !matches!(facts.state, State::Finished(_)) {
                    (facts.state, facts.in_poll) = (State::Pending, true);
                }
                step = self.trace.steps().parent(id);
            }
            let own_time = duration.saturating_sub(poll.since);
            if own_time >= self.notable {
                let (step, began, end) = (poll.step, poll.since, duration);
                self.facts.long_polls.push(LongPoll {
                    step,
                    began,
                    end,
                    own_time,
                    position: None,
                });
            }
        }
    }

    /// What is still open when the trace ends.
    fn take_open(&mut self) {
        let (events, duration) = (self.trace.events(), self.trace.duration());
        for step in self.trace.step_ids() {
            let facts = *self.facts.step(step);
            if facts.state != State::Pending {
                continue;
            }
            if let Some(outer) = facts.polled_by().or(self.trace.step(step).parent) {
                self.facts.steps[outer.index()].has_inner = true;
            }
            let Some(last) = facts.last().and_then(|last| events.time_of(last)) else {
                continue;
            };
            if facts.in_poll {
                continue;
            }
            let waited = &mut self.facts.steps[step.index()].waited;
            *waited = waited.saturating_add(duration.saturating_sub(last));
            if let Some(wake) = facts.unanswered_wake() {
                let from = events.time_of(wake).unwrap_or(0).max(last);
                if duration.saturating_sub(from) >= self.notable {
                    self.facts.delays.push(Delay {
                        step,
                        from,
                        until: duration,
                        wake,
                        poll: None,
                    });
                }
            }
        }
    }
}
