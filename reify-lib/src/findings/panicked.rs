//! `panicked`: a future unwound out of its poll, and who caught that, as far as known.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::facts::State;
use super::{Certainty, Finding, FindingKind};
use crate::{PollResult, StepId};

const CAUGHT: &str = "caught it";
const TOP: &str = "the outermost that it went through";

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let panicked =
        |step: StepId| case.facts.step(step).state == State::Finished(PollResult::Panicked);
    let mut through = vec![false; case.trace.steps().len()];
    for step in case.trace.step_ids().filter(|step| panicked(*step)) {
        if let Some(outer) = case.outer(step) {
            through[outer.index()] = true;
        }
    }
    let mut found = Candidates::new();
    let origins = case
        .trace
        .step_ids()
        .filter(|step| panicked(*step) && !through[step.index()]);
    for step in origins {
        let Some(last) = case.facts.step(step).last() else {
            continue;
        };
        let since = case.time(last);
        found.add(
            case.trace.step(step).site,
            step,
            (Certainty::Certain, 0),
            || {
                let path = std::iter::successors(Some(step), |step| case.outer(*step));
                let path: Vec<StepId> = path.take(case.trace.steps().len().min(1_000)).collect();
                let caught = path.iter().position(|step| !panicked(*step));
                let top = path[..caught.unwrap_or(path.len())]
                    .last()
                    .filter(|top| **top != step);
                let top = top.map(|top| (TOP, *top));
                let caught = caught.map(|at| (CAUGHT, path[at]));
                Candidate {
                    step,
                    certainty: Certainty::Certain,
                    since,
                    lasted: 0,
                    evidence: vec![last],
                    related: top.into_iter().chain(caught).collect(),
                }
            },
        );
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
        Some(&(_, step)) => format!("it was caught inside {}", case.place(step)),
        None => "it left its task, and whoever ran that caught it".to_owned(),
    };
    Text {
        message: format!("{place} panicked{times}; {whither}"),
        next: "the message of the panic is in the program's output",
        threshold: String::new(),
    }
}
