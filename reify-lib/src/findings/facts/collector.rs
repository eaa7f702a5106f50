//! [`Collector`]: goes through the events of a trace for its [`Facts`].

use std::collections::HashSet;
use std::collections::hash_map::Entry;

use super::stand::{Stand, State};
use super::step::News;
use super::{Delay, Facts, LongPoll, NONE};
use crate::findings::nesting::{Inner, Nesting, Polled};
use crate::{Event, PollResult, StepId, Trace};

pub(super) struct Collector<'a> {
    trace: &'a Trace,
    notable: u64,
    nesting: Nesting<'a>,
    inner: Inner,
    facts: Facts,
}

impl<'a> Collector<'a> {
    pub(super) fn new(trace: &'a Trace, notable: u64) -> Self {
        Self {
            trace,
            notable,
            nesting: Nesting::new(trace.events()),
            inner: Inner::default(),
            facts: Facts::none(trace),
        }
    }

    pub(super) fn collect(mut self) -> Facts {
        let events = self.trace.events();
        for position in 0..events.len() {
            match Polled::at(events, position) {
                Some(poll) => self.take_poll(position as u32, &poll),
                None => self.take_news(position),
            }
        }
        self.take_in_progress();
        self.take_open();
        self.facts
    }

    fn take_news(&mut self, position: usize) {
        let Some(event) = self.trace.events().get(position) else {
            return;
        };
        let step = event.step();
        let news = self.facts.news.entry(step).or_default();
        let position = position as u32;
        match event {
            Event::Poll(_) => return,
            Event::WakerDrop(_) => news.waker_drop = position,
            Event::Wake(_) => {
                news.latest_wake = position;
                if news.first_wake == NONE {
                    news.first_wake = position;
                }
                self.facts.wakes[self.trace.steps().site(step).index()] += 1;
            }
        }
        self.facts.stands[step.index()].set(Stand::HAS_NEWS, true);
    }

    fn take_poll(&mut self, position: u32, poll: &Polled) {
        let is_poll = poll.result != PollResult::Cancelled;
        if is_poll {
            self.nesting.returned(position, poll, &mut self.inner);
            self.note_who_polled(poll.step);
            if let Some(own_time) = self.inner.own_time.filter(|time| *time >= self.notable) {
                self.facts.long_polls.push(LongPoll {
                    step: poll.step,
                    began: poll.began,
                    end: poll.end(),
                    own_time,
                    position: Some(position),
                });
            }
        }
        self.settle(position, poll, is_poll);
        let index = poll.step.index();
        self.facts.last[index] = position;
        let stand = &mut self.facts.stands[index];
        stand.set_state(poll.result);
        if is_poll {
            stand.set(Stand::HAS_INNER, self.inner.pending);
            self.facts.polls.add(index, 1);
        }
    }

    /// What ran inside of a poll was polled by its step.
    fn note_who_polled(&mut self, by: StepId) {
        for &step in &self.inner.steps {
            let stand = &mut self.facts.stands[step.index()];
            let is_elsewhere = self.trace.steps().parent(step) != Some(by);
            if is_elsewhere {
                self.facts.elsewhere.insert(step, by);
            } else if stand.is(Stand::IS_ELSEWHERE) {
                self.facts.elsewhere.remove(&step);
            }
            stand.set(Stand::IS_ELSEWHERE, is_elsewhere);
        }
    }

    /// Settles what happened between the poll before and this one.
    fn settle(&mut self, position: u32, poll: &Polled, is_poll: bool) {
        let events = self.trace.events();
        let index = poll.step.index();
        let stand = self.facts.stands[index];
        let news = if stand.is(Stand::HAS_NEWS) {
            self.answer_wakes(poll)
        } else {
            News::default()
        };
        if stand.state() != State::Pending {
            return;
        }
        let Some(returned) = events.time_of(self.facts.last[index] as usize) else {
            return;
        };
        let waited = poll.began.saturating_sub(returned);
        self.facts.waited.add(index, waited);
        if !is_poll {
            return;
        }
        // A wake within this poll is not what led to it.
        let woken = time_of(self.trace, news.first_wake).filter(|time| *time <= poll.began);
        match woken {
            None if self.inner.steps.is_empty() => self.facts.spurious.add(index, 1),
            None => {}
            Some(woken) => {
                let from = woken.max(returned);
                if poll.began.saturating_sub(from) >= self.notable {
                    self.facts.delays.push(Delay {
                        step: poll.step,
                        from,
                        until: poll.began,
                        wake: news.first_wake,
                        poll: Some(position),
                    });
                }
            }
        }
    }

    /// Gives back what happened to the waker before a poll, and keeps what is not answered by it: a wake within the poll.
    fn answer_wakes(&mut self, poll: &Polled) -> News {
        let Entry::Occupied(mut entry) = self.facts.news.entry(poll.step) else {
            return News::default();
        };
        let news = *entry.get();
        let latest = time_of(self.trace, news.latest_wake);
        let within = latest.is_some_and(|latest| latest >= poll.began);
        if within && poll.result == PollResult::Pending {
            entry.insert(News {
                first_wake: news.latest_wake,
                latest_wake: news.latest_wake,
                waker_drop: NONE,
            });
        } else {
            entry.remove();
            self.facts.stands[poll.step.index()].set(Stand::HAS_NEWS, false);
        }
        news
    }

    /// Polls that the last sign of life saw in progress and that have not returned since.
    fn take_in_progress(&mut self) {
        let duration = self.trace.duration();
        let mut met = HashSet::new();
        for poll in self.trace.last_sync().iter().flat_map(|sync| &sync.polling) {
            let last = self.facts.step(poll.step).last();
            let last = last.and_then(|last| Polled::at(self.trace.events(), last));
            if last.is_some_and(|last| last.began >= poll.since || last.result.is_final()) {
                continue;
            }
            let mut step = Some(poll.step);
            // Above a step that was met before, all were.
            while let Some(id) = step.filter(|id| met.insert(*id)) {
                let stand = &mut self.facts.stands[id.index()];
                // What is polled may have outlived the step that it was made in.
                if !matches!(stand.state(), State::Finished(_)) {
                    stand.set_state(PollResult::Pending);
                    stand.set(Stand::IN_POLL, true);
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
            let facts = self.facts.step(step);
            if facts.state() != State::Pending {
                continue;
            }
            let (in_poll, last, wake) = (facts.in_poll(), facts.last(), facts.unanswered_wake());
            let outer = facts.polled_elsewhere();
            if let Some(outer) = outer.or(self.trace.steps().parent(step)) {
                self.facts.stands[outer.index()].set(Stand::HAS_INNER, true);
            }
            let last = last.and_then(|last| events.time_of(last));
            let Some(last) = last.filter(|_| !in_poll) else {
                continue;
            };
            let waited = duration.saturating_sub(last);
            self.facts.waited.add(step.index(), waited);
            if let Some(wake) = wake {
                let from = events.time_of(wake).unwrap_or(0).max(last);
                if duration.saturating_sub(from) >= self.notable {
                    self.facts.delays.push(Delay {
                        step,
                        from,
                        until: duration,
                        wake: wake as u32,
                        poll: None,
                    });
                }
            }
        }
    }
}

fn time_of(trace: &Trace, position: u32) -> Option<u64> {
    if position == NONE {
        return None;
    }
    trace.events().time_of(position as usize)
}
