//! That what is counted and found by blocks, nodes and halves is what one finds by going through all events.

use proptest::prelude::*;
use reify_lib::{SiteId, SiteKind, StepId};
use reify_tui::model::{Model, PickedEvents, Positions, Query};

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
        let at_end = model.site_summary_at(id, &end, |_| true);
        prop_assert_eq!(model.site_summary(id), at_end);
        prop_assert_eq!(at_end.is_some(), model.has_totals());
    }
    check_search(model)
}

fn check_search(model: &Model) -> Result<(), TestCaseError> {
    let found = model.find(&Query::new("e"));
    let trace = model.trace();
    let at_site = |step: StepId| found.has(trace.step(step).site);
    let expected = all(model, |step, _| at_site(step));
    check(model.found_events(&found, None), &expected)?;
    let is_picked = |position: usize| position % 3 != 1;
    let mut picked = PickedEvents::new(trace);
    for position in 0..model.events() {
        picked.push(trace, is_picked(position));
        let so_far = expected
            .iter()
            .copied()
            .filter(|&at| at <= position && is_picked(at));
        check(
            model.found_events(&found, Some(&picked)),
            &so_far.collect::<Vec<_>>(),
        )?;
    }
    let places = model.found_places(&found);
    for (&node, place) in model.tree().nodes().iter().zip(0..) {
        prop_assert_eq!(places.get(place), found.has(model.graph().site_of(node)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looking_up_finds_what_going_through_finds(deeds in prop::collection::vec(deed(), 0..120)) {
        check_model(&model(tell(&deeds)))?;
        check_model(&Model::begin(tell(&deeds).into()))?;
    }
}

#[test]
fn the_shop_is_found() -> Result<(), TestCaseError> {
    check_model(&model(shop()))?;
    check_model(&Model::begin(shop().into()))
}
