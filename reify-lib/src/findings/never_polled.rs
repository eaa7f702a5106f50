//! `never-polled`: made and not polled once, be it dropped or still there.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::facts::State;
use super::options::ns;
use super::{Certainty, Finding, FindingKind};
use crate::SiteKind;
use crate::nanos::Nanos;

/// An arm that loses before it is polled is nothing unusual. One that loses so often, and was never polled, is starved.
const STARVED: u64 = 10;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let least = ns(case.options.never_polled);
    let polled = polled_sites(case);
    let duration = case.trace.duration();
    let mut found = Candidates::new();
    for step in case.trace.step_ids() {
        if case.facts.step(step).state() != State::NeverPolled {
            continue;
        }
        let made = case.trace.step(step);
        let lasted = duration.saturating_sub(made.at);
        if lasted < least {
            continue;
        }
        let is_arm = case.site(step).kind == SiteKind::Arm;
        if is_arm && polled[made.site.index()] {
            continue;
        }
        found.add(
            (made.site, is_arm),
            step,
            (Certainty::Possible, lasted),
            || Candidate {
                step,
                certainty: Certainty::Possible,
                since: made.at,
                lasted,
                evidence: Vec::new(),
                related: made
                    .parent
                    .map(|parent| ("made it", parent))
                    .into_iter()
                    .collect(),
            },
        );
    }
    let found = found.at_least(|(_, is_arm)| if *is_arm { STARVED } else { 1 });
    case.findings(FindingKind::NeverPolled, found, |found, count| {
        text(case, found, count)
    })
}

/// By site, whether any of its steps was polled.
fn polled_sites(case: &Case<'_>) -> Vec<bool> {
    let mut polled = vec![false; case.trace.sites().len()];
    for step in case.trace.step_ids() {
        let is_polled = &mut polled[case.site_id(step).index()];
        *is_polled = *is_polled || case.facts.step(step).polls() > 0;
    }
    polled
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let place = case.place(found.step);
    let times = if count > 1 {
        format!(" {count} times")
    } else {
        String::new()
    };
    let is_arm = case.site(found.step).kind == SiteKind::Arm;
    let (why, next) = if is_arm {
        (
            "another arm was ready before it each time",
            "see whether the arms should take turns",
        )
    } else {
        (
            "forgotten or just not needed, no event can tell",
            "a future does nothing until it is awaited or spawned",
        )
    };
    Text {
        message: format!("{place} was made{times} and never polled; {why}"),
        next,
        threshold: format!(
            "made {} before the end (never_polled)",
            Nanos(ns(case.options.never_polled))
        ),
    }
}
