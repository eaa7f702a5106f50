//! Counts, times and outcomes of the nodes. A call of the script takes 10 ns, a poll 4 more.

#[path = "support/script.rs"]
mod script;

use reify_lib::{
    End, InProgress, NodeId, PollResult, Record, StepNode, StepOutcome, Sync, Trace,
    reify_execution,
};
use script::Script;

fn only_node(trace: &Trace) -> StepNode {
    let graph = reify_execution(trace);
    assert_eq!(graph.nodes().len(), 1);
    graph.node(NodeId(0))
}

#[test]
fn waiting_is_the_time_between_polls_and_polling_the_time_within() {
    let mut script = Script::new();
    let step = script.step("a"); // made at 10
    script.poll(step, PollResult::Pending, 100); // from 20 to 120
    script.now += 1_000;
    script.poll(step, PollResult::Pending, 30); // from 1130 to 1160
    script.poll(step, PollResult::Ready, 5); // from 1170 to 1175
    let node = only_node(&script.finish());
    assert_eq!((node.first, node.last), (10, 1_175));
    assert_eq!((node.polling, node.waiting), (135, 1_010 + 10));
    assert_eq!((node.polls, node.steps, node.cancelled), (3, 1, 0));
    assert_eq!(node.outcome, StepOutcome::Completed);
    assert_eq!((node.first_event, node.last_event), (Some(0), Some(2)));
}

#[test]
fn what_is_awaited_within_a_poll_is_part_of_it() {
    let mut script = Script::new();
    let outer = script.step("outer()");
    let inner = script.child(outer, "inner()");
    script.poll(inner, PollResult::Ready, 50);
    script.now -= 55;
    script.poll(outer, PollResult::Ready, 60);
    let graph = reify_execution(&script.finish());
    assert_eq!(graph.node(NodeId(0)).polling, 60);
    assert_eq!(graph.node(NodeId(1)).polling, 50);
}

#[test]
fn the_numbers_of_a_group_are_sums() {
    let mut script = Script::new();
    for _ in 0..3 {
        let step = script.step("tick()");
        script.pending(step);
        script.ready(step);
    }
    let node = only_node(&script.finish());
    assert_eq!((node.steps, node.polls), (3, 6));
    assert_eq!((node.polling, node.waiting), (24, 30));
    assert_eq!((node.first_event, node.last_event), (Some(0), Some(5)));
}

#[test]
fn a_pending_step_waits_until_the_trace_ends() {
    let mut script = Script::new();
    let step = script.step("hang()");
    script.pending(step); // until 24
    script.push(Record::End(End {
        at: 5_024,
        recorded: 2,
        lost: 0,
        reason: "snapshot".into(),
    }));
    let node = only_node(&script.finish());
    assert_eq!(node.outcome, StepOutcome::Pending);
    assert_eq!((node.waiting, node.last), (5_000, 24));
}

#[test]
fn being_dropped_ends_the_waiting_and_is_no_poll() {
    let mut script = Script::new();
    let step = script.step("slow()");
    script.pending(step); // until 24
    script.now = 500;
    script.cancelled(step); // at 510
    let node = only_node(&script.finish());
    assert_eq!(node.outcome, StepOutcome::Cancelled);
    assert_eq!((node.polls, node.cancelled), (1, 1));
    assert_eq!((node.waiting, node.polling, node.last), (486, 4, 510));
}

#[test]
fn to_drop_a_reference_lets_go_and_cancels_nothing() {
    let mut script = Script::new();
    for result in [PollResult::Cancelled, PollResult::Cancelled] {
        let step = script.step("&mut stopped");
        script.pending(step);
        script.poll(step, result, 0);
    }
    let node = only_node(&script.finish());
    assert_eq!(
        (node.outcome, node.steps, node.cancelled),
        (StepOutcome::LetGo, 2, 0)
    );

    // Once it finished, nothing of what went before was lost.
    let mut script = Script::new();
    for result in [PollResult::Cancelled, PollResult::Ready] {
        let step = script.step("&mut stopped");
        script.pending(step);
        script.poll(step, result, 0);
    }
    assert_eq!(only_node(&script.finish()).outcome, StepOutcome::Completed);
}

