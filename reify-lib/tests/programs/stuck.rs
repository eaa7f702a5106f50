//! Programs that hang.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{Notify, RwLock, Semaphore, mpsc, oneshot};
use tokio::time::sleep;

use crate::SHORT;

/// Where a future leaves its waker, of which there is room for one.
type Slot = Arc<Mutex<Option<Waker>>>;

fn registers(slot: &Slot) -> impl Future<Output = ()> {
    let slot = Arc::clone(slot);
    poll_fn(move |cx| {
        *slot.lock().unwrap() = Some(cx.waker().clone());
        Poll::Pending
    })
}

#[trace_async]
async fn wait_for(slot: Slot) {
    registers(&slot).await; // lost-waker=certain: the slot is cleared
}

/// Somebody takes the waker, and drops it instead of calling it.
pub(crate) async fn cleared() {
    let slot = Slot::default();
    let waiter = tokio::spawn(wait_for(Arc::clone(&slot)).traced("waiter"));
    sleep(SHORT).await;
    drop(slot.lock().unwrap().take());
    waiter.await.unwrap();
}

#[trace_async]
async fn wait_without_a_name(slot: Slot) {
    registers(&slot).await; // lost-waker=likely: in a task that is not known
}

/// The same in a task that was spawned without a name.
pub(crate) async fn cleared_without_a_name() {
    let slot = Slot::default();
    let waiter = tokio::spawn(wait_without_a_name(Arc::clone(&slot)));
    sleep(SHORT).await;
    drop(slot.lock().unwrap().take());
    waiter.await.unwrap();
}

#[trace_async]
async fn first_in(slot: Slot) {
    registers(&slot).await; // lost-waker=certain: the slot is overwritten
}

#[trace_async]
async fn second_in(slot: Slot) {
    registers(&slot).await;
}

/// Two wait where there is room for one waker.
pub(crate) async fn overwritten() {
    let slot = Slot::default();
    let first = tokio::spawn(first_in(Arc::clone(&slot)).traced("first"));
    sleep(SHORT).await;
    let second = tokio::spawn(second_in(Arc::clone(&slot)).traced("second"));
    first.await.unwrap();
    second.await.unwrap();
}

#[trace_async]
async fn handshake() {
    poll_fn(|_| Poll::<()>::Pending).await; // no-waker=certain: never kept
}

/// A future that forgets that it has to be woken.
pub(crate) async fn forgetful() {
    tokio::spawn(handshake().traced("handshake")).await.unwrap();
}

#[trace_async]
async fn twice() {
    let mut polls = 0;
    let registers_once = poll_fn(|cx| {
        polls += 1;
        if polls == 1 {
            let waker = cx.waker().clone();
            tokio::spawn(async move { waker.wake() });
        }
        Poll::<()>::Pending
    });
    registers_once.await; // no-waker=certain: kept the first time only
}

/// A future that remembers it on its first poll only.
pub(crate) async fn forgetful_later() {
    tokio::spawn(twice().traced("twice")).await.unwrap();
}

#[trace_async]
async fn update(db: Arc<tokio::sync::Mutex<u32>>) {
    *db.lock().await += 1; // futurelock=likely: a kept lock
}

#[trace_async]
async fn update_or_give_up(db: Arc<tokio::sync::Mutex<u32>>, late: Arc<Notify>) {
    let mut kept = pin!(update(Arc::clone(&db)));
    tokio::select! {
        () = &mut kept => {}
        () = sleep(SHORT) => {
            late.notify_one();
            // The lock is handed to `kept`, which nobody polls any more.
            update(db).await;
        }
    }
}

/// The handler of one arm waits for the lock that the future of the other arm was given.
pub(crate) async fn kept_lock() {
    let (db, late) = (
        Arc::new(tokio::sync::Mutex::new(0)),
        Arc::new(Notify::new()),
    );
    let holder = Arc::clone(&db).lock_owned().await;
    let task = tokio::spawn(update_or_give_up(db, Arc::clone(&late)).traced("update"));
    late.notified().await;
    drop(holder);
    task.await.unwrap();
}

#[trace_async]
async fn job(slots: Arc<Semaphore>) {
    let _slot = slots.acquire().await.unwrap(); // futurelock=likely: a kept permit
}

