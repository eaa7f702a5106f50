//! What the awaits of a site add up to.

use proptest::prelude::*;
use reify_lib::record::{SiteRecord, StepRecord};
use reify_lib::{InProgress, NodeId, Record, Site, SiteId, Sync, TraceBuilder};
use reify_tui::model::Model;

use super::{deed, model, tell};
use crate::fixture::{hang, shop};

/// At every moment a site is the sum of its nodes.
fn check(model: &Model) -> Result<(), TestCaseError> {
    for position in 0..=model.events() {
        let moment = model.moment(position);
        for summary in model.site_summaries() {
            let site = summary.site;
            let now = model.site_summary_at(site, &moment, |_| true);
            let now = now.expect("its totals are known");
            let (mut steps, mut polls, mut waiting, mut polling) = (0, 0, 0, 0);
            for node in model.graph().nodes().filter(|node| node.site == site) {
                let state = model.node_at(node.id, &moment);
                steps += u64::from(state.steps);
                polls += u64::from(state.polls);
                waiting += state.waiting;
                polling += state.polling;
            }
            prop_assert_eq!(now.steps, steps);
            prop_assert_eq!(now.polls, polls);
            prop_assert_eq!(now.waiting.total, waiting);
            prop_assert_eq!(now.polling.total, polling);
            prop_assert!(now.waiting.p50 <= now.waiting.p95 && now.waiting.p95 <= now.waiting.max);
            prop_assert!(now.polling.p50 <= now.polling.p95 && now.polling.p95 <= now.polling.max);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_is_the_sum_of_its_nodes(deeds in proptest::collection::vec(deed(), 0..120)) {
        check(&model(tell(&deeds)))?;
    }
}

#[test]
fn the_sites_of_the_stories_add_up() -> Result<(), TestCaseError> {
    check(&model(shop()))?;
    check(&model(hang()))
}

#[test]
fn only_the_nodes_that_are_picked_count() {
    let model = model(shop());
    let end = model.moment(model.events());
    let charge = model.site_summaries().last().unwrap();
    assert_eq!(charge.steps, 3);
    let none = model.site_summary_at(charge.site, &end, |_: NodeId| false);
    let none = none.unwrap();
    assert_eq!((none.steps, none.polls, none.polling.total), (0, 0, 0));
}

#[test]
fn percentiles_are_of_what_has_happened() {
    let model = model(shop());
    let charge = model.site_summaries().last().unwrap().site;
    let at = |position| {
        let at = model.site_summary_at(charge, &model.moment(position), |_| true);
        at.unwrap()
    };
    assert_eq!(at(11).polls, 0);
    assert_eq!(at(11).polling.max, 0);
    assert_eq!((at(12).polls, at(12).polling.p50), (1, 700));
    assert_eq!((at(14).polls, at(14).polling.total), (3, 2_100));
}

#[test]
fn polls_that_never_end_add_up_to_the_largest_number() {
    let mut builder = TraceBuilder::new();
    let site = Site::default();
    builder.push(Record::Site(SiteRecord { id: 0, site }));
    for id in 0..2 {
        let (site, parent, task, at, borrowed) = (0, None, None, 0, false);
        let seq = id;
        builder.push(Record::Step(StepRecord {
            seq,
            id,
            site,
            parent,
            task,
            at,
            borrowed,
        }));
    }
    let (since, thread) = (0, 0);
    let polling = [0, 1].map(|step| InProgress {
        step,
        since,
        thread,
    });
    builder.push(Record::Sync(Sync {
        at: u64::MAX,
        recorded: 2,
        lost: 0,
        polling: polling.into(),
    }));
    let model = model(builder.finish());
    assert_eq!(model.graph().nodes().len(), 2, "they are polled at once");
    let end = model.moment(model.events());
    let site = model.site_summary_at(SiteId(0), &end, |_| true);
    assert_eq!(site.expect("its totals are known").polling.total, u64::MAX);
}