#[test]
fn a_panic_is_a_poll() {
    let mut script = Script::new();
    let step = script.step("explode()");
    script.panicked(step);
    let node = only_node(&script.finish());
    assert_eq!(
        (node.outcome, node.polls, node.polling),
        (StepOutcome::Panicked, 1, 4)
    );
}

#[test]
fn a_step_that_is_never_polled_has_no_events() {
    let mut script = Script::new();
    script.step("forgotten()"); // made at 10
    let node = only_node(&script.finish());
    assert_eq!((node.outcome, node.polls), (StepOutcome::NeverPolled, 0));
    assert_eq!((node.first, node.last, node.waiting), (10, 10, 0));
    assert_eq!((node.first_event, node.last_event), (None, None));
}

#[test]
fn the_outcome_of_a_group_is_the_one_to_look_at() {
    let rounds: [(&[PollResult], StepOutcome); 4] = [
        (
            &[PollResult::Ready, PollResult::Cancelled],
            StepOutcome::Cancelled,
        ),
        (
            &[PollResult::Cancelled, PollResult::Ready],
            StepOutcome::Cancelled,
        ),
        (
            &[PollResult::Cancelled, PollResult::Pending],
            StepOutcome::Pending,
        ),
        (
            &[PollResult::Panicked, PollResult::Ready, PollResult::Pending],
            StepOutcome::Panicked,
        ),
    ];
    for (results, outcome) in rounds {
        let mut script = Script::new();
        for &result in results {
            let step = script.step("tick()");
            script.pending(step);
            script.poll(step, result, 0);
        }
        assert_eq!(only_node(&script.finish()).outcome, outcome, "{results:?}");
    }
}

#[test]
fn polls_count_on_whatever_thread_they_run() {
    let mut script = Script::new();
    let step = script.step("wander()");
    for thread in 1..=4 {
        script.on_thread(thread);
        script.pending(step);
    }
    script.ready(step);
    let node = only_node(&script.finish());
    assert_eq!((node.steps, node.polls, node.polling), (1, 5, 20));
}

/// Two steps, the inner of which is polled since 1000 when the trace breaks off at 9000.
fn stuck_in_a_poll(polled_before: bool) -> Script {
    let mut script = Script::new();
    let outer = script.step("outer()");
    let inner = script.child(outer, "block()");
    if polled_before {
        script.pending(inner);
        script.pending(outer);
    }
    let polling = vec![InProgress {
        step: inner,
        since: 1_000,
        thread: 1,
    }];
    script.sync(Sync {
        at: 9_000,
        recorded: 4,
        lost: 0,
        polling,
    });
    script
}

#[test]
fn a_step_that_is_being_polled_does_not_wait() {
    let graph = reify_execution(&stuck_in_a_poll(true).finish());
    let [outer, inner] = [0, 1].map(|node| graph.node(NodeId(node)));
    assert_eq!((inner.polling, inner.waiting), (8_004, 1_000 - 34));
    assert_eq!((outer.polling, outer.waiting), (8_004, 1_000 - 48));
    assert_eq!([outer.outcome, inner.outcome], [StepOutcome::Pending; 2]);
}

#[test]
fn a_step_in_its_first_poll_was_polled() {
    let graph = reify_execution(&stuck_in_a_poll(false).finish());
    for node in graph.nodes() {
        assert_eq!(node.outcome, StepOutcome::Pending);
        assert_eq!((node.polls, node.polling, node.waiting), (0, 8_000, 0));
    }
}

#[test]
fn a_poll_that_returned_after_the_sign_of_life_is_not_in_progress() {
    let mut script = stuck_in_a_poll(true);
    script.now = 990;
    script.poll(1, PollResult::Pending, 8_500); // from 1000 to 9500
    script.now = 990;
    script.poll(0, PollResult::Ready, 8_600); // from 1000 to 9600
    let graph = reify_execution(&script.finish());
    let [outer, inner] = [0, 1].map(|node| graph.node(NodeId(node)));
    assert_eq!(
        (outer.outcome, outer.polling),
        (StepOutcome::Completed, 8_604)
    );
    assert_eq!(
        (inner.outcome, inner.polling),
        (StepOutcome::Pending, 8_504)
    );
    assert_eq!(inner.waiting, (1_000 - 34) + 100);
}
