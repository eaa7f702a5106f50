//! `slow-wake`: long between a wake and the poll that answers it.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::hold_ups::HoldUps;
use super::options::ns;
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let least = ns(case.options.slow_wake);
    let hold_ups = HoldUps::of(case);
    let mut found = Candidates::new();
    for delay in &case.facts.delays {
        let lasted = delay.until.saturating_sub(delay.from);
        // Where the task was polled meanwhile it is a futurelock, not a late poll.
        let kept_aside = delay.poll.is_none() && case.task(delay.step).polled > delay.from;
        if lasted < least || kept_aside {
            continue;
        }
        let blocker = hold_ups.blocker(case, delay, lasted / 2);
        let certainty = match blocker {
            Some(_) => Certainty::Likely,
            None => Certainty::Possible,
        };
        let site = case.site_id(delay.step);
        found.add(site, delay.step, (certainty, lasted), || {
            let of_blocker = blocker.and_then(|poll| poll.position);
            Candidate {
                step: delay.step,
                certainty,
                since: delay.from,
                lasted,
                evidence: [Some(delay.wake), of_blocker, delay.poll]
                    .into_iter()
                    .flatten()
                    .map(|position| position as usize)
                    .collect(),
                related: blocker
                    .map(|poll| ("held the thread", poll.step))
                    .into_iter()
                    .collect(),
            }
        });
    }
    case.findings(FindingKind::SlowWake, found, |found, count| {
        text(case, found, count)
    })
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let (place, lasted) = (case.place(found.step), Nanos(found.lasted));
    let answered = case.facts.step(found.step).unanswered_wake().is_none();
    let late = if answered {
        format!("was polled {lasted} after it was woken")
    } else {
        format!("was woken {lasted} ago and its task was not polled since")
    };
    let worst = if count > 1 {
        format!(", the slowest of {count}")
    } else {
        String::new()
    };
    let blocker = match found.related.first() {
        Some(&(_, blocker)) => format!("meanwhile {} held the thread", case.place(blocker)),
        None => {
            "no poll on record held a thread meanwhile: its task was elsewhere, or the executor was"
                .to_owned()
        }
    };
    Text {
        message: format!("{place} {late}{worst}; {blocker}"),
        next: "look at what ran between the wake and the poll",
        threshold: format!(
            "a delay of {} (slow_wake)",
            Nanos(ns(case.options.slow_wake))
        ),
    }
}
