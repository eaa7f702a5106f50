//! `sequential-awaits`: one site awaited again and again in a row, each time waiting, where it could be all at once.

use std::collections::HashMap;

use super::candidates::{Candidate, Candidates, MOST_STEPS};
use super::case::{Case, Text};
use super::facts::State;
use super::families::Families;
use super::options::ns;
use super::{Certainty, Finding, FindingKind, known};
use crate::nanos::Nanos;
use crate::{PollResult, SiteId, SiteKind, StepId};

/// Steps of one site under one parent, one behind the other.
#[derive(Clone, Default)]
struct Row {
    /// Those that waited, the first of them by name.
    steps: Vec<StepId>,
    count: u32,
    waited: u64,
    first: Option<StepId>,
    last: Option<StepId>,
    /// Where the last one ended in the total order.
    end: u64,
    /// Two of them lived at the same time.
    overlap: bool,
}

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut rows = vec![Row::default(); case.trace.sites().len()];
    let mut touched: Vec<SiteId> = Vec::new();
    let serial: Vec<bool> = case.trace.sites().iter().map(is_serial).collect();
    let mut found = Candidates::new();
    let mut counts = HashMap::new();
    let may_run_beside = |step| {
        let is_serial = serial[case.site_id(step).index()];
        !is_serial && !case.trace.steps().is_borrowed(step)
    };
    let least = u64::from(case.options.sequential_awaits);
    let families = if least < 2 {
        // One that is alone has nothing that it could run together with.
        Families::of(case, 2, |_| true, may_run_beside)
    } else {
        let counts = |step| may_run_beside(step) && has_waited(case, step);
        Families::of(case, least, counts, may_run_beside)
    };
    for siblings in families.iter() {
        for &(_, step) in siblings {
            let site = case.site_id(step);
            let row = &mut rows[site.index()];
            if row.first.is_none() {
                touched.push(site);
            }
            extend(case, row, step);
        }
        for site in touched.drain(..) {
            let row = std::mem::take(&mut rows[site.index()]);
            if let Some(first) = add(case, &mut found, site, &row) {
                counts.insert(first, row.count);
            }
        }
    }
    case.findings(FindingKind::SequentialAwaits, found, |found, _| {
        text(case, found, counts.get(&found.step).copied())
    })
}

/// Whether one has to come after the other, or whether they are polled side by side anyway.
fn is_serial(site: &crate::Site) -> bool {
    matches!(site.kind, SiteKind::Arm | SiteKind::Root)
        || known::is_serial(site)
        || known::is_lock(site)
}

/// Whether a step got ready after it had waited for so long that it counts.
fn has_waited(case: &Case<'_>, step: StepId) -> bool {
    let facts = case.facts.step(step);
    facts.state() == State::Finished(PollResult::Ready)
        && facts.waited() >= ns(case.options.sequential_wait)
}

fn extend(case: &Case<'_>, row: &mut Row, step: StepId) {
    let facts = case.facts.step(step);
    let made = case.trace.steps().seq(step);
    row.overlap |= row.first.is_some() && made < row.end;
    let events = case.trace.events();
    let end = facts
        .last()
        .and_then(|last| events.get(last))
        .map(|event| event.seq());
    row.end = row.end.max(if facts.state() == State::Pending {
        u64::MAX
    } else {
        end.unwrap_or(made)
    });
    row.first.get_or_insert(step);
    if has_waited(case, step) {
        row.count += 1;
        if row.steps.len() < MOST_STEPS {
            row.steps.push(step);
        }
        row.waited = row.waited.saturating_add(facts.waited());
        row.last = Some(step);
    }
}

/// Adds a row that is long enough, and gives back the first of its steps.
fn add(case: &Case<'_>, found: &mut Candidates<SiteId>, site: SiteId, row: &Row) -> Option<StepId> {
    let (&first, last) = (row.steps.first()?, row.last?);
    if row.overlap || row.count < case.options.sequential_awaits {
        return None;
    }
    let end = |step: StepId| case.facts.step(step).last();
    let (count, rank) = (u64::from(row.count), (Certainty::Possible, row.waited));
    found.add_many(site, count, first, rank, || Candidate {
        step: first,
        certainty: Certainty::Possible,
        since: case.trace.steps().made_at(first),
        lasted: row.waited,
        evidence: [end(first), end(last)].into_iter().flatten().collect(),
        related: vec![(LAST, last)],
    });
    found.add_steps(&site, row.steps.iter().copied());
    Some(first)
}

const LAST: &str = "the last of them";

fn text(case: &Case<'_>, found: &Candidate, count: Option<u32>) -> Text {
    let (place, lasted) = (case.place(found.step), Nanos(found.lasted));
    let message = format!(
        "{place} was awaited {} times in a row and waited {lasted} in all; if none needs the one before, which no event \
         can tell, they could run together",
        count.unwrap_or_default()
    );
    Text {
        message,
        next: "try `join_all`, a `FuturesUnordered` or `buffer_unordered` with a limit",
        threshold: format!(
            "{} awaits in a row that wait {} each (sequential_awaits, sequential_wait)",
            case.options.sequential_awaits,
            Nanos(ns(case.options.sequential_wait))
        ),
    }
}
