//! Programs that do much, and all of it is needed.

use std::future::poll_fn;
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use futures::future::join_all;
use futures::{StreamExt, stream};
use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{Mutex, Semaphore, mpsc, oneshot};
use tokio::task::yield_now;
use tokio::time::sleep;

use crate::healthy::ticks;
use crate::{LONG, SHORT, settle};

/// Keeps the thread busy for a moment, as work does.
fn work(time: Duration) {
    let until = Instant::now() + time;
    while Instant::now() < until {
        black_box(());
    }
}

async fn produces(tx: mpsc::Sender<u32>) {
    for number in 0.. {
        work(Duration::from_micros(40));
        if tx.send(number).await.is_err() {
            return;
        }
    }
}

async fn consumes(mut rx: mpsc::Receiver<u32>) -> u32 {
    let mut sum = 0_u32;
    while let Some(number) = rx.recv().await {
        work(Duration::from_micros(40));
        sum = sum.wrapping_add(number);
    }
    sum
}

#[trace_async]
async fn pipeline() {
    let (tx, rx) = mpsc::channel(1);
    tokio::join!(produces(tx), consumes(rx));
}

/// Two ends of a channel in one task, which wake each other all the time and get on.
pub(crate) async fn pipeline_in_one_task() {
    tokio::spawn(pipeline().traced("pipeline"));
    settle().await;
}

#[trace_async]
async fn digests(parts: u32) {
    let mut left = parts;
    // Work in parts by hand: gives way after each.
    poll_fn(|cx| {
        work(Duration::from_micros(100));
        left -= 1;
        if left == 0 {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A computation in parts that wakes itself for the next one, and ends.
pub(crate) async fn in_parts() {
    tokio::spawn(ticks().traced("ticks"));
    digests(2_000).traced("digests").await;
    settle().await;
}

#[trace_async]
async fn briefly(rounds: u32) {
    for _ in 0..rounds {
        work(Duration::from_millis(3));
        yield_now().await;
    }
}

/// Polls that compute for a while each, and let others have their turn.
pub(crate) async fn brief_polls() {
    tokio::spawn(ticks().traced("ticks"));
    briefly(40).traced("briefly").await;
    settle().await;
}

#[trace_async]
async fn counts_all() -> u32 {
    let mut numbers = pin!(stream::iter(0..5_000));
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        work(Duration::from_micros(30));
        sum += number;
    }
    sum
}

/// A stream whose items are all there.
pub(crate) async fn ready_stream() {
    counts_all().traced("counts").await;
    settle().await;
}

#[trace_async]
async fn fetch(id: u64) -> u64 {
    for part in 0..5 {
        sleep(Duration::from_millis((id + part) % 5)).await;
    }
    id
}

#[trace_async]
async fn fetches_thirty() {
    join_all((0..30).map(fetch)).await;
    for _ in 0..10 {
        tokio::join!(
            fetch(0),
            fetch(1),
            fetch(2),
            fetch(3),
            fetch(4),
            fetch(5),
            fetch(6),
            fetch(7),
            fetch(8),
            fetch(9),
            fetch(10),
            fetch(11),
        );
    }
}

/// As many at once as a join may poll all of.
pub(crate) async fn joins_thirty() {
    fetches_thirty().traced("fetches").await;
    settle().await;
}

#[trace_async]
async fn blocks_in_place() {
    for _ in 0..3 {
        tokio::task::block_in_place(|| thread::sleep(LONG));
        sleep(SHORT).await;
    }
}

/// Blocking work on a thread that was given up for it, on a runtime with others.
pub(crate) async fn moves_others_away() {
    let (tx, rx) = oneshot::channel();
    thread::spawn(|| {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let blocks = tokio::spawn(blocks_in_place().traced("blocks"));
            tokio::spawn(ticks().traced("ticks"));
            blocks.await.unwrap();
            let _ = tx.send(());
            std::future::pending::<()>().await;
        });
    });
    rx.await.unwrap();
    settle().await;
}

#[trace_async]
async fn guarded_fetch(slots: Arc<Semaphore>, db: Arc<Mutex<u64>>, id: u64) {
    let _slot = slots.acquire().await.unwrap();
    sleep(Duration::from_millis(id % 3)).await;
    *db.lock().await += id;
}

#[trace_async]
async fn crawls() {
    let (slots, db) = (Arc::new(Semaphore::new(3)), Arc::default());
    let jobs = stream::iter(0..60).map(|id| guarded_fetch(Arc::clone(&slots), Arc::clone(&db), id));
    // Polled for as long as there is any: nothing is kept aside.
    jobs.for_each_concurrent(12, |job| job).await;
}

/// A buffered stream of futures with permits and locks, polled fairly.
pub(crate) async fn fair_buffer() {
    crawls().traced("crawls").await;
    settle().await;
}

#[trace_async]
async fn asks_the_user(mut answers: mpsc::Receiver<u32>) -> Option<u32> {
    answers.recv().await
}

#[trace_async]
async fn edits(mut commands: mpsc::Receiver<u32>, answers: mpsc::Receiver<u32>) {
    let mut autosave = pin!(sleep(3 * SHORT));
    tokio::select! {
        () = &mut autosave => return,
        _ = commands.recv() => {}
    }
    // The timer goes off meanwhile, and is not needed before the answer is there.
    asks_the_user(answers).await;
    autosave.await;
}

/// A future that is kept while its task waits for something else, and is in nobody's way.
pub(crate) async fn kept_for_later() {
    let (tx, commands) = mpsc::channel(1);
    let (_user, answers) = mpsc::channel(1);
    tokio::spawn(edits(commands, answers).traced("edits"));
    tx.send(1).await.unwrap();
    settle().await;
}
