//! A model without its totals, which come later in a long recording.

use std::sync::Arc;

use reify_lib::{NodeId, SiteId, Trace};
use reify_tui::model::{Model, Sort};

use super::model;
use crate::fixture::{MICRO, shop};

fn begun(trace: Trace) -> Model {
    Model::begin(Arc::new(trace))
}

#[test]
fn totals_that_come_later_are_those_that_came_at_once() {
    let (whole, mut late) = (model(shop()), begun(shop()));
    assert!(whole.has_totals() && !late.has_totals());
    let totals = late.addends().add_up();
    late.set_totals(totals);
    assert!(late.has_totals());
    assert!(late.site_summaries().eq(whole.site_summaries()));
    assert_eq!(late.slow_polls(), whole.slow_polls());
    assert_eq!(late.slow_is_over(), whole.slow_is_over());
    for sort in Sort::ALL {
        assert_eq!(late.sorted_sites(sort), whole.sorted_sites(sort));
    }
}

#[test]
fn awaits_are_known_and_stand_by_their_places_until_they_are_added_up() {
    let (whole, late) = (model(shop()), begun(shop()));
    let of_whole = whole.site_summaries().map(|summary| summary.site);
    assert_eq!(late.awaits(), of_whole.collect::<Vec<_>>());
    for sort in Sort::ALL {
        assert_eq!(late.sorted_sites(sort), whole.sorted_sites(Sort::Order));
        let picked = |site: SiteId| site.index().is_multiple_of(2);
        let of_late = late.sorted_sites_of(sort, picked, |_| true);
        let of_whole = whole.sorted_sites_of(Sort::Order, picked, |_| true);
        assert_eq!(of_late, of_whole);
    }
    for node in (0..late.graph().nodes().len()).map(NodeId::from) {
        assert_eq!(late.await_of(node), whole.await_of(node));
    }
    assert_eq!(late.site_summaries().count(), 0);
    assert_eq!(late.site_summary(late.awaits()[0]), None);
}

#[test]
fn which_polls_are_slow_is_not_known_before_the_totals_unless_a_time_was_given() {
    let mut late = begun(shop());
    assert!(!late.knows_slow_polls());
    assert_eq!((late.slow_polls(), late.slow_is_over()), (&[][..], 0));
    late.set_slow_is_over(Some(3 * MICRO));
    assert!(late.knows_slow_polls());
    let mut whole = model(shop());
    whole.set_slow_is_over(Some(3 * MICRO));
    assert_eq!(late.slow_polls(), whole.slow_polls());
    assert!(!late.slow_polls().is_empty());
    late.set_slow_is_over(None);
    assert!(!late.knows_slow_polls());
}

#[test]
fn totals_of_another_reading_change_nothing() {
    let (before, mut now) = (begun(shop()), begun(shop()));
    now.set_totals(before.addends().add_up());
    assert!(!now.has_totals());
}
