//! [`SharedTrace`]: a recording in memory, which futures add to and anybody can read.

use std::sync::Arc;

use crate::inside::Inside;
use crate::recorder::{Cut, Numbering, Recorder, Settings};
use crate::{Record, Trace, TraceBuilder};

/// A handle of a recording in memory. Clones of it are handles of the same recording.
///
/// [`LabeledFuture`](crate::LabeledFuture)s and `#[trace_async(trace = ..)]` add to it; a
/// [`TracedFuture`](crate::TracedFuture) has one of its own. It holds all that was recorded until its last handle is gone.
#[derive(Clone, Debug)]
pub struct SharedTrace(Arc<Recorder>);

impl Trace {
    /// Begins a recording in memory.
    ///
    /// ```
    /// use reify_lib::{Trace, trace_async};
    ///
    /// #[trace_async(trace = trace)]
    /// async fn twice(trace: &reify_lib::SharedTrace) -> u32 {
    ///     async { 1 }.await + async { 2 }.await
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let trace = Trace::shared();
    /// twice(&trace).await;
    /// assert_eq!(trace.snapshot().steps().len(), 2);
    /// # });
    /// ```
    pub fn shared() -> SharedTrace {
        SharedTrace::new(Settings::default())
    }
}

impl SharedTrace {
    pub(crate) fn new(settings: Settings) -> Self {
        Self(Recorder::new(settings))
    }

    pub(crate) fn recorder(&self) -> &Recorder {
        &self.0
    }

    /// What was recorded up to now, also while futures are pending. It can be taken at any time, by any thread.
    pub fn snapshot(&self) -> Trace {
        self.read("snapshot")
    }

    /// What was recorded by a future that is finished.
    pub(crate) fn finish(&self) -> Trace {
        self.read("finished")
    }

    fn read(&self, reason: &str) -> Trace {
        let recorder = self.recorder();
        let mut builder = TraceBuilder::new();
        builder.push(Record::Header(recorder.header()));
        // Only an allocator that reads the trace it is recorded into is turned away here, and a fork of the process.
        let Some(_inside) = Inside::enter().filter(|_| recorder.is_at_home()) else {
            return builder.finish();
        };
        let mut cut = Cut::copy(recorder);
        let mut numbering = Numbering::default();
        numbering.records(recorder, &mut cut, &mut |record| builder.push(record));
        builder.push(Record::Sync(numbering.sync(&cut)));
        builder.push(Record::End(numbering.end(&cut, reason)));
        builder.finish()
    }
}
