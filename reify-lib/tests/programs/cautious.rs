//! Programs that give up, try again, stop half-way and catch what goes wrong, all as planned.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::Duration;

use futures::future::OptionFuture;
use futures::{FutureExt, StreamExt, stream};
use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::{LONG, SHORT, settle};

#[trace_async]
async fn answers_late() {
    sleep(LONG).await;
}

#[trace_async]
async fn tries_again() -> u32 {
    for attempt in 0..4 {
        if timeout(SHORT, answers_late()).await.is_ok() {
            return attempt;
        }
        // Longer each time.
        sleep(Duration::from_millis(1 << attempt)).await;
    }
    4
}

/// Timeouts that fire as they should, and retries with a growing pause.
pub(crate) async fn backs_off() {
    tries_again().traced("tries").await;
    settle().await;
}

type Slot = Arc<Mutex<Option<Waker>>>;

#[trace_async]
async fn is_told(slot: &Slot) {
    poll_fn(|cx| {
        *slot.lock().unwrap() = Some(cx.waker().clone());
        Poll::<()>::Pending
    })
    .await;
}

#[trace_async]
async fn looks_again(slot: Slot) {
    loop {
        // Whoever should tell may forget it: this looks again after a while.
        let _ = timeout(Duration::from_secs(60), is_told(&slot)).await;
    }
}

/// A waker that is lost, with a timeout around the wait.
pub(crate) async fn lost_and_timed() {
    let slot = Slot::default();
    tokio::spawn(looks_again(Arc::clone(&slot)).traced("looks"));
    sleep(SHORT).await;
    drop(slot.lock().unwrap().take());
    settle().await;
}

#[trace_async]
async fn is_told_thrice(clones: mpsc::UnboundedSender<Waker>) {
    let mut polls = 0;
    poll_fn(|cx| {
        polls += 1;
        if polls == 2 {
            return Poll::Ready(());
        }
        for _ in 0..3 {
            let _ = clones.send(cx.waker().clone());
        }
        Poll::Pending
    })
    .await;
}

/// A waker of which several have a clone, and the first to call it is enough.
pub(crate) async fn first_call_counts() {
    let (clones, mut wakers) = mpsc::unbounded_channel();
    tokio::spawn(is_told_thrice(clones).traced("told"));
    let (first, second) = (wakers.recv().await.unwrap(), wakers.recv().await.unwrap());
    first.wake();
    drop((second, wakers));
    settle().await;
}

#[trace_async]
async fn hopes(answer: oneshot::Receiver<u32>) -> Option<u32> {
    answer.await.ok()
}

/// A sender that is dropped, which its receiver is told.
pub(crate) async fn sender_goes() {
    let (tx, rx) = oneshot::channel();
    let hopes = tokio::spawn(hopes(rx).traced("hopes"));
    sleep(SHORT).await;
    drop(tx);
    assert_eq!(hopes.await.unwrap(), None);
    settle().await;
}

#[trace_async]
async fn works_until_stopped(mut jobs: mpsc::Receiver<u32>) {
    let mut flush: OptionFuture<_> = None::<std::future::Ready<()>>.into();
    let mut done = std::pin::pin!(sleep(SHORT).fuse());
    loop {
        tokio::select! {
            job = jobs.recv() => if job.is_none() { return },
            // Finished once, and pending ever after without a waker.
            () = &mut done => {}
            Some(()) = &mut flush => {}
        }
    }
}

/// Arms of a `select!` that are finished, or were never there.
pub(crate) async fn finished_arms() {
    let (tx, rx) = mpsc::channel(1);
    tokio::spawn(works_until_stopped(rx).traced("works"));
    for job in 0..10 {
        tx.send(job).await.unwrap();
        sleep(Duration::from_millis(4)).await;
    }
    settle().await;
}

#[trace_async]
async fn risky(id: u32) -> u32 {
    async move { [1, 2, 3][id as usize % 4] }.await
}

#[trace_async]
async fn shields() -> usize {
    let mut failed = 0;
    for id in 0..8 {
        failed += usize::from(AssertUnwindSafe(risky(id)).catch_unwind().await.is_err());
    }
    failed
}

/// Panics that are expected and caught.
pub(crate) async fn expects_panics() {
    assert_eq!(shields().traced("shields").await, 2);
    settle().await;
}

#[trace_async]
async fn runs_on() {
    loop {
        sleep(SHORT).await;
    }
}

/// Tasks that are aborted when the program has no more use for them.
pub(crate) async fn shuts_down() {
    let mut tasks = JoinSet::new();
    for _ in 0..10 {
        tasks.spawn(runs_on().traced("runs"));
    }
    sleep(3 * SHORT).await;
    tasks.shutdown().await;
    settle().await;
}

#[trace_async]
async fn page(cursor: u32) -> u32 {
    sleep(Duration::from_millis(2)).await;
    cursor + 1
}

#[trace_async]
async fn reads_pages() -> u32 {
    let mut cursor = 0;
    while cursor < 12 {
        cursor = page(cursor).await;
    }
    cursor
}

/// Awaits of which each needs the one before.
pub(crate) async fn follows_the_cursor() {
    reads_pages().traced("pages").await;
    settle().await;
}

#[trace_async]
async fn takes_the_first() -> Option<u32> {
    let pages = stream::unfold(
        0,
        |cursor| async move { Some((cursor, page(cursor).await)) },
    );
    // Only three of them are ever made.
    pages
        .boxed()
        .take(3)
        .fold(None, |_, it| async move { Some(it) })
        .await
}

/// A stream that is asked for no more than is needed, and a future that is not needed at all.
pub(crate) async fn lazy_stream() {
    let job = page(0);
    takes_the_first().traced("takes").await;
    drop(job);
    // Spawned tasks run without their handles.
    drop(tokio::spawn(reads_pages().traced("detached")));
    settle().await;
}
