//! `waiting`: not finished at the end of the trace, and somebody may still wake it.
//!
//! Not a fault by itself: a server waits for its next client, a worker for its channel. It is where to look when a program
//! hangs and nothing else is found; and it is a fault where tasks wait for each other.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::options::ns;
use super::wait_cycle::WaitCycle;
use super::{Certainty, Finding, FindingKind, known};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let cycle = WaitCycle::of(case);
    let mut found = Candidates::new();
    for (step, facts) in case.waiting_leaves() {
        let Some(last) = facts.last() else { continue };
        let never = known::is_never(case.site(step));
        let nobody = facts.waker_drop().is_some() || case.wakers(facts) == Some(0);
        // Those are findings of their own.
        if facts.unanswered_wake().is_some() || (nobody && !never) {
            continue;
        }
        let since = case.time(last);
        let lasted = case.trace.duration().saturating_sub(since);
        let cycle = cycle.as_ref().filter(|cycle| cycle.holds_up(case, step));
        let certainty = Certainty::likely_if(cycle.is_some());
        let key = (case.trace.step(step).site, certainty);
        found.add(key, step, (certainty, lasted), || Candidate {
            step,
            certainty,
            since,
            lasted,
            evidence: vec![last],
            related: cycle
                .map(|cycle| cycle.related(case, step))
                .unwrap_or_default(),
        });
    }
    case.findings(FindingKind::Waiting, found, |found, count| {
        text(case, found, count)
    })
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let (place, waited) = (case.place(found.step), Nanos(found.lasted));
    let among = if count > 1 {
        format!(", the longest of {count} there")
    } else {
        String::new()
    };
    let kept = case.wakers(case.facts.step(found.step));
    let is_cycle = found.certainty > Certainty::Possible;
    let whom = if is_cycle {
        "every task on record that took a lock and may hold it waits for one too, so they wait for each other"
    } else if known::is_never(case.site(found.step)) {
        "it never finishes, by design"
    } else if kept.is_some() {
        "somebody holds its waker; whether that one is silent or just idle, no event can tell"
    } else {
        "whether anybody can wake it was not recorded"
    };
    Text {
        message: format!("{place} has waited {waited}{among}; {whom}"),
        next: if is_cycle {
            "take the locks in the same order everywhere, and drop a guard before waiting for another"
        } else {
            "look for whoever should wake it: the other end of the channel, the lock's holder, the peer"
        },
        threshold: if is_cycle {
            format!(
                "waiting for {} (wait_cycle)",
                Nanos(ns(case.options.wait_cycle))
            )
        } else {
            String::new()
        },
    }
}
