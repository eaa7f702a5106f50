//! Programs that hold their threads.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{mpsc, oneshot};
use tokio::task::yield_now;

use crate::{LONG, SHORT, settle};

async fn parse(time: Duration) {
    thread::sleep(time);
}

#[trace_async]
async fn listen(mut rx: mpsc::Receiver<u32>) {
    while rx.recv().await.is_some() {} // slow-wake=likely: behind a sleep
}

#[trace_async]
async fn blocks() {
    parse(LONG).await; // blocking-poll=likely: a sleep
}

/// A poll sleeps while another task has something to do.
pub(crate) async fn sleeps() {
    let (tx, rx) = mpsc::channel(1);
    let listener = tokio::spawn(listen(rx).traced("listener"));
    yield_now().await;
    tx.send(1).await.unwrap();
    blocks().traced("blocks").await;
    drop(tx);
    listener.await.unwrap();
}

#[trace_async]
async fn computes(go: std::sync::mpsc::Sender<()>, sent: Arc<AtomicBool>) {
    yield_now().await;
    async {
        go.send(()).unwrap();
        while !sent.load(Ordering::Acquire) {
            std::hint::spin_loop();
        }
        let until = Instant::now() + LONG;
        while Instant::now() < until {
            std::hint::spin_loop();
        }
    }
    .await; // blocking-poll=likely: a computation
}

#[trace_async]
async fn hears(heard: oneshot::Receiver<u32>) {
    heard.await.unwrap(); // slow-wake=likely: behind a computation
}

/// A poll computes while an answer comes from another thread.
pub(crate) async fn computes_long() {
    let (tx, rx) = oneshot::channel();
    let hears = tokio::spawn(hears(rx).traced("hears"));
    yield_now().await;
    let (go, asked) = std::sync::mpsc::channel();
    let sent = Arc::new(AtomicBool::new(false));
    let is_sent = Arc::clone(&sent);
    thread::spawn(move || {
        asked.recv().unwrap();
        tx.send(1).unwrap();
        is_sent.store(true, Ordering::Release);
    });
    computes(go, sent).traced("computes").await;
    hears.await.unwrap();
    settle().await;
}

#[trace_async]
async fn reads(reply: oneshot::Receiver<u32>) {
    reply.await.unwrap(); // slow-wake: behind awaits that never wait
}

#[trace_async]
async fn checks_all() {
    for _ in 0..25 {
        parse(SHORT).await;
    }
}

/// A task awaits much, all of it ready at once, so that another one has no turn. No inner poll is long.
pub(crate) async fn never_gives_way() {
    let (tx, rx) = oneshot::channel();
    tokio::spawn(reads(rx).traced("reads"));
    yield_now().await;
    tx.send(1).unwrap();
    checks_all().traced("checks").await;
    settle().await;
}

#[trace_async]
async fn is_last(turn: oneshot::Receiver<u32>) {
    turn.await.unwrap(); // slow-wake: at the end of a queue
}

/// A woken task behind many others, none of which holds the thread for long.
pub(crate) async fn long_queue() {
    let (tx, rx) = oneshot::channel();
    tokio::spawn(is_last(rx).traced("last"));
    yield_now().await;
    for _ in 0..25 {
        tokio::spawn(parse(SHORT).traced("parse"));
    }
    tx.send(1).unwrap();
    settle().await;
}

#[trace_async]
async fn never_returns() {
    parse(Duration::from_secs(3600)).await; // blocking-poll=likely: has not returned
}

/// A poll that has not returned when the program is killed.
pub(crate) async fn stuck_in_a_poll() {
    never_returns().traced("stuck").await;
}

/// What keeps a loop that never rests from filling the disk.
fn work() {
    let until = Instant::now() + Duration::from_micros(50);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}

#[trace_async]
async fn spins() {
    poll_fn(|cx| {
        work();
        cx.waker().wake_by_ref();
        Poll::<()>::Pending
    })
    .await; // busy-loop=likely: wakes itself
}

/// A future that wakes itself and gets nowhere.
pub(crate) async fn wakes_itself() {
    tokio::spawn(spins().traced("spins")).await.unwrap();
}

#[trace_async]
async fn gives_way() {
    loop {
        work();
        yield_now().await; // busy-loop: only gives way
    }
}

/// A loop that waits for nothing.
pub(crate) async fn yields_forever() {
    tokio::spawn(gives_way().traced("gives way")).await.unwrap();
}

#[trace_async]
async fn drains(mut jobs: mpsc::Receiver<u32>) {
    loop {
        work();
        // `None` at once, for ever: the channel is closed.
        let _job = jobs.recv().await; // busy-loop: a closed channel
    }
}

/// A loop over a channel that nobody can send to any more.
pub(crate) async fn closed_channel() {
    let (tx, rx) = mpsc::channel(1);
    drop(tx);
    tokio::spawn(drains(rx).traced("drains")).await.unwrap();
}
