//! [`TracedTask`]: a future that is spawned, linked to the step that spawned it.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::{Awaited, named_site};
use crate::SiteKind;
use crate::recorder::{NewTask, OpenStep};

pin_project! {
    /// A future that is a task of the ambient recording; see [`TraceFutureExt::traced`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct TracedTask<F> {
        unmet: Option<NewTask>,
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
        let (root, unmet) = OpenStep::spawned(name.as_ref(), site);
        TracedTask {
            unmet,
            root: Awaited::new(root, self),
        }
    }
}

impl<F: Future> TraceFutureExt for F {}

/// Spawns a future on any executor, as a task of the ambient recording: with a name, and with the step being polled as
/// its origin.
///
/// `spawn` is what hands it to the executor; what that gives back comes back. It is
/// `spawn(future.`[`traced`](TraceFutureExt::traced)`(name))`, in the order in which one reads it.
///
/// ```
/// use reify_lib::{TracedFuture, spawn_with};
///
/// let executor = smol::LocalExecutor::new();
/// let parent = async {
///     let task = spawn_with("answer", async { 42 }, |task| executor.spawn(task));
///     task.await
/// };
/// let (answer, trace) = smol::block_on(executor.run(TracedFuture::run(parent)));
/// assert_eq!(answer, 42);
///
/// let task = &trace.tasks()[1];
/// assert_eq!(task.name.as_deref(), Some("answer"));
/// assert!(task.spawned_by.is_some());
/// ```
#[track_caller]
pub fn spawn_with<F: Future, H>(
    name: impl AsRef<str>,
    future: F,
    spawn: impl FnOnce(TracedTask<F>) -> H,
) -> H {
    spawn(future.traced(name))
}

impl<F: Future> Future for TracedTask<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if let Some(task) = this.unmet.take() {
            task.meet_executor();
        }
        this.root.poll(cx)
    }
}
