//! The world at an event: looked up, it is the same as replayed from the first event on.

mod lane;
mod order;
mod positions;
mod sites;
mod totals;
mod tree;

use std::sync::Arc;

use proptest::prelude::*;
use reify_lib::{Event, NodeId, PollEvent, PollResult, Trace, reify_execution};
use reify_tui::model::{Model, NodeState, StepState};

use crate::fixture::{Story, hang, shop};

/// Something that happens. Whom it happens to is picked among those that there are.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Make(u8),
    Begin(u8),
    End(PollResult),
    Wake(u8),
    Cancel(u8),
    Wait(u16),
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let returned = [PollResult::Pending, PollResult::Ready, PollResult::Panicked];
    prop_oneof![
        1 => any::<u8>().prop_map(Deed::Make),
        4 => any::<u8>().prop_map(Deed::Begin),
        4 => (0..returned.len()).prop_map(move |index| Deed::End(returned[index])),
        2 => any::<u8>().prop_map(Deed::Wake),
        1 => any::<u8>().prop_map(Deed::Cancel),
        2 => any::<u16>().prop_map(Deed::Wait),
    ]
}

/// Tells whatever the deeds add up to, much of which no executor would do.
pub(crate) fn tell(deeds: &[Deed]) -> Trace {
    let mut story = Story::new("random");
    let sites = [1, 2, 3].map(|line| story.site("step()", line));
    let mut steps = vec![story.root("root")];
    let pick = |steps: &[u64], which: u8| steps[usize::from(which) % steps.len()];
    let mut depth = 0;
    for deed in deeds {
        match *deed {
            Deed::Make(site) => {
                let step = story.step(sites[usize::from(site) % sites.len()]);
                steps.push(step);
            }
            Deed::Begin(step) => {
                story.begin(pick(&steps, step));
                depth += 1;
            }
            Deed::End(result) if depth > 0 => {
                story.end(result);
                depth -= 1;
            }
            Deed::End(_) => {}
            Deed::Wake(step) => story.wake(pick(&steps, step), None),
            Deed::Cancel(step) => story.cancel(pick(&steps, step)),
            Deed::Wait(ns) => story.wait(u64::from(ns)),
        }
    }
    while depth > 0 {
        story.end(PollResult::Pending);
        depth -= 1;
    }
    story.finish()
}

fn model(trace: Trace) -> Model {
    let graph = reify_execution(&trace);
    Model::new(Arc::new(trace), graph)
}

/// The polls of a node in order, as far as they have happened, and the next one.
fn polls(model: &Model, node: NodeId, position: usize) -> (Vec<PollEvent>, Option<PollEvent>) {
    let is_of_node = |poll: &PollEvent| model.graph().node_of(poll.step) == node;
    let events = model.trace().events().iter().enumerate();
    let (mut happened, mut next) = (Vec::new(), None);
    for (index, event) in events {
        let Some(poll) = event.as_poll().copied().filter(is_of_node) else {
            continue;
        };
        if index <= position {
            happened.push(poll);
        } else if next.is_none() {
            next = Some(poll);
        }
    }
    (happened, next)
}

/// A node at a moment within the recording, from the first event on.
fn replayed(model: &Model, node: NodeId, position: usize) -> NodeState {
    let trace = model.trace();
    let (now, (happened, next)) = (model.moment(position), polls(model, node, position));
    let made = |step| trace.step(step).seq < now.seq;
    let steps = model
        .graph()
        .steps_of(node)
        .filter(|&step| made(step))
        .count();
    let (mut polling, mut waiting) = (0, 0);
    for (index, poll) in happened.iter().enumerate() {
        if poll.result != PollResult::Cancelled {
            polling += poll.took;
        }
        let before = happened[..index]
            .iter()
            .rev()
            .find(|before| before.step == poll.step);
        if let Some(before) = before.filter(|before| before.result == PollResult::Pending) {
            waiting += poll.at.saturating_sub(before.end());
        }
    }
    let last = happened.last();
    let polled = next.filter(|next| {
        next.result != PollResult::Cancelled && made(next.step) && next.at <= now.time
    });
    let pending = last.filter(|last| last.result == PollResult::Pending);
    let any = |result| happened.iter().any(|poll| poll.result == result);
    let state = if let Some(polled) = polled {
        polling += now.time.saturating_sub(polled.at);
        let before = pending.filter(|pending| pending.step == polled.step);
        waiting += before.map_or(0, |before| polled.at.saturating_sub(before.end()));
        StepState::Polling { since: polled.at }
    } else if let Some(pending) = pending {
        let since = pending.end();
        waiting += now.time.saturating_sub(since);
        let mut before = (0..=position)
            .rev()
            .filter_map(|index| trace.events().get(index));
        match before.find(|event| event.step() == pending.step) {
            Some(Event::Wake(_)) => StepState::Woken { since },
            _ => StepState::Pending { since },
        }
    } else if last.is_none() {
        if steps > 0 {
            StepState::Made
        } else {
            StepState::Unmade
        }
    } else if next.is_some_and(|next| made(next.step) && Some(next.step) != last.map(|p| p.step)) {
        StepState::Made
    } else if any(PollResult::Panicked) {
        StepState::Panicked
    } else if any(PollResult::Cancelled) {
        StepState::Cancelled
    } else {
        StepState::Ready
    };
    NodeState {
        state,
        steps: steps as u32,
        polls: happened
            .iter()
            .filter(|poll| poll.result != PollResult::Cancelled)
            .count() as u32,
        polling,
        waiting,
    }
}

