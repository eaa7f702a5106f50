//! `spurious-polls`: polled far more often than woken, because a parent polls all that it holds whenever one is woken.

use super::candidates::{Candidate, Candidates};
use super::case::{Case, Text};
use super::{Certainty, Finding, FindingKind};
use crate::{SiteId, StepId};

/// So many steps side by side, each polled in vain so often, make the work of a parent grow with their square. `join_all`
/// polls up to thirty of its own that way, because for so few it is cheaper.
const MANY_STEPS: u32 = 31;
const OFTEN: u64 = 10;

/// What the steps of one site have in common.
#[derive(Clone, Copy, Default)]
struct Site {
    spurious: u64,
    /// Steps that were often polled in vain.
    victims: u32,
    worst: Option<(u64, StepId)>,
    /// What it has come to is worth telling.
    is_found: bool,
}

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    if !case.trace.header().wakes {
        return Vec::new();
    }
    let mut sites = vec![Site::default(); case.trace.sites().len()];
    for step in case.trace.step_ids() {
        let spurious = case.facts.step(step).spurious();
        let site = &mut sites[case.site_id(step).index()];
        site.spurious += spurious;
        site.victims += u32::from(spurious >= OFTEN);
        site.worst = site.worst.max(Some((spurious, step)));
    }
    let mut found = Candidates::new();
    for (index, site) in sites.iter_mut().enumerate() {
        let wakes = case.facts.wakes[index];
        let per_wake = wakes.saturating_mul(case.options.spurious_per_wake);
        let Some((worst, step)) = site.worst else {
            continue;
        };
        if site.spurious < case.options.spurious_polls || site.spurious < per_wake {
            continue;
        }
        // The arms of a `select!` in a loop are made anew each round, and each is polled in vain once or twice.
        if worst < case.options.spurious_polls.min(OFTEN) {
            continue;
        }
        site.is_found = true;
        let certainty = Certainty::likely_if(site.victims >= MANY_STEPS);
        let lasted = case.facts.step(step).waited();
        found.add_many(
            SiteId::from(index),
            site.spurious,
            step,
            (certainty, lasted),
            || Candidate {
                step,
                certainty,
                since: case.trace.steps().made_at(step),
                lasted,
                evidence: case.facts.step(step).last().into_iter().collect(),
                related: case
                    .outer(step)
                    .map(|outer| ("polls it each time", outer))
                    .into_iter()
                    .collect(),
            },
        );
    }
    for step in case.trace.step_ids() {
        let site = case.site_id(step);
        if sites[site.index()].is_found && case.facts.step(step).spurious() > 0 {
            found.add_steps(&site, [step]);
        }
    }
    case.findings(FindingKind::SpuriousPolls, found, |found, _| {
        text(case, found, &sites)
    })
}

fn text(case: &Case<'_>, found: &Candidate, sites: &[Site]) -> Text {
    let place = case.place(found.step);
    let by = found
        .related
        .first()
        .map_or("its task".to_owned(), |(_, outer)| {
            case.place(*outer).to_string()
        });
    let site = case.site_id(found.step).index();
    let Site {
        spurious, victims, ..
    } = sites[site];
    let wakes = case.facts.wakes[site];
    let why = if found.certainty == Certainty::Possible {
        format!("{by} polls it whenever something else there is woken")
    } else {
        format!(
            "{by} polls all {victims} of them whenever one is woken, which grows with their square"
        )
    };
    Text {
        message: format!(
            "{place} was polled {spurious} times without having been woken, against {wakes} wakes: {why}"
        ),
        next: "keep many futures in a `FuturesUnordered` or a `JoinSet`, which poll only what was woken",
        threshold: format!(
            "{} polls, {} for each wake (spurious_polls, spurious_per_wake)",
            case.options.spurious_polls, case.options.spurious_per_wake
        ),
    }
}
