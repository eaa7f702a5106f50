//! Records what an execution of async code did, poll by poll, and turns it into a graph of steps.
//!
//! Put [`#[trace_async]`](trace_async) on async code and run it. Every `.await` becomes a *step* of a [`Trace`]: where it
//! stands in the source, under which other step it was awaited, when and how often it was polled, who woke it, and how it
//! ended. What is done with the recording then:
//!
//! - **step through it**, back and forth, with the explorer: `reify-tui trace.json`;
//! - **look at its shape**: [`reify_execution`] makes a graph of it, [`to_dot`] draws that;
//! - **test it**: poll counts, order and outcomes are data;
//! - **ask what is wrong**: [`findings()`] names what is stuck, and how sure that is.
//!
//! # One future
//!
//! [`TracedFuture::run`] awaits a future and gives back its output with its trace.
//!
//! ```
//! use reify_lib::{TracedFuture, reify_execution, trace_async};
//! # async fn load_cart(id: u32) -> u32 { tokio::task::yield_now().await; id }
//! # async fn reserve(cart: u32) -> u32 { tokio::task::yield_now().await; cart }
//! # async fn quote(cart: u32) -> u32 { cart * 6 }
//!
//! #[trace_async]
//! async fn checkout(id: u32) -> u32 {
//!     let cart = load_cart(id).await;
//!     let (stock, price) = tokio::join!(reserve(cart), quote(cart));
//!     stock.min(1) * price
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let (price, trace) = TracedFuture::run(checkout(7)).await;
//! assert_eq!(price, 42);
//!
//! let graph = reify_execution(&trace);
//! let polls: Vec<(&str, u64)> = graph
//!     .nodes()
//!     .skip(1) // the root
//!     .map(|node| (graph.site(node.id).expr.as_str(), node.polls))
//!     .collect();
//! assert_eq!(polls, [("load_cart(id)", 2), ("reserve(cart)", 2), ("quote(cart)", 1)]);
//! # });
//! ```
//!
//! [`Trace::save`] writes it to a file, [`Trace::load`] reads it back. Where a future runs that never ends,
//! [`TracedFuture::trace`] gives a handle that can be read in the meantime. Without the attribute, [`labeled_await!`] and
//! [`LabeledFuture`] make single steps.
//!
//! # A whole process
//!
//! [`record_to`] records everything with the attribute, in whatever task and on whatever thread it runs, until the guard
//! that it gives back is dropped. Spawned tasks are named, and keep their origin, with
//! [`traced`](TraceFutureExt::traced).
//!
//! ```
//! use reify_lib::{TraceFutureExt, record_to, trace_async};
//! # use tokio::task::yield_now;
//!
//! #[trace_async]
//! async fn serve(request: u32) -> u32 {
//!     tokio::spawn(log(request).traced("log"));
//!     answer(request).await
//! }
//! # #[trace_async]
//! # async fn log(_: u32) { yield_now().await }
//! # async fn answer(request: u32) -> u32 { request + 1 }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("trace.json");
//! let recording = record_to(&path)?;
//! serve(1).traced("request 1").await;
//! recording.finish()?;
//!
//! # #[cfg(feature = "read")] {
//! let trace = reify_lib::Trace::load(&path)?;
//! let names: Vec<_> = trace.tasks().iter().filter_map(|task| task.name.as_deref()).collect();
//! assert_eq!(names, ["request 1", "log"]);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```
//!
//! A thread of its own writes the file; a poll never waits for it. See [`RecordOptions`] for what can be chosen.
//!
//! # A test
//!
//! How often something is polled, and in which order things happen, are assertions like any other. Times are in a trace
//! too, but a test that asserts them fails on a busy machine.
//!
//! ```
//! use reify_lib::{PollResult, StepOutcome, TracedFuture, reify_execution, trace_async};
//! use std::time::Duration;
//!
//! #[trace_async]
//! async fn first_of_two() {
//!     tokio::select! {
//!         biased;
//!         _ = std::future::pending::<()>() => {}
//!         _ = std::future::ready(()) => {}
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let ((), trace) = TracedFuture::run(first_of_two()).await;
//! let graph = reify_execution(&trace);
//! let arms: Vec<(u64, StepOutcome)> = graph
//!     .nodes()
//!     .skip(1)
//!     .map(|node| (node.polls, node.outcome))
//!     .collect();
//! // Each arm was polled once; the one that lost was dropped.
//! assert_eq!(arms, [(1, StepOutcome::Cancelled), (1, StepOutcome::Completed)]);
//! # });
//! ```
//!
//! # A hang in production
//!
//! Call [`init`] once, early. Without the environment variable `REIFY_TRACE` it does nothing; with it, the process is
//! recorded into the file that it names.
//!
//! ```text
//! REIFY_TRACE=trace.json ./server &
//! # .. it hangs ..
//! kill -9 %1
//! reify-tui trace.json
//! ```
//!
//! The file needs no orderly end. It can be read at any time, also while the process runs. What is pending at its end is
//! where the process was waiting, each await with its line; and a poll that never returned is there as one in progress.
//!
//! ```
//! use reify_lib::{LabeledFuture, StepOutcome, Trace, reify_execution};
//! use std::future::pending;
//!
//! # let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
//! let trace = Trace::shared();
//! let mut stuck = Box::pin(LabeledFuture::new(pending::<()>(), "the answer", &trace));
//! assert!(stuck.as_mut().poll(&mut cx).is_pending());
//!
//! // As a recording in memory, it can be looked into from any task and thread.
//! let trace = trace.snapshot();
//! let graph = reify_execution(&trace);
//! let unfinished = graph.nodes().filter(|node| node.outcome == StepOutcome::Pending);
//! let labels: Vec<String> = unfinished.map(|node| graph.label(node.id).to_string()).collect();
//! assert_eq!(labels, ["the answer"]);
//! ```
//!
//! # What it does not see
//!
//! - **Code without the attribute.** What a library awaits inside of itself is part of the step that awaits the library.
//! - **Awaits in macros** whose arguments do not read like Rust. They are counted: [`Trace::untraced`]. The
//!   [attribute's page](macro@trace_async) lists the macros that are known.
//! - **Values.** Neither what was awaited nor what came of it is recorded, only the text of the expression.
//! - **Why.** A lock or a timer is known by the await on it and by who called the waker, not by its name.
//! - **Code that does not await** shows as time polling, of the step that it is in.
//!
//! Recording changes no output, no order of drops and no wake. It is not free: `cargo bench -p reify-lib --bench
//! recording` measures what it costs where you are, beside other tools.
//!
//! # Features
//!
//! All but the last are on by default.
//!
//! | feature | |
//! |---|---|
//! | `macros` | [`#[trace_async]`](macro@trace_async) |
//! | `record` | the attribute records; without it the code is left exactly as it is |
//! | `read` | reading files, and JSON of graphs; a program that only records can do without |
//! | `findings` | what is wrong in a trace |
//! | `tokio` | tasks that were not named have tokio's ids |
//!
//! The file is specified in `docs/trace-format.md`.

