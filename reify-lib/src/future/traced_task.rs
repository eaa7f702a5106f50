//! [`TracedTask`]: a future that is spawned, linked to the step that spawned it.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::{Awaited, named_site};
use crate::SiteKind;
use crate::recorder::OpenStep;

pin_project! {
    /// A future that is a task of the ambient recording; see [`TraceFutureExt::traced`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct TracedTask<F> {
        #[pin]
        root: Awaited<F>,
    }
}

/// What every future gains.
pub trait TraceFutureExt: Future + Sized {
    /// Makes the future a task of the ambient recording, with a name and with the step being polled as its origin.
    ///
    /// For futures that are about to be spawned: without it, what they await is recorded only by a process-wide
    /// recording, and stands there without an origin.
    ///
    /// ```
    /// use reify_lib::{TraceFutureExt, TracedFuture};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let parent = async {
    ///     let task = tokio::spawn(async { 42 }.traced("answer"));
    ///     task.await
    /// };
    /// let (answer, trace) = TracedFuture::run(parent).await;
    /// assert_eq!(answer.unwrap(), 42);
    /// assert_eq!(trace.tasks()[1].name.as_deref(), Some("answer"));
    /// assert!(trace.tasks()[1].spawned_by.is_some());
    /// # });
    /// ```
    #[track_caller]
    fn traced(self, name: impl AsRef<str>) -> TracedTask<Self> {
        let site = named_site::<Self>(SiteKind::Root, name.as_ref(), Location::caller());
        TracedTask {
            root: Awaited::new(OpenStep::spawned(name.as_ref(), site), self),
        }
    }
}

impl<F: Future> TraceFutureExt for F {}

impl<F: Future> Future for TracedTask<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().root.poll(cx)
    }
}
