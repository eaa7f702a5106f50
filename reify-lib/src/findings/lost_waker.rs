//! `lost-waker`: pending, and every clone of its waker was dropped without a wake.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Candidates::new();
    for (step, facts) in case.waiting_leaves() {
        let (Some(last), Some(dropped)) = (facts.last(), facts.waker_drop()) else {
            continue;
        };
        if facts.unanswered_wake().is_some() {
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
            evidence: vec![last, dropped],
            related: dropper(case, dropped)
                .map(|by| ("dropped the waker", by))
                .into_iter()
                .collect(),
        });
    }
    case.findings(FindingKind::LostWaker, found, |found, _| text(case, found))
}

/// The step inside whose poll the last waker was dropped.
fn dropper(case: &Case<'_>, dropped: usize) -> Option<crate::StepId> {
    match case.trace.events().get(dropped)? {
        crate::Event::WakerDrop(drop) => drop.by,
        _ => None,
    }
}

fn text(case: &Case<'_>, found: &Candidate) -> Text {
    let (place, waited) = (case.place(found.step), Nanos(found.lasted));
    let so = match found.certainty {
        Certainty::Certain => "so nothing can wake it",
        Certainty::Likely => "so nothing known can wake it",
        Certainty::Possible => "so only something else in its task can have it polled again",
    };
    Text {
        message: format!("{place} has waited {waited}; nobody holds a waker for it any more, {so}"),
        next: "see who dropped the last waker, and whether it should have woken first",
        threshold: String::new(),
    }
}
