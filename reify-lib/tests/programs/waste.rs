//! Programs that do more than they need, or stop half-way.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use futures::FutureExt;
use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::oneshot;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::{SHORT, settle};

#[trace_async]
async fn request(answer: oneshot::Receiver<()>) {
    answer.await.unwrap(); // spurious-polls=likely: polls all of them
}

#[trace_async]
async fn all_of(mut open: Vec<Pin<Box<dyn Future<Output = ()> + Send>>>) {
    poll_fn(|cx| {
        open.retain_mut(|future| future.as_mut().poll(cx).is_pending());
        if open.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// A join by hand, which polls all that it holds whenever one is woken.
pub(crate) async fn joins_by_hand() {
    let (mut answers, mut requests) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        let (tx, rx) = oneshot::channel();
        answers.push(tx);
        requests.push(Box::pin(request(rx)) as Pin<Box<dyn Future<Output = ()> + Send>>);
    }
    let all = tokio::spawn(all_of(requests).traced("all"));
    for answer in answers {
        yield_now().await;
        answer.send(()).unwrap();
    }
    all.await.unwrap();
    settle().await;
}

#[trace_async]
async fn slow_upload() {
    sleep(Duration::from_secs(3600)).await; // spurious-polls: polled for each tick
}

#[trace_async]
async fn reports_progress() {
    let mut upload = pin!(slow_upload());
    for _ in 0..150 {
        tokio::select! {
            () = &mut upload => return,
            () = sleep(Duration::from_millis(1)) => {}
        }
    }
}

/// A `select!` loop that polls the same future for each tick.
pub(crate) async fn polls_for_each_tick() {
    reports_progress().traced("upload").await;
    settle().await;
}

async fn fetch(_id: u32) -> u32 {
    sleep(Duration::from_millis(4)).await;
    0
}

#[trace_async]
async fn fetches() {
    for id in 0..8 {
        fetch(id).await; // sequential-awaits: one fetch after the other
    }
}

/// Requests that do not need each other, one after the other.
pub(crate) async fn one_by_one() {
    fetches().traced("fetches").await;
    settle().await;
}

async fn store(_page: u32) {}

#[trace_async]
async fn copies() {
    for id in 0..8 {
        let page = fetch(id).await; // sequential-awaits: with something in between
        store(page).await;
    }
}

/// The same with something else in between.
pub(crate) async fn one_by_one_with_more() {
    copies().traced("copies").await;
    settle().await;
}

#[trace_async]
async fn upload() {
    sleep(Duration::from_secs(3600)).await; // cancelled-midway: by a timeout
}

#[trace_async]
async fn uploads_in_time() {
    let _ = timeout(SHORT, upload()).await;
}

/// A timeout that cuts an upload.
pub(crate) async fn times_out() {
    uploads_in_time().traced("upload").await;
    settle().await;
}

#[trace_async]
async fn serve() {
    sleep(Duration::from_secs(3600)).await; // cancelled-midway: by an abort
}

/// An aborted task.
pub(crate) async fn aborts() {
    let task = tokio::spawn(serve().traced("serve"));
    sleep(SHORT).await;
    task.abort();
    let _ = task.await;
    settle().await;
}

async fn parse(text: &str) -> u32 {
    text.parse().expect("a number")
}

#[trace_async]
async fn handle() {
    parse("seven").await; // panicked=certain: and left its task
}

/// A task that panics.
pub(crate) async fn panics() {
    tokio::spawn(handle().traced("handle")).await.unwrap_err();
    settle().await;
}

#[trace_async]
async fn careless() {
    parse("eight").await; // panicked: and was caught
}

#[trace_async]
async fn supervises() {
    let careless = std::panic::AssertUnwindSafe(careless());
    careless.catch_unwind().await.unwrap_err();
}

/// A panic that somebody catches.
pub(crate) async fn catches() {
    supervises().traced("supervises").await;
    settle().await;
}

/// A job that nobody spawns.
pub(crate) async fn forgets() {
    let _job = sleep(SHORT).traced("job"); // never-polled: forgotten
    settle().await;
}

/// Jobs that are gathered, and that nobody ever runs.
pub(crate) async fn gathers_only() {
    let mut jobs = Vec::new();
    for _ in 0..3 {
        jobs.push(sleep(SHORT).traced("gathered")); // never-polled: kept in a list
    }
    settle().await;
    drop(jobs);
}

/// A job that is thrown away where it should have been awaited.
pub(crate) async fn throws_away() {
    drop(sleep(SHORT).traced("thrown away")); // never-polled: dropped at once
    settle().await;
}

#[trace_async]
async fn always_busy() {
    for _ in 0..100 {
        tokio::select! {
            biased;
            () = std::future::ready(()) => {}
            () = sleep(SHORT) => {} // never-polled: starved
        }
    }
}

/// An arm that never gets its turn.
pub(crate) async fn starves() {
    always_busy().traced("busy").await;
    settle().await;
}
