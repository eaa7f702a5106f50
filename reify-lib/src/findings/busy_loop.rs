//! `busy-loop`: polled again and again without rest, and nothing from outside asks for it.
//!
//! Two forms. A step that wakes itself and gets nowhere; and a loop whose awaits are ready at once each time, or only give
//! way, as on a closed channel. The second may also be work that never has to wait, so it is `possible` at most.

mod run;

use std::collections::HashMap;

use self::run::{By, Row, Run, SOME_TIME};
use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::facts::{State, Sums};
use super::options::ns;
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;
use crate::{Event, PollEvent, PollResult, SiteId, StepId, WakeEvent};

const LOOP: &str = "the loop is in";

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut rounds = Rounds::new(case);
    if rounds.is_empty() {
        return Vec::new();
    }
    for (position, event) in case.trace.events().iter().enumerate() {
        match event {
            Event::Poll(poll) => rounds.poll(position, &poll),
            Event::Wake(wake) => rounds.wake(&wake),
            Event::WakerDrop(_) => {}
        }
    }
    let least = case.options.busy_rounds;
    let mut found = Candidates::new();
    let is_busy = |row: &Row| row.rounds >= least && row.is_restless();
    for (step, run) in in_order(&rounds.steps) {
        let row = run.longest();
        let goes_on = case.facts.step(step).state() == State::Pending;
        if is_busy(row) && row.is_left_alone() && (goes_on || lasts(case, row)) {
            // What has finished got somewhere: work in parts looks the same.
            let certainty = Certainty::likely_if(goes_on && row.wakes_itself());
            add(case, &mut found, step, certainty, row, None);
        }
    }
    for (around, run) in in_order(&rounds.loops) {
        let row = run.longest();
        let is_loop = is_busy(row) && row.waits_for_nothing() && lasts(case, row);
        if let Some(step) = row.step.filter(|_| is_loop) {
            add(
                case,
                &mut found,
                step,
                Certainty::Possible,
                row,
                Some((LOOP, around)),
            );
        }
    }
    case.findings(FindingKind::BusyLoop, found, |found, _| {
        text(case, found, &rounds)
    })
}

/// Of what is equally bad the first is told.
fn in_order(runs: &HashMap<StepId, Run>) -> Vec<(StepId, &Run)> {
    let mut runs: Vec<_> = runs.iter().map(|(&step, run)| (step, run)).collect();
    runs.sort_unstable_by_key(|(step, _)| *step);
    runs
}

fn lasts(case: &Case<'_>, row: &Row) -> bool {
    row.lasted() >= ns(case.options.busy_time)
}

fn add(
    case: &Case<'_>,
    found: &mut Candidates<SiteId>,
    step: StepId,
    certainty: Certainty,
    row: &Row,
    related: Option<(&'static str, StepId)>,
) {
    let lasted = row.lasted();
    let (site, rounds) = (case.site_id(step), u64::from(row.rounds));
    found.add_many(site, rounds, step, (certainty, lasted), || Candidate {
        step,
        certainty,
        since: row.began,
        lasted,
        evidence: vec![row.first, row.last],
        related: related.into_iter().collect(),
    });
}

/// The runs of the steps, and of the loops inside of steps, that have enough rounds to matter.
struct Rounds<'a> {
    case: &'a Case<'a>,
    steps: HashMap<StepId, Run>,
    loops: HashMap<StepId, Run>,
}

impl<'a> Rounds<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let (steps, least) = (case.trace.steps(), case.options.busy_rounds);
        let ids = || case.trace.step_ids();
        let mut inner = Sums::<u8>::new(steps.len());
        for parent in ids().filter_map(|step| steps.parent(step)) {
            inner.add(parent.index(), 1);
        }
        let many = |count: u64| count >= u64::from(least);
        let of = |step: StepId| (step, Run::default());
        Self {
            case,
            steps: ids()
                .filter(|step| many(case.facts.step(*step).polls()))
                .map(of)
                .collect(),
            loops: ids()
                .filter(|step| many(inner.get(step.index())))
                .map(of)
                .collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.loops.is_empty()
    }

    fn poll(&mut self, position: usize, poll: &PollEvent) {
        let rest = ns(self.case.options.busy_rest);
        let time = (poll.at, poll.end());
        if let Some(run) = self.steps.get_mut(&poll.step) {
            run.poll(position, time, rest);
            run.round(position, poll.step);
        }
        let parent = self.case.trace.steps().parent(poll.step);
        if let Some(run) = parent.and_then(|parent| self.loops.get_mut(&parent)) {
            run.poll(position, time, rest);
            if poll.result == PollResult::Ready {
                run.round(position, poll.step);
            } else if !self.case.trace.header().wakes && !self.case.known(poll.step).is_yield {
                // It waited until then, and who woke it is not on record.
                run.wake(By::Unknown, SOME_TIME);
            }
        }
    }

    fn wake(&mut self, wake: &WakeEvent) {
        let case = self.case;
        let task = case.task_of(wake.step);
        let by = match wake.by {
            Some(by) if case.task_of(by) == task => By::Itself,
            Some(_) => By::Another,
            None => By::Unknown,
        };
        if let Some(run) = self.steps.get_mut(&wake.step) {
            // Two arms of one `join!` may wake each other and get on.
            let is_other_arm = wake.by.is_some_and(|by| by != wake.step);
            run.wake(if is_other_arm { By::Another } else { by }, wake.at);
        }
        // A timer or a socket does not wake what only gives way: the executor does, at once.
        let (by, at) = match by {
            By::Unknown if case.known(wake.step).is_yield => (By::Itself, 0),
            by => (by, wake.at),
        };
        let parent = case.trace.steps().parent(wake.step);
        if let Some(run) = parent.and_then(|parent| self.loops.get_mut(&parent)) {
            run.wake(by, at);
        }
    }
}

fn text(case: &Case<'_>, found: &Candidate, rounds: &Rounds<'_>) -> Text {
    let (place, lasted) = (case.place(found.step), Nanos(found.lasted));
    let around = found.related.iter().find(|(role, _)| *role == LOOP);
    let message = if let Some((_, around)) = around {
        let times = rounds
            .loops
            .get(around)
            .map_or(0, |run| run.longest().rounds);
        format!(
            "a loop around {place} went round {times} times in {lasted} without waiting for anything; work that never has to \
             wait looks the same"
        )
    } else {
        let times = rounds
            .steps
            .get(&found.step)
            .map_or(0, |run| run.longest().rounds);
        let finished = case.facts.step(found.step).state() != State::Pending;
        let who = match found.certainty {
            Certainty::Possible if finished => "until it finished; work in parts looks the same",
            Certainty::Possible => "and nothing known woke it",
            _ => "and woke itself each time",
        };
        format!("{place} was polled {times} times in {lasted} without rest, {who}")
    };
    Text {
        message,
        next: "look for a channel that is closed, an arm that is always ready, a wake inside of `poll`",
        threshold: format!(
            "{} rounds, mostly with at most {} between them (busy_rounds, busy_rest)",
            case.options.busy_rounds,
            Nanos(ns(case.options.busy_rest))
        ),
    }
}
