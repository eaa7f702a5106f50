//! `cancelled-midway`: dropped after it had been polled, and before it was ready.
//!
//! A cancellation has three lines: the await that was cut, the future that was dropped (an arm of a `select!`, what a
//! timeout was about), and the poll in which that happened. The finding stands on the first and tells the others.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::chains::Chains;
use super::facts::State;
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;
use crate::{PollResult, StepId};

const DROPPED: &str = "dropped with it";
const WITHIN: &str = "dropped inside its poll";

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Candidates::new();
    let chains = Chains::of(case, |step| is_cut(case, step));
    let innermost = |step: &StepId| is_cut(case, *step) && chains.is_innermost(*step);
    for step in case.trace.step_ids().filter(innermost) {
        let dropped = chains.top(step);
        let (site, within) = (|step| case.site_id(step), within(case, dropped));
        let key = (site(step), site(dropped), within.map(site));
        let (certainty, waited) = (Certainty::Possible, case.facts.step(step).waited());
        found.add(key, step, (certainty, waited), || Candidate {
            step,
            certainty,
            since: case.trace.steps().made_at(step),
            lasted: waited,
            evidence: Vec::new(),
            related: Vec::new(),
        });
    }
    case.findings(FindingKind::CancelledMidway, found, |found, count| {
        let dropped = chains.top(found.step);
        let with = (dropped != found.step).then_some((DROPPED, dropped));
        let within = within(case, dropped).map(|by| (WITHIN, by));
        found.related = with.into_iter().chain(within).collect();
        found.evidence = case.facts.step(found.step).last().into_iter().collect();
        text(case, found, count)
    })
}

/// Whether a step was cancelled. To drop a reference to a future cancels nothing.
fn is_cut(case: &Case<'_>, step: StepId) -> bool {
    case.facts.step(step).state() == State::Finished(PollResult::Cancelled)
        && !case.trace.steps().is_borrowed(step)
}

fn within(case: &Case<'_>, step: StepId) -> Option<StepId> {
    let last = case.facts.step(step).last()?;
    case.trace.events().get(last)?.as_poll()?.within
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let (place, waited) = (case.place(found.step), Nanos(found.lasted));
    let polls = case.facts.step(found.step).polls();
    let times = if count > 1 {
        format!("{count} times, at most")
    } else {
        "once,".to_owned()
    };
    let polls = format!("{polls} {}", if polls == 1 { "poll" } else { "polls" });
    let part = |role: &str| found.related.iter().find(|(its, _)| *its == role);
    let with = part(DROPPED).map_or(String::new(), |(_, step)| {
        format!(" with {}", case.place(*step))
    });
    let within = match part(WITHIN) {
        Some((_, step)) => format!("in a poll of {}", case.place(*step)),
        None => "outside of any recorded poll, as by an abort, the end of the runtime, or a task that is not recorded".to_owned(),
    };
    Text {
        message: format!(
            "{place} was dropped unfinished{with} {times} after {polls} and {waited} of waiting, {within}; whether work was lost \
             or a race decided, no event can tell"
        ),
        next: "check that what it had done by then may be thrown away",
        threshold: String::new(),
    }
}
