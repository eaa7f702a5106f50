//! What holds for the findings in any recording, also in one that makes no sense.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use std::collections::HashSet;
use std::time::Duration;

use arbitrary::trace;
use proptest::prelude::*;
use reify_lib::{
    Certainty, Finding, FindingKind, FindingOptions, PollResult, Severity, StepId, Trace,
    findings_with, reify_execution, to_dot,
};

/// The least of everything is a finding.
fn found_in(trace: &Trace) -> Vec<Finding> {
    let mut options = FindingOptions::default();
    options.blocking_poll = Duration::ZERO;
    options.slow_wake = Duration::ZERO;
    options.futurelock = Duration::ZERO;
    options.busy_rounds = 1;
    options.busy_time = Duration::ZERO;
    options.spurious_polls = 1;
    options.spurious_per_wake = 0;
    options.sequential_awaits = 1;
    options.sequential_wait = Duration::ZERO;
    options.wait_cycle = Duration::ZERO;
    options.never_polled = Duration::ZERO;
    findings_with(trace, &options)
}

fn is_finished(trace: &Trace, step: StepId) -> bool {
    let mut polls = trace.polls().filter(|poll| poll.step == step);
    polls
        .next_back()
        .is_some_and(|poll| poll.result != PollResult::Pending)
}

proptest! {
    #[test]
    fn findings_stand_on_steps_and_events_of_the_trace(trace in trace()) {
        let events: HashSet<u64> = trace.events().iter().map(|event| event.seq()).collect();
        for found in found_in(&trace) {
            prop_assert_eq!(trace.step(found.place.step).id, found.place.id);
            prop_assert_eq!(found.path.last(), Some(&found.place));
            prop_assert!(found.evidence.iter().all(|seq| events.contains(seq)));
            prop_assert!(found.count > 0 && !found.message.is_empty() && !found.next.is_empty());
        }
    }

    #[test]
    fn the_possible_is_no_alarm(trace in trace()) {
        let found = found_in(&trace);
        for found in &found {
            let is_alarm = found.severity == Severity::Alarm;
            prop_assert_eq!(is_alarm, found.certainty > Certainty::Possible);
        }
        let ranks: Vec<_> = found.iter().map(|found| (found.severity, found.certainty)).collect();
        prop_assert!(ranks.is_sorted_by(|one, next| one >= next));
    }

    #[test]
    fn what_is_stuck_is_not_finished(trace in trace()) {
        use FindingKind::{Futurelock, LostWaker, NoWaker, Waiting};
        for found in found_in(&trace) {
            if [Futurelock, LostWaker, NoWaker, Waiting].contains(&found.kind) {
                prop_assert!(!is_finished(&trace, found.place.step), "{found}");
            }
        }
    }

    #[test]
    fn any_recording_is_a_graph_and_a_drawing(trace in trace()) {
        let graph = reify_execution(&trace);
        let steps: usize = graph.nodes().map(|node| node.steps as usize).sum();
        prop_assert_eq!(steps, trace.steps().len());
        prop_assert!(to_dot(&graph).lines().count() > graph.nodes().len());
    }
}
