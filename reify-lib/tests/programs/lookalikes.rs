//! Programs that look like the faulty ones and are not.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::{self, FuturesUnordered};
use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};
use tokio::time::{sleep, timeout};

use crate::healthy::ticks;
use crate::{LONG, SHORT, settle};

#[trace_async]
async fn waits_for_flag(flag: Arc<AtomicBool>, slot: Arc<Mutex<Option<Waker>>>) {
    poll_fn(|cx| {
        // A new clone each time; the one before is dropped without a wake.
        drop(slot.lock().unwrap().replace(cx.waker().clone()));
        if flag.load(Ordering::Acquire) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// A waker that is cloned, dropped and registered again, and called in the end.
pub(crate) async fn registers_again() {
    let (flag, slot) = (Arc::new(AtomicBool::new(false)), Arc::default());
    let waits = waits_for_flag(Arc::clone(&flag), Arc::clone(&slot)).traced("waits");
    let task = tokio::spawn(timeout(Duration::from_secs(60), waits));
    thread::spawn(move || {
        for round in 0..20 {
            thread::sleep(Duration::from_millis(2));
            flag.store(round == 19, Ordering::Release);
            let waker: Option<Waker> = slot.lock().unwrap().take();
            waker.inspect(Waker::wake_by_ref);
        }
    });
    task.await.unwrap().unwrap();
    settle().await;
}

#[trace_async]
async fn fetch(id: u64) -> u64 {
    sleep(Duration::from_millis(id % 7)).await;
    id
}

#[trace_async]
pub(crate) async fn gathers() {
    let mut open: FuturesUnordered<_> = (0..100).map(fetch).collect();
    while open.next().await.is_some() {}
    let buffered = stream::iter(0..60).map(fetch).buffer_unordered(8);
    buffered.for_each(|_| std::future::ready(())).await;
}

/// Many futures at once, each polled when it is woken.
pub(crate) async fn unordered() {
    gathers().traced("gathers").await;
    settle().await;
}

#[trace_async]
async fn off_thread() {
    let work = tokio::task::spawn_blocking(|| thread::sleep(LONG));
    work.await.unwrap();
}

/// Blocking work where it belongs.
pub(crate) async fn blocking_elsewhere() {
    tokio::spawn(ticks().traced("ticks"));
    off_thread().traced("off thread").await;
    settle().await;
}

#[trace_async]
fn descend(depth: u32) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        if depth == 0 {
            sleep(SHORT).await;
        } else {
            descend(depth - 1).await;
        }
    })
}

/// Deep recursion.
pub(crate) async fn recursion() {
    descend(200).traced("descend").await;
    settle().await;
}

#[trace_async]
async fn guarded(slots: Arc<Semaphore>, db: Arc<tokio::sync::Mutex<u64>>) {
    for _ in 0..10 {
        let _slot = slots.acquire().await.unwrap();
        let mut db = db.lock().await;
        sleep(Duration::from_millis(1)).await;
        *db += 1;
    }
}

/// Locks and permits that many want and all get.
pub(crate) async fn contention() {
    let (slots, db) = (
        Arc::new(Semaphore::new(2)),
        Arc::new(tokio::sync::Mutex::new(0)),
    );
    let tasks = (0..8)
        .map(|_| tokio::spawn(guarded(Arc::clone(&slots), Arc::clone(&db)).traced("guarded")));
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    settle().await;
}

#[trace_async]
async fn answers(mut questions: mpsc::Receiver<oneshot::Sender<u32>>) {
    while let Some(question) = questions.recv().await {
        let _ = question.send(42);
    }
}

#[trace_async]
async fn asks(questions: mpsc::Sender<oneshot::Sender<u32>>) {
    for _ in 0..500 {
        let (tx, rx) = oneshot::channel();
        questions.send(tx).await.unwrap();
        rx.await.unwrap();
    }
}

/// Two tasks that wake each other all the time.
pub(crate) async fn ping_pong() {
    let (tx, rx) = mpsc::channel(1);
    tokio::spawn(answers(rx).traced("answers"));
    asks(tx).traced("asks").await;
    settle().await;
}

#[trace_async]
async fn sees_flag(flag: &AtomicBool) {
    poll_fn(|_| {
        if flag.load(Ordering::Acquire) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[trace_async]
pub(crate) async fn watches(flag: Arc<AtomicBool>, changed: Arc<Notify>) {
    loop {
        // The flag is looked at whenever there is a notification: it needs no waker of its own.
        tokio::select! {
            () = sees_flag(&flag) => return,
            () = changed.notified() => {}
        }
    }
}

/// A future without a waker, beside one that has it.
pub(crate) async fn leans_on_another() {
    let (flag, changed) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    tokio::spawn(watches(Arc::clone(&flag), Arc::clone(&changed)).traced("watches"));
    for _ in 0..10 {
        sleep(Duration::from_millis(2)).await;
        changed.notify_one();
    }
    settle().await;
    flag.store(true, Ordering::Release);
}

#[trace_async]
async fn polite(rounds: u32) -> u32 {
    let mut sum = 0_u32;
    for round in 0..rounds {
        for number in 0..20_000_u32 {
            sum = std::hint::black_box(sum.wrapping_add(number ^ round));
        }
        tokio::task::yield_now().await;
    }
    sum
}

/// A long computation that gives way.
pub(crate) async fn gives_way() {
    polite(1_200).traced("polite").await;
    settle().await;
}
