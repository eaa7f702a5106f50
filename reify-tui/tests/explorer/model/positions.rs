//! That what is counted and found by blocks, nodes and halves is what one finds by going through all events.

use proptest::prelude::*;
use reify_lib::{SiteId, SiteKind, StepId};
use reify_tui::model::{Model, Positions, Query};

use super::{deed, model, tell};
use crate::fixture::shop;

fn all(model: &Model, is_meant: impl Fn(StepId, bool) -> bool) -> Vec<usize> {
    let events = model.trace().events();
    let positions = 0..events.len();
    let meant = positions.filter(|&position| {
        let step = events.step_of(position).expect("the event is there");
        is_meant(step, events.result_of(position).is_some())
    });
    meant.collect()
}

fn check(found: Positions<'_>, expected: &[usize]) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.len(), expected.len());
    let last = expected.last().copied().unwrap_or(0);
    for position in 0..last + 3 {
        let before = expected.partition_point(|&item| item < position);
        prop_assert_eq!(found.before(position), before);
        prop_assert_eq!(found.nth(position), expected.get(position).copied());
    }
    Ok(())
}

fn check_model(model: &Model) -> Result<(), TestCaseError> {
    for step in model.trace().step_ids() {
        check(model.events_of(step), &all(model, |other, _| other == step))?;
    }
    let end = model.moment(model.events());
    for (site, id) in model.trace().sites().iter().zip((0..).map(SiteId)) {
        if site.kind == SiteKind::Root {
            continue;
        }
        let at_site = |step: StepId| model.trace().step(step).site == id;
        let polls = all(model, |step, is_poll| is_poll && at_site(step));
        check(model.polls_of_site(id), &polls)?;
        prop_assert_eq!(model.first_poll_of_site(id), polls.first().copied());
        prop_assert_eq!(
            model.site_summary(id).copied(),
            Some(model.site_summary_at(id, &end, |_| true))
        );
    }
    check_search(model)
}

fn check_search(model: &Model) -> Result<(), TestCaseError> {
    let found = model.find(&Query::new("e"));
    let at_site = |step: StepId| found.sites().contains(&model.trace().step(step).site);
    let expected = all(model, |step, _| at_site(step));
    prop_assert_eq!(found.events(), expected.len() as u64);
    for position in 0..model.events() {
        let before = expected.partition_point(|&item| item < position);
        let next = expected.iter().copied().find(|&item| item > position);
        let previous = expected[..before].last().copied();
        prop_assert_eq!(model.found_events_before(&found, position), before as u64);
        prop_assert_eq!(model.found_event(&found, position, true), next);
        prop_assert_eq!(model.found_event(&found, position, false), previous);
        prop_assert_eq!(
            model.is_found(&found, position),
            expected.contains(&position)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looking_up_finds_what_going_through_finds(deeds in prop::collection::vec(deed(), 0..120)) {
        check_model(&model(tell(&deeds)))?;
    }
}

#[test]
fn the_shop_is_found() -> Result<(), TestCaseError> {
    check_model(&model(shop()))
}