#[trace_async]
async fn jobs(slots: Arc<Semaphore>) {
    let mut first = Box::pin(job(Arc::clone(&slots)));
    // Polled once and put aside.
    assert!(futures::poll!(&mut first).is_pending());
    job(slots).await;
    first.await;
}

/// A future in a variable holds the place in the queue that its own task waits behind.
pub(crate) async fn kept_permit() {
    let slots = Arc::new(Semaphore::new(1));
    let taken = Arc::clone(&slots).acquire_owned().await.unwrap();
    let task = tokio::spawn(jobs(slots).traced("jobs"));
    sleep(SHORT).await;
    drop(taken);
    task.await.unwrap();
}

#[trace_async]
async fn worker(mut jobs: mpsc::Receiver<u32>) {
    while let Some(_job) = jobs.recv().await {} // waiting: a silent channel
}

/// A worker whose sender is alive and says nothing.
pub(crate) async fn silent_channel() {
    let (tx, rx) = mpsc::channel(1);
    tokio::spawn(worker(rx).traced("worker"));
    tx.send(1).await.unwrap();
    sleep(Duration::from_secs(3600)).await;
    drop(tx);
}

#[trace_async]
async fn ask(answer: oneshot::Receiver<u32>) {
    let _ = answer.await; // waiting: an answer that never comes
}

/// A question to somebody who keeps it.
pub(crate) async fn unanswered() {
    let (tx, rx) = oneshot::channel();
    ask(rx).traced("ask").await;
    drop(tx);
}

type Account = Arc<tokio::sync::Mutex<u32>>;

#[trace_async]
async fn transfer(from: Account, to: Account) {
    let mut from = from.lock().await;
    sleep(SHORT).await;
    let mut to = to.lock().await; // waiting=likely: locks in opposite order
    *from -= 1;
    *to += 1;
}

/// Two tasks that each hold the lock that the other one wants.
pub(crate) async fn opposite_order() {
    let (one, other) = (Account::default(), Account::default());
    let there = tokio::spawn(transfer(one.clone(), other.clone()).traced("there"));
    let back = tokio::spawn(transfer(other, one).traced("back"));
    there.await.unwrap();
    back.await.unwrap();
}

#[trace_async]
async fn refreshes(cache: Arc<RwLock<u32>>) {
    let old = cache.read().await;
    if *old == 0 {
        *cache.write().await += 1; // waiting=likely: a reader that wants to write
    }
}

/// A task that holds the lock that it wants.
pub(crate) async fn reads_and_writes() {
    refreshes(Arc::default()).traced("refreshes").await;
}

type Forks = [Account; 3];

#[trace_async]
async fn dines(forks: Forks, seat: usize) {
    let _left = forks[seat].lock().await;
    sleep(SHORT).await;
    let _right = forks[(seat + 1) % 3].lock().await; // waiting=likely: a fork too few
}

/// Three that each take the lock on their left, and then want the one on their right.
pub(crate) async fn philosophers() {
    let forks = Forks::default();
    let dine = |seat| tokio::spawn(dines(forks.clone(), seat).traced("dines"));
    futures::future::join_all([0, 1, 2].map(dine)).await;
    crate::settle().await;
}

#[trace_async]
async fn forwards(mut from: mpsc::Receiver<u32>, to: mpsc::Sender<u32>) {
    while let Some(number) = from.recv().await {
        for copy in 0..2 {
            to.send(number + copy).await.unwrap(); // waiting: both channels are full
        }
    }
}

/// Two tasks that send each other more than they take.
pub(crate) async fn both_full() {
    let ((to_one, one), (to_other, other)) = (mpsc::channel(2), mpsc::channel(2));
    to_one.send(1).await.unwrap();
    let there = tokio::spawn(forwards(one, to_other).traced("there"));
    tokio::spawn(forwards(other, to_one).traced("back"));
    there.await.unwrap();
}

#[trace_async]
async fn adds(account: Account) {
    *account.lock().await += 1;
}

#[trace_async]
async fn adds_under_lock(account: Account) {
    let _held = account.lock().await;
    let child = tokio::spawn(adds(account.clone()).traced("adds"));
    child.await.unwrap(); // waiting: joins a task that wants its lock
}

/// A task that waits for the end of another one, which waits for its lock.
pub(crate) async fn joins_under_lock() {
    tokio::spawn(adds_under_lock(Account::default()).traced("parent"))
        .await
        .unwrap();
}
