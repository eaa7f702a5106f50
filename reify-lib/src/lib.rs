//! Records what an execution of async code did, poll by poll, and turns it into a graph of steps.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod builder;
mod call_site;
mod clock;
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
pub use format::reader::TraceReader;
pub use future::{Awaited, LabeledFuture, TraceFutureExt, TracedFuture, TracedTask};
pub use graph::{AsyncStepGraph, StepNode, StepOutcome, reify_execution};
pub use header::{End, Header, InProgress, Sync, Untraced, VERSION};
pub use id::{NodeId, SiteId, StepId, TaskId, ThreadId};
pub use notice::{Notice, NoticeKind, Position};
pub use record::Record;
pub use recording::{RecordOptions, Recording, init, record_to};
pub use shared_trace::SharedTrace;
pub use site::{Label, Site, SiteKind};
pub use step::{Step, Task, Thread};
pub use trace::Trace;

#[cfg(feature = "macros")]
#[doc = include_str!("../docs/trace-async.md")]
pub use reify_macros::trace_async;
