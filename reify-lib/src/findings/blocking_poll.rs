//! `blocking-poll`: one poll held its thread too long, or holds it still.
//!
//! What counts is the time of the deepest step's own code: a poll is not blamed for what it awaits.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::hold_ups::HoldUps;
use super::options::ns;
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let least = ns(case.options.blocking_poll);
    let hold_ups = HoldUps::of(case);
    let mut found = Candidates::new();
    for poll in case
        .facts
        .long_polls
        .iter()
        .filter(|poll| poll.own_time >= least)
    {
        let waiting = hold_ups.kept_waiting(case, poll, least / 2);
        let certainty = Certainty::likely_if(waiting.is_some() || poll.position.is_none());
        let rank = (certainty, poll.own_time);
        found.add(case.site_id(poll.step), poll.step, rank, || {
            Candidate {
                step: poll.step,
                certainty,
                since: poll.began,
                lasted: poll.own_time,
                // Of a poll that has not returned there is no event; the last one of its step tells who it is.
                evidence: poll
                    .position
                    .map(|position| position as usize)
                    .or(case.facts.step(poll.step).last())
                    .into_iter()
                    .collect(),
                related: waiting
                    .map(|delay| ("had to wait", delay.step))
                    .into_iter()
                    .collect(),
            }
        });
    }
    case.findings(FindingKind::BlockingPoll, found, |found, count| {
        text(case, found, count)
    })
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let (place, lasted) = (case.place(found.step), Nanos(found.lasted));
    let still = found.since.saturating_add(found.lasted) >= case.trace.duration()
        && case.facts.step(found.step).in_poll();
    let did = if still {
        "has not returned and has held its thread"
    } else {
        "held its thread"
    };
    let worst = if count > 1 {
        format!(", the longest of {count}")
    } else {
        String::new()
    };
    let others = match found.related.first() {
        Some(&(_, waits)) => format!(
            "; {} was woken meanwhile and had to wait",
            case.place(waits)
        ),
        None if still => String::new(),
        None => "; nobody is known to have waited for it".to_owned(),
    };
    Text {
        message: format!("a poll of {place} {did} for {lasted}{worst}{others}"),
        next: "move what blocks to `spawn_blocking` or a thread of its own, or await between parts of the work",
        threshold: format!(
            "a poll of {} (blocking_poll)",
            Nanos(ns(case.options.blocking_poll))
        ),
    }
}
