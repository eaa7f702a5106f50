//! Programs whose tasks wait for each other's next word, as they should.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{Barrier, Mutex, Notify, RwLock, Semaphore, broadcast, mpsc, oneshot, watch};
use tokio::time::sleep;

use crate::{SHORT, settle};

type Jobs = Arc<Mutex<mpsc::Receiver<u32>>>;

#[trace_async]
async fn takes_turns(jobs: Jobs) {
    loop {
        // The guard lives as long as the wait: one has the channel, the others queue for the lock.
        let job = jobs.lock().await.recv().await;
        if job.is_none() {
            return;
        }
        sleep(Duration::from_millis(1)).await;
    }
}

/// Workers that share one receiver behind a lock.
pub(crate) async fn shared_receiver() {
    let (tx, rx) = mpsc::channel(8);
    let jobs = Arc::new(Mutex::new(rx));
    for _ in 0..4 {
        tokio::spawn(takes_turns(Arc::clone(&jobs)).traced("worker"));
    }
    for job in 0..40 {
        tx.send(job).await.unwrap();
    }
    settle().await;
}

#[trace_async]
async fn adds_to_each(mut accounts: mpsc::Receiver<Arc<Mutex<u32>>>) {
    while let Some(account) = accounts.recv().await {
        *account.lock().await += 1;
    }
}

/// Workers that are sent things with locks in them.
pub(crate) async fn sent_locks() {
    let account = Arc::new(Mutex::new(0));
    let mut senders = Vec::new();
    for _ in 0..3 {
        let (tx, rx) = mpsc::channel(1);
        tokio::spawn(adds_to_each(rx).traced("adds"));
        senders.push(tx);
    }
    for _ in 0..5 {
        for tx in &senders {
            tx.send(Arc::clone(&account)).await.unwrap();
        }
    }
    settle().await;
}

#[trace_async]
async fn follows(mut news: broadcast::Receiver<u32>, mut config: watch::Receiver<u32>) {
    loop {
        tokio::select! {
            it = news.recv() => if it.is_err() { return },
            it = config.changed() => if it.is_err() { return },
        }
    }
}

/// Followers of a broadcast and of a configuration that both have gone quiet.
pub(crate) async fn quiet_broadcast() {
    let (news, _) = broadcast::channel(16);
    let (config, _) = watch::channel(0);
    for _ in 0..3 {
        tokio::spawn(follows(news.subscribe(), config.subscribe()).traced("follows"));
    }
    for it in 0..10 {
        news.send(it).unwrap();
        config.send(it).unwrap();
        sleep(Duration::from_millis(1)).await;
    }
    settle().await;
}

#[trace_async]
async fn counts(db: Arc<Mutex<u32>>) {
    loop {
        *db.lock().await += 1;
        sleep(Duration::from_millis(1)).await;
    }
}

/// A lock that a thread without a task holds for long, while tasks that had it before wait for it.
pub(crate) async fn held_by_a_thread() {
    let db = Arc::new(Mutex::new(0));
    for _ in 0..3 {
        tokio::spawn(counts(Arc::clone(&db)).traced("counts"));
    }
    sleep(SHORT).await;
    thread::spawn(move || {
        let _db = db.blocking_lock();
        thread::sleep(Duration::from_secs(3600));
    });
    settle().await;
}

#[trace_async]
async fn calls(shard: Arc<Mutex<u32>>, rate: Arc<Semaphore>) {
    for _ in 0..3 {
        let mut shard = shard.lock().await;
        // Given back by the clock, not by whoever took it.
        rate.acquire().await.unwrap().forget();
        *shard += 1;
    }
}

/// Callers that each hold a lock of their own, at a limit that is lifted now and then.
pub(crate) async fn rate_limit() {
    let rate = Arc::new(Semaphore::new(5));
    for _ in 0..4 {
        tokio::spawn(calls(Arc::default(), Arc::clone(&rate)).traced("calls"));
    }
    settle().await;
    rate.add_permits(5);
}

#[trace_async]
async fn reads_all(table: Arc<RwLock<Vec<u32>>>, go: Arc<Notify>) {
    loop {
        let table = table.read().await;
        sleep(Duration::from_millis(2)).await;
        drop(table);
        go.notified().await;
    }
}

/// Readers side by side, and a writer now and then.
pub(crate) async fn readers_and_a_writer() {
    let (table, go) = (Arc::new(RwLock::new(Vec::new())), Arc::new(Notify::new()));
    for _ in 0..6 {
        tokio::spawn(reads_all(Arc::clone(&table), Arc::clone(&go)).traced("reads"));
    }
    for row in 0..5 {
        table.write().await.push(row);
        sleep(Duration::from_millis(3)).await;
        go.notify_waiters();
    }
    settle().await;
}

#[trace_async]
async fn meets(barrier: Arc<Barrier>) {
    barrier.wait().await;
}

/// Tasks at a barrier that wait for the last one, which takes its time.
pub(crate) async fn one_is_missing() {
    let barrier = Arc::new(Barrier::new(5));
    for _ in 0..4 {
        tokio::spawn(meets(Arc::clone(&barrier)).traced("meets"));
    }
    settle().await;
    barrier.wait().await;
}

#[trace_async]
async fn serves(mut questions: mpsc::Receiver<oneshot::Sender<u32>>) {
    while let Some(answer) = questions.recv().await {
        let _ = answer.send(42);
    }
}

#[trace_async]
async fn asks_when_told(
    mut orders: mpsc::Receiver<()>,
    questions: mpsc::Sender<oneshot::Sender<u32>>,
) {
    while orders.recv().await.is_some() {
        let (tx, rx) = oneshot::channel();
        questions.send(tx).await.unwrap();
        rx.await.unwrap();
    }
}

/// Two actors and whoever orders them, all done with their work for now.
pub(crate) async fn actors_at_rest() {
    let (orders, told) = mpsc::channel(1);
    let (questions, asked) = mpsc::channel(1);
    tokio::spawn(serves(asked).traced("serves"));
    tokio::spawn(asks_when_told(told, questions).traced("asks"));
    for _ in 0..20 {
        orders.send(()).await.unwrap();
    }
    settle().await;
}

#[trace_async]
async fn works_under_lock(db: Arc<Mutex<u32>>, started: Arc<Notify>) {
    let mut db = db.lock().await;
    started.notify_one();
    // Long, and none of it on this thread.
    *db += tokio::task::spawn_blocking(|| {
        thread::sleep(Duration::from_secs(3600));
        1
    })
    .await
    .unwrap();
}

/// A lock held across work elsewhere, with a child of the holder in the queue.
pub(crate) async fn lock_across_work() {
    let (db, started) = (Arc::new(Mutex::new(0)), Arc::new(Notify::new()));
    tokio::spawn(works_under_lock(Arc::clone(&db), Arc::clone(&started)).traced("works"));
    started.notified().await;
    for _ in 0..2 {
        tokio::spawn(counts(Arc::clone(&db)).traced("counts"));
    }
    settle().await;
}
