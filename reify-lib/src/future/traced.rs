//! [`TracedFuture`]: one future and its own trace.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::{Awaited, name_of, named_site};
use crate::recorder::OpenStep;
use crate::{SharedTrace, SiteKind, Trace};

pin_project! {
    /// A future with a trace of its own, in which it is the root.
    ///
    /// All that runs inside of it and carries `#[trace_async]` is recorded into that trace.
    ///
    /// ```
    /// use reify_lib::{TracedFuture, trace_async};
    ///
    /// #[trace_async]
    /// async fn sum() -> u32 {
    ///     one().await + one().await
    /// }
    ///
    /// async fn one() -> u32 { 1 }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let (sum, trace) = TracedFuture::run(sum()).await;
    /// assert_eq!(sum, 2);
    /// // The root and two awaits, each polled once.
    /// assert_eq!(trace.steps().len(), 3);
    /// assert_eq!(trace.polls().count(), 3);
    /// # });
    /// ```
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct TracedFuture<F> {
        // Keeps the recording alive as long as this future can add to it.
        trace: SharedTrace,
        #[pin]
        root: Awaited<F>,
    }
}

impl<F: Future> TracedFuture<F> {
    /// Gives `future` a trace, under the name of its async function.
    #[track_caller]
    pub fn new(future: F) -> Self {
        Self::with_label(future, name_of::<F>())
    }

    /// Gives `future` a trace, under a name.
    #[track_caller]
    pub fn with_label(future: F, label: impl AsRef<str>) -> Self {
        Self::in_trace(future, label.as_ref(), Trace::shared())
    }

    /// Makes `future` a root of a trace that there is.
    #[track_caller]
    pub(crate) fn in_trace(future: F, label: &str, trace: SharedTrace) -> Self {
        let site = named_site::<F>(SiteKind::Root, label, Location::caller());
        let root = OpenStep::root(trace.recorder(), label, site, 0);
        Self {
            root: Awaited::new(root, future),
            trace,
        }
    }

    /// The trace, which can be read at any time, also while the future is pending and after it is gone.
    pub fn trace(&self) -> &SharedTrace {
        &self.trace
    }
}

impl<F: Future> TracedFuture<F> {
    /// Runs `future` to its end and gives back what it returned, with its trace.
    #[track_caller]
    pub fn run(future: F) -> impl Future<Output = (F::Output, Trace)> {
        let traced = Self::new(future);
        async move {
            let trace = traced.trace.clone();
            let output = traced.await;
            (output, trace.finish())
        }
    }
}

impl<F: Future> Future for TracedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().root.poll(cx)
    }
}
