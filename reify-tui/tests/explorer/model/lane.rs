//! The lanes of the timeline: looked up, they are the same as told nanosecond by nanosecond.

use std::sync::Arc;

use proptest::prelude::*;
use reify_lib::{PollResult, Trace, reify_execution};
use reify_tui::model::{Cell, Model, Window};

use crate::fixture::{Story, hang, shop};

/// A poll of a step: how long the step waited before, whether it was woken in the middle of that, how long the poll took,
/// and whether the step was ready.
type Poll = (u16, bool, u16, bool);

/// A poll as it was told, from when to when.
struct Told {
    at: u64,
    end: u64,
}

/// Tells of one step after another of one site, and gives back what was at each nanosecond between polls.
fn tell(polls: &[Poll]) -> (Trace, Vec<Cell>, Vec<Told>) {
    let mut story = Story::new("lane");
    let root = story.root("root");
    let site = story.site("next()", 1);
    let (mut between, mut told) = (Vec::new(), Vec::new());
    story.begin(root);
    let mut step = None;
    for &(wait, is_woken, took, is_ready) in polls {
        let (wait, took) = (u64::from(wait) + 2, u64::from(took) + 1);
        let waits = step.is_some();
        let current = *step.get_or_insert_with(|| story.step(site));
        let half = wait / 2;
        story.wait(half);
        if is_woken && waits {
            story.wake(current, None);
        }
        story.wait(wait - half);
        let (first, rest) = match (waits, is_woken) {
            (false, _) => (Cell::Made, Cell::Made),
            (true, false) => (Cell::Pending, Cell::Pending),
            (true, true) => (Cell::Pending, Cell::Woken),
        };
        between.extend((0..half).map(|_| first));
        between.extend((half..wait).map(|_| rest));
        let at = between.len() as u64;
        let result = if is_ready {
            step = None;
            PollResult::Ready
        } else {
            PollResult::Pending
        };
        story.poll(current, took, result);
        between.extend((0..took).map(|_| Cell::Empty));
        told.push(Told { at, end: at + took });
    }
    story.end(PollResult::Ready);
    (story.finish(), between, told)
}

fn expected(between: &[Cell], told: &[Told], begin: u64, end: u64) -> Cell {
    let mut here = told
        .iter()
        .filter(|poll| poll.at < end && poll.end >= begin)
        .peekable();
    if here.peek().is_none() {
        return between[end as usize - 1];
    }
    let polled: u64 = here
        .map(|poll| poll.end.min(end).saturating_sub(poll.at.max(begin)))
        .sum();
    Cell::Polling((polled * 8).div_ceil(end - begin).clamp(1, 8) as u8)
}

fn model(trace: Trace) -> Model {
    let graph = reify_execution(&trace);
    Model::new(Arc::new(trace), graph)
}

proptest! {
    #[test]
    fn a_lane_is_what_was_told(
        polls in prop::collection::vec((0..400_u16, any::<bool>(), 0..300_u16, prop::bool::weighted(0.3)), 1..400),
        zoom in 0..6_usize,
        around in any::<prop::sample::Index>(),
        columns in 1..90_usize,
    ) {
        let (trace, between, told) = tell(&polls);
        let mut window = Window::new(trace.duration());
        window.zoom(zoom, true, around.index(between.len()) as u64);
        let model = model(trace);
        let node = model.tree().row(1).node;
        let lane = model.lane(node, &window, columns);
        prop_assert_eq!(lane.len(), columns);
        for (column, cell) in lane.into_iter().enumerate() {
            let (begin, end) = (window.time_at(column, columns), window.time_at(column + 1, columns));
            // The last moment is that at which the recording ends: nothing is told of it.
            if begin < end && end <= between.len() as u64 {
                prop_assert_eq!(cell, expected(&between, &told, begin, end), "{}..{}", begin, end);
            }
        }
    }
}

#[test]
fn what_was_dropped_or_never_finished_is_seen() {
    let cells = |trace: Trace, row: u32| {
        let window = Window::new(trace.duration());
        let model = model(trace);
        model.lane(model.tree().row(row).node, &window, 8)
    };
    let dropped = cells(shop(), 4);
    assert_eq!(dropped[7], Cell::Cancelled);
    let stuck = cells(hang(), 2);
    assert_eq!(stuck[4..], [Cell::Polling(8); 4]);
}
