//! One workflow, step by step: what it awaited, how often each await was polled, and the graph of it.
//!
//! One function labels its awaits by hand, the other leaves that to `#[trace_async]`. Either way the functions that they
//! call, which carry the attribute, show what they await in turn: into the trace in which they are polled. Run with
//! `cargo run -p reify-lib --example trace_workflow`, then open `trace_workflow.json`.

#[path = "support/output.rs"]
mod output;

use std::error::Error;
use std::future::ready;

use reify_lib::{SharedTrace, labeled_await, reify_execution, to_dot, trace_async};
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // What `Trace::shared()` gives, with the options of these examples.
    let trace = output::options().in_memory();
    by_hand(&trace).await;
    let total = by_attribute(&trace).await;
    println!("total: {total}");

    let trace = trace.snapshot();
    println!(
        "{} polls of {} steps",
        trace.polls().count(),
        trace.steps().len()
    );

    let graph = reify_execution(&trace);
    for node in graph.nodes() {
        println!(
            "  {}: {}, {} polls",
            graph.label(node.id),
            node.outcome,
            node.polls
        );
    }
    println!("\n{}", to_dot(&graph));
    println!("{}", serde_json::to_string_pretty(&graph)?);

    trace.save(output::path("trace_workflow.json"))?;
    Ok(())
}

/// Three awaits, labelled by hand.
async fn by_hand(trace: &SharedTrace) {
    let raw = labeled_await!(fetch(), trace).await;
    let clean = labeled_await!(transform(raw), trace).await;
    labeled_await!(store(clean), trace).await;
}

/// The same three, labelled by the attribute.
#[trace_async(trace = trace)]
async fn by_attribute(trace: &SharedTrace) -> u32 {
    let raw = fetch().await;
    let clean = transform(raw).await;
    store(clean).await
}

/// Polled twice: pending at its yield, then ready.
#[trace_async]
async fn fetch() -> Vec<u32> {
    yield_now().await;
    vec![3, 1, 2]
}

/// Yields once for each value. The yields stand on one line and follow each other: one node of three steps.
#[trace_async]
async fn transform(values: Vec<u32>) -> Vec<u32> {
    let mut doubled = Vec::new();
    for value in values {
        yield_now().await;
        doubled.push(value * 2);
    }
    doubled
}

/// Ready at its first poll.
#[trace_async]
async fn store(values: Vec<u32>) -> u32 {
    ready(values.iter().sum()).await
}
