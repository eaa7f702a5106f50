//! `waiting`: not finished at the end of the trace, and somebody may still wake it.
//!
//! Not a fault by itself: a server waits for its next client, a worker for its channel. It is where to look when a program
//! hangs and nothing else is found; and it is a fault where tasks wait for each other.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::options::ns;
use super::wait_cycle::{ANOTHERS, OWN, WaitCycles};
use super::{Certainty, Finding, FindingKind};
use crate::nanos::Nanos;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let cycles = WaitCycles::of(case);
    let mut found = Candidates::new();
    for (step, facts) in case.waiting_leaves() {
        let Some(last) = facts.last() else { continue };
        let never = case.known(step).is_never;
        let nobody = facts.waker_drop().is_some() || case.wakers(facts) == Some(0);
        // Those are findings of their own.
        if facts.unanswered_wake().is_some() || (nobody && !never) {
            continue;
        }
        let since = case.time(last);
        let lasted = case.trace.duration().saturating_sub(since);
        let cycle = cycles.certainty(case, step);
        let certainty = cycle.unwrap_or(Certainty::Possible);
        let key = (case.site_id(step), cycle);
        found.add(key, step, (certainty, lasted), || Candidate {
            step,
            certainty,
            since,
            lasted,
            evidence: vec![last],
            related: Vec::new(),
        });
    }
    case.findings(FindingKind::Waiting, found, |found, count| {
        found.related = match cycles.certainty(case, found.step) {
            Some(_) => cycles.held_in_cycle(case, found.step),
            None => cycles.held_by_another(case, found.step),
        };
        found.related.extend(cycles.wakers(case, found.step));
        text(case, &cycles, found, count)
    })
}

fn text(case: &Case<'_>, cycles: &WaitCycles, found: &Candidate, count: u64) -> Text {
    let (place, waited) = (case.place(found.step), Nanos(found.lasted));
    let among = if count > 1 {
        format!(", the longest of {count} there")
    } else {
        String::new()
    };
    let is_cycle = cycles.certainty(case, found.step).is_some();
    let whom = if is_cycle {
        in_a_cycle(found)
    } else {
        alone(case, found)
    };
    let next = match found.related.is_empty() {
        _ if found.certainty > Certainty::Possible => {
            "take the locks in the same order everywhere, and drop a guard before waiting for another"
        }
        _ if is_cycle => "see what each of them waits for, and which of them could do without",
        true => {
            "look for whoever should wake it: the other end of the channel, the lock's holder, the peer"
        }
        false if found.related[0].0 == ANOTHERS => {
            "look at the task that took such a lock before: it may hold it, and waits itself"
        }
        false => "see why what woke it before does not do so again",
    };
    Text {
        message: format!("{place} has waited {waited}{among}; {whom}"),
        next,
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

fn in_a_cycle(found: &Candidate) -> &'static str {
    let is_own = !found.related.is_empty() && found.related.iter().all(|(role, _)| *role == OWN);
    match found.certainty {
        _ if is_own => "its own task took that lock before and may hold it, so it waits for itself",
        Certainty::Possible => {
            "all that is known to let it go on waits too, in the end for each other; whether somebody else may come, no event can tell"
        }
        _ => {
            "every task on record that took a lock and may hold it waits for one too, so they wait for each other"
        }
    }
}

fn alone(case: &Case<'_>, found: &Candidate) -> &'static str {
    if case.known(found.step).is_never {
        "it never finishes, by design"
    } else if case.wakers(case.facts.step(found.step)).is_some() {
        "somebody holds its waker; whether that one is silent or just idle, no event can tell"
    } else {
        "whether anybody can wake it was not recorded"
    }
}
