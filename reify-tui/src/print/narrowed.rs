//! A recording with only the steps that a filter lets through, and those above them: what is printed as a graph or as a
//! recording of its own.

use std::collections::HashSet;

use reify_lib::record::{PollRecord, TaskRecord, WakeRecord, WakerDropRecord};
use reify_lib::{Record, Trace, TraceBuilder, reify_execution};

use crate::filter::Filter;

/// The recording without the steps that do not pass. These are left out whole, with their events; the numbers of the
/// others stay, so that a gap tells where something was.
pub(super) fn narrowed(trace: &Trace, filter: &Filter) -> Trace {
    let graph = reify_execution(trace);
    let nodes = filter.sieve(trace, &graph).with_ancestors(&graph);
    let steps = trace.step_ids();
    let kept: HashSet<u64> = steps
        .filter(|&step| nodes[graph.node_of(step).index()])
        .map(|step| trace.step(step).id)
        .collect();
    let known = |step: Option<u64>| step.filter(|step| kept.contains(step));
    let mut builder = TraceBuilder::new();
    for record in trace.records() {
        let record = match record {
            Record::Poll(poll) => Record::Poll(PollRecord {
                within: known(poll.within),
                ..poll
            }),
            Record::Wake(wake) => Record::Wake(WakeRecord {
                by: known(wake.by),
                ..wake
            }),
            Record::WakerDrop(drop) => Record::WakerDrop(WakerDropRecord {
                by: known(drop.by),
                ..drop
            }),
            Record::Task(task) => Record::Task(TaskRecord {
                spawned_by: known(task.spawned_by),
                ..task
            }),
            Record::Sync(mut sync) => {
                sync.polling.retain(|poll| kept.contains(&poll.step));
                Record::Sync(sync)
            }
            record => record,
        };
        let of = match &record {
            Record::Step(step) => Some(step.id),
            Record::Poll(poll) => Some(poll.step),
            Record::Wake(wake) => Some(wake.step),
            Record::WakerDrop(drop) => Some(drop.step),
            _ => None,
        };
        if of.is_none_or(|step| kept.contains(&step)) {
            builder.push(record);
        }
    }
    builder.finish()
}
