//! `futurelock`: woken, and not polled since, though its task was polled.
//!
//! An arm of a `select!` that lost but is kept, an item of a buffered stream, a future put aside: whatever it holds (a
//! lock, a permit, its place in a queue) it holds until somebody polls it. What that is cannot be seen.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::options::ns;
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let least = ns(case.options.futurelock);
    let mut found = Candidates::new();
    for step in case.trace.step_ids() {
        let facts = case.facts.step(step);
        let (true, Some(wake), Some(before)) =
            (facts.is_waiting(), facts.unanswered_wake(), facts.last())
        else {
            continue;
        };
        let task = case.task(step);
        let since = case.time(wake);
        let lasted = case.trace.duration().saturating_sub(since);
        if lasted < least || task.in_poll || task.polled <= since {
            continue;
        }
        let now_at = task.at.filter(|at| *at != step);
        let stuck = now_at.is_some_and(|at| case.known(at).is_lock);
        let certainty = Certainty::likely_if(case.known(step).is_lock && stuck);
        let site = case.site_id(step);
        found.add((site, certainty), step, (certainty, lasted), || Candidate {
            step,
            certainty,
            since,
            lasted,
            evidence: vec![before, wake, task.last],
            related: now_at
                .map(|at| ("where its task is", at))
                .into_iter()
                .collect(),
        });
    }
    case.findings(FindingKind::Futurelock, found, |found, _| text(case, found))
}

fn text(case: &Case<'_>, found: &Candidate) -> Text {
    let (place, lasted) = (case.place(found.step), Nanos(found.lasted));
    let task = match found.related.first() {
        Some(&(_, at)) => format!("that is at {}", case.place(at)),
        None => "that has nothing else to wait for".to_owned(),
    };
    let danger = match found.certainty {
        Certainty::Possible => "whether it holds what others need, no event can tell",
        _ => "both are about something shared: the one may hold what the other waits for",
    };
    Text {
        message: format!(
            "{place} was woken {lasted} ago and has not been polled since, though its task has: {task}; {danger}"
        ),
        next: "drop the unpolled future before awaiting something else, or poll it meanwhile",
        threshold: format!(
            "unpolled for {} (futurelock)",
            Nanos(ns(case.options.futurelock))
        ),
    }
}
