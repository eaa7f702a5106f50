//! Tasks on tokio that are named and keep their origin, with the feature `tokio`.
//!
//! [`spawn`] and [`spawn_local`] stand in the place of tokio's. A [`JoinSet`](::tokio::task::JoinSet), a `Handle` or
//! whatever else spawns is given a future that was [`traced`](crate::TraceFutureExt::traced): `set.spawn(future.traced("a"))`.
//! Either way the task is known under its name and under the [id](::tokio::task::Id) that tokio shows for it, in what
//! it logs and in tokio-console; `tokio_unstable` is not needed.
//!
//! A task that nobody named is in a process-wide recording too, by its id alone.

use std::future::Future;

use ::tokio::task::JoinHandle;

use crate::TraceFutureExt;

/// Spawns a task as [`tokio::spawn`] does, with a name, and with the step being polled as its origin.
///
/// ```
/// use reify_lib::TracedFuture;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let parent = async {
///     let task = reify_lib::tokio::spawn("answer", async { 42 });
///     let id = task.id();
///     (task.await.unwrap(), id)
/// };
/// let ((answer, id), trace) = TracedFuture::run(parent).await;
/// assert_eq!(answer, 42);
///
/// let task = &trace.tasks()[1];
/// assert_eq!(task.name.as_deref(), Some("answer"));
/// assert_eq!(task.runtime_id.unwrap().to_string(), id.to_string());
/// let origin = task.spawned_by.unwrap();
/// assert_eq!(trace.step(origin).parent, None); // the root, which is the parent
/// # });
/// ```
///
/// # Panics
///
/// Outside of a runtime, as tokio's does.
#[track_caller]
pub fn spawn<F>(name: impl AsRef<str>, future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    ::tokio::spawn(future.traced(name))
}

/// Spawns a task as [`tokio::task::spawn_local`] does, with a name, and with the step being
/// polled as its origin.
///
/// ```
/// use std::rc::Rc;
/// use reify_lib::TracedFuture;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let parent = async {
///     let shared = Rc::new(42);
///     reify_lib::tokio::spawn_local("answer", async move { *shared }).await
/// };
/// let here = tokio::task::LocalSet::new();
/// let (answer, trace) = here.run_until(TracedFuture::run(parent)).await;
/// assert_eq!(answer.unwrap(), 42);
/// assert_eq!(trace.tasks()[1].name.as_deref(), Some("answer"));
/// # });
/// ```
///
/// # Panics
///
/// Outside of a `LocalSet`, as tokio's does.
#[track_caller]
pub fn spawn_local<F>(name: impl AsRef<str>, future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    ::tokio::task::spawn_local(future.traced(name))
}