/// The example of the README is one that runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod builder;
mod call_site;
mod clock;
mod column;
mod context;
mod dot;
mod error;
mod event;
mod event_log;
#[cfg(feature = "findings")]
mod findings;
mod format;
mod future;
mod graph;
mod header;
mod home;
mod id;
mod inside;
mod nanos;
mod notice;
pub mod record;
mod recorder;
mod recording;
mod shared_trace;
mod site;
mod step;
mod step_table;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tokio")]
pub mod tokio;
mod trace;
mod untraced;

pub use builder::TraceBuilder;
pub use dot::{to_dot, write_dot};
pub use error::{Error, ErrorKind};
pub use event::{Event, PollEvent, PollResult, WakeEvent, WakerDropEvent};
pub use event_log::EventLog;
#[cfg(feature = "findings")]
pub use findings::{
    Certainty, Finding, FindingKind, FindingOptions, Place, Related, Severity, findings,
    findings_with,
};
#[cfg(feature = "read")]
pub use format::is_hidden;
#[cfg(feature = "read")]
pub use format::reader::TraceReader;
pub use future::{Awaited, LabeledFuture, TraceFutureExt, TracedFuture, TracedTask, spawn_with};
pub use graph::{AsyncStepGraph, StepNode, StepOutcome, reify_execution};
pub use header::{End, Header, InProgress, Sync, Untraced, VERSION};
pub use id::{NodeId, SiteId, StepId, TaskId, ThreadId};
pub use nanos::Nanos;
pub use notice::{Harm, Notice, NoticeKind, Position};
pub use record::Record;
pub use recording::{RecordOptions, Recording, init, record_to};
pub use shared_trace::SharedTrace;
pub use site::{Label, Site, SiteKind};
pub use step::{Step, Task, Thread};
pub use step_table::StepTable;
pub use trace::Trace;

#[cfg(feature = "macros")]
#[doc = include_str!("../docs/trace-async.md")]
pub use reify_macros::trace_async;
