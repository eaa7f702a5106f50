//! `no-waker`: returned `Pending` without keeping the waker and without having woken it.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Candidates::new();
    for (step, facts) in case.waiting_leaves() {
        let Some(last) = facts.last() else { continue };
        let kept_none = case.wakers(facts) == Some(0) && facts.waker_drop().is_none();
        if !kept_none || facts.unanswered_wake().is_some() || case.known(step).is_never {
            continue;
        }
        let since = case.time(last);
        let lasted = case.trace.duration().saturating_sub(since);
        let certainty = case.nothing_else_wakes(step);
        let site = case.site_id(step);
        found.add((site, certainty), step, (certainty, lasted), || Candidate {
            step,
            certainty,
            since,
            lasted,
            evidence: vec![last],
            related: Vec::new(),
        });
    }
    case.findings(FindingKind::NoWaker, found, |found, _| text(case, found))
}

fn text(case: &Case<'_>, found: &Candidate) -> Text {
    let (place, waited) = (case.place(found.step), Nanos(found.lasted));
    let so = match found.certainty {
        Certainty::Certain => "so nothing can wake it",
        Certainty::Likely => "so nothing known can wake it",
        Certainty::Possible => {
            "so it is polled again only when something else in its task is woken"
        }
    };
    Text {
        message: format!(
            "{place} has waited {waited}; it returned `Pending` without keeping a waker or waking it, {so}"
        ),
        next: "look at its `poll`: every way to `Pending` has to hand the waker to whoever will wake it",
        threshold: String::new(),
    }
}
