//! `panicked`: a future unwound out of its poll, and who caught that, as far as known.
//!
//! A panic that ends its task is a fault. One that a step around it caught may be what that step is for.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, TaskKey, Text};
use super::chains::Chains;
use super::facts::State;
use super::{Certainty, Finding, FindingKind};
use crate::{PollResult, StepId};

const CAUGHT: &str = "caught it";
const TOP: &str = "the outermost that it went through";

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let panicked =
        |step: StepId| case.facts.step(step).state() == State::Finished(PollResult::Panicked);
    let mut found = Candidates::new();
    let chains = Chains::of(case, panicked);
    let innermost = |step: &StepId| panicked(*step) && chains.is_innermost(*step);
    for step in case.trace.step_ids().filter(innermost) {
        let Some(last) = case.facts.step(step).last() else {
            continue;
        };
        let top = chains.top(step);
        let caught = case.outer(top);
        let certainty = match (caught, case.task_of(step)) {
            (Some(_), _) => Certainty::Possible,
            (None, TaskKey::Task(_)) => Certainty::Certain,
            // What is around it in its task is not recorded.
            (None, TaskKey::Root(_)) => Certainty::Likely,
        };
        let site = case.site_id(step);
        found.add((site, certainty), step, (certainty, 0), || Candidate {
            step,
            certainty,
            since: case.time(last),
            lasted: 0,
            evidence: vec![last],
            related: [
                (top != step).then_some((TOP, top)),
                caught.map(|by| (CAUGHT, by)),
            ]
            .into_iter()
            .flatten()
            .collect(),
        });
    }
    case.findings(FindingKind::Panicked, found, |found, count| {
        text(case, found, count)
    })
}

fn text(case: &Case<'_>, found: &Candidate, count: u64) -> Text {
    let place = case.place(found.step);
    let times = if count > 1 {
        format!(" {count} times")
    } else {
        String::new()
    };
    let caught = found.related.iter().find(|(role, _)| *role == CAUGHT);
    let whither = match caught {
        Some(&(_, step)) => format!(
            "it was caught inside {}; whether it was expected there, no event can tell",
            case.place(step)
        ),
        None if found.certainty == Certainty::Certain => {
            "it left its task, and whoever ran that caught it".to_owned()
        }
        None => "it left all that is recorded of its task".to_owned(),
    };
    Text {
        message: format!("{place} panicked{times}; {whither}"),
        next: "the message of the panic is in the program's output",
        threshold: String::new(),
    }
}