fn check(model: &Model) -> Result<(), TestCaseError> {
    for position in 0..model.events() {
        let moment = model.moment(position);
        for node in model.graph().nodes() {
            let looked_up = model.node_at(node.id, &moment);
            prop_assert_eq!(
                looked_up,
                replayed(model, node.id, position),
                "{:?} at {}",
                node.id,
                position
            );
        }
    }
    Ok(())
}

/// At the end everything adds up to what the graph says.
fn check_end(model: &Model) -> Result<(), TestCaseError> {
    let end = model.moment(model.events());
    for node in model.graph().nodes() {
        let now = model.node_at(node.id, &end);
        let sums = (u64::from(now.polls), now.polling, now.waiting, now.steps);
        prop_assert_eq!(
            sums,
            (node.polls, node.polling, node.waiting, node.steps),
            "{:?}",
            node.id
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looking_up_is_as_good_as_replaying(deeds in proptest::collection::vec(deed(), 0..120)) {
        let model = model(tell(&deeds));
        check(&model)?;
        check_end(&model)?;
    }
}

#[test]
fn the_stories_add_up() -> Result<(), TestCaseError> {
    let shop = model(shop());
    check(&shop)?;
    check_end(&shop)?;
    check_end(&model(hang()))
}

#[test]
fn sums_of_many_polls_are_right_at_every_event() -> Result<(), TestCaseError> {
    let mut story = Story::new("loop");
    let root = story.root("root");
    let site = story.site("next()", 3);
    story.begin(root);
    let step = story.step(site);
    for poll in 0..300 {
        story.poll(step, poll, PollResult::Pending);
        story.wait(2 * poll);
    }
    story.end(PollResult::Ready);
    let model = model(story.finish());
    check(&model)?;
    check_end(&model)
}

#[test]
fn a_step_within_a_poll_when_the_recording_stopped_is_shown_so() {
    let model = model(hang());
    let state = |position: usize| {
        let node = model.node_of_position(4).unwrap();
        model.node_at(node, &model.moment(position)).state
    };
    assert_eq!(state(0), StepState::Unmade);
    assert_eq!(state(1), StepState::Pending { since: 12_000 });
    assert_eq!(state(2), StepState::Pending { since: 12_000 });
    assert_eq!(state(4), StepState::Polling { since: 2_012_000 });
}

#[test]
fn the_end_is_about_the_innermost_step_that_waits() {
    let mut story = Story::new("stuck");
    let root = story.root("root");
    let outer = story.site("lock()", 3);
    let inner = story.site("send()", 4);
    story.begin(root);
    let locked = story.step(outer);
    story.begin(locked);
    let deepest = story.step(inner);
    story.poll(deepest, 5, PollResult::Pending);
    story.end(PollResult::Pending);
    story.end(PollResult::Pending);
    let model = model(story.stop());
    let step = model.step_at(model.events()).unwrap();
    assert_eq!(model.trace().site_of(step).expr, "send()");
}

#[test]
fn a_poll_knows_the_wake_it_answered() {
    let model = model(shop());
    let wakeup = model.wakeup(4).unwrap();
    assert_eq!((wakeup.position, wakeup.before), (3, 40_000));
    assert_eq!(model.wakeup(0), None, "nothing woke the first poll");
    assert_eq!(model.wakeup(3), None, "a wake is no poll");
}

#[test]
fn a_wake_within_a_poll_is_answered_by_the_next_one() {
    let mut story = Story::new("yield");
    let root = story.root("root");
    story.begin(root);
    story.wait(10);
    story.wake(root, Some(root));
    story.wait(10);
    story.end(PollResult::Pending);
    story.wait(5);
    story.poll(root, 1, PollResult::Ready);
    let model = model(story.finish());
    let wakeup = model.wakeup(2).unwrap();
    assert_eq!((wakeup.position, wakeup.before), (0, 15));
}
