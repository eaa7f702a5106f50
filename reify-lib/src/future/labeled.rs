//! [`LabeledFuture`] and `labeled_await!`: single steps, made by hand.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::{Awaited, named_site};
use crate::call_site::CallSite;
use crate::recorder::OpenStep;
use crate::{SharedTrace, SiteKind};

pin_project! {
    /// A future that is a step of a shared trace, under a label of your own.
    ///
    /// Many of them share one trace; what is polled inside of one, with `#[trace_async]` or as a further `LabeledFuture`
    /// of the same trace, is its child. If it is dropped after it was polled and before it is ready, that is recorded as
    /// [`PollResult::Cancelled`](crate::PollResult::Cancelled).
    ///
    /// ```
    /// use reify_lib::{LabeledFuture, Trace};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let trace = Trace::shared();
    /// let answer = LabeledFuture::new(async { 42 }, "the answer", &trace).await;
    /// assert_eq!(answer, 42);
    ///
    /// let trace = trace.snapshot();
    /// assert_eq!(trace.sites()[0].label().to_string(), "the answer");
    /// # });
    /// ```
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct LabeledFuture<F> {
        // Keeps the recording alive as long as this future can add to it.
        trace: SharedTrace,
        #[pin]
        step: Awaited<F>,
    }
}

impl<F: Future> LabeledFuture<F> {
    /// Makes `future` a step with the given label.
    #[track_caller]
    pub fn new(future: F, label: impl AsRef<str>, trace: &SharedTrace) -> Self {
        let site = named_site::<F>(SiteKind::Named, label.as_ref(), Location::caller());
        Self::with_step(future, OpenStep::named(trace.recorder(), site), trace)
    }

    /// Makes `future` a step at a site that a macro wrote.
    #[doc(hidden)]
    pub fn at(future: F, site: &'static CallSite, trace: &SharedTrace) -> Self {
        let step = OpenStep::of::<F>(trace.recorder().id(), site);
        Self::with_step(future, step, trace)
    }

    fn with_step(future: F, step: OpenStep, trace: &SharedTrace) -> Self {
        Self {
            trace: trace.clone(),
            step: Awaited::made(step, future),
        }
    }
}

impl<F: Future> Future for LabeledFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().step.poll(cx)
    }
}

/// Makes a future a step of a shared trace, labelled with its expression and place: `"fetch(id) @ src/cart.rs:42"`.
///
/// It gives back a [`LabeledFuture`], which is still to be awaited.
///
/// ```
/// use reify_lib::{Trace, labeled_await};
///
/// async fn fetch(id: u32) -> u32 { id }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let trace = Trace::shared();
/// assert_eq!(labeled_await!(fetch(7), trace).await, 7);
///
/// let label = trace.snapshot().sites()[0].label().to_string();
/// assert!(label.starts_with("fetch(7) @ "));
/// # });
/// ```
#[macro_export]
macro_rules! labeled_await {
    ($future:expr, $trace:expr $(,)?) => {
        $crate::LabeledFuture::at(
            ::core::future::IntoFuture::into_future($future),
            {
                static SITE: $crate::__private::CallSite = $crate::__private::CallSite::awaiting(
                    ::core::stringify!($future),
                    ::core::file!(),
                    ::core::line!(),
                    ::core::column!(),
                    ::core::module_path!(),
                );
                &SITE
            },
            &$trace,
        )
    };
}
