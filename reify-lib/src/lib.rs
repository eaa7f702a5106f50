//! Records what an execution of async code did, poll by poll, and turns it into a graph of steps.
#![doc = include_str!("../docs/front-page.md")]

/// The example of the README is one that runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod beginning;
mod both;
mod builder;
mod call_site;
mod clock;
mod column;
mod context;
mod dot;
mod error;
mod event;
mod event_log;
mod family;
#[cfg(feature = "findings")]
mod findings;
mod format;
mod future;
mod graph;
mod header;
mod home;
mod id;
mod inside;
mod lists;
mod nanos;
mod notice;
pub mod record;
mod recorder;
mod recording;
#[cfg(feature = "read")]
mod regular;
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
