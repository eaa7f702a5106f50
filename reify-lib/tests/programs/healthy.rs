//! Programs that live long and wait much, as they should.

use std::future::pending;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::{interval, sleep};

use crate::lookalikes::{gathers, watches};
use crate::{SHORT, settle};

#[trace_async]
async fn echo(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    loop {
        let read = socket.read(&mut buffer).await.unwrap();
        if read == 0 {
            return;
        }
        socket.write_all(&buffer[..read]).await.unwrap();
    }
}

#[trace_async]
async fn accepts(listener: TcpListener) {
    loop {
        let (socket, _) = listener.accept().await.unwrap();
        tokio::spawn(echo(socket).traced("echo"));
    }
}

#[trace_async]
async fn pings(mut socket: TcpStream) {
    let mut answer = [0; 4];
    for _ in 0..20 {
        socket.write_all(b"ping").await.unwrap();
        socket.read_exact(&mut answer).await.unwrap();
    }
}

/// A server that waits for its next client, with one client that stays and says nothing more.
pub(crate) async fn server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(accepts(listener).traced("accepts"));
    let _silent = TcpStream::connect(address).await.unwrap();
    let socket = TcpStream::connect(address).await.unwrap();
    pings(socket).traced("pings").await;
    settle().await;
}

#[trace_async]
pub(crate) async fn ticks() {
    let mut interval = interval(Duration::from_millis(5));
    loop {
        interval.tick().await;
    }
}

/// Intervals for ever.
pub(crate) async fn intervals() {
    for _ in 0..4 {
        tokio::spawn(ticks().traced("ticks"));
    }
    settle().await;
}

#[trace_async]
async fn serves(mut jobs: mpsc::Receiver<u32>, mut stop: watch::Receiver<bool>) {
    let mut beat = interval(Duration::from_millis(2));
    loop {
        tokio::select! {
            job = jobs.recv() => if job.is_none() { return },
            _ = stop.changed() => return,
            _ = beat.tick() => {}
        }
    }
}

/// A `select!` loop that cancels two arms each time, and may.
pub(crate) async fn select_loop() {
    let (jobs, rx) = mpsc::channel(1);
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(serves(rx, stopped).traced("serves"));
    for job in 0..50 {
        jobs.send(job).await.unwrap();
        sleep(Duration::from_millis(1)).await;
    }
    stop.send(true).unwrap();
    task.await.unwrap();
    settle().await;
}

#[trace_async]
async fn download() {
    sleep(8 * SHORT).await;
}

#[trace_async]
async fn with_progress() {
    let mut download = pin!(download());
    loop {
        tokio::select! {
            () = &mut download => return,
            () = sleep(Duration::from_millis(3)) => {}
        }
    }
}

/// A `select!` loop that keeps one future over all rounds.
pub(crate) async fn kept_over_rounds() {
    with_progress().traced("progress").await;
    settle().await;
}

#[trace_async]
async fn stays() {
    pending::<()>().await;
}

/// A main task that has nothing to do and never ends.
pub(crate) async fn main_stays() {
    tokio::spawn(ticks().traced("ticks"));
    tokio::spawn(stays().traced("main"));
    settle().await;
}

/// The same without a name for any task, so that the recording does not know them.
pub(crate) async fn nameless() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(accepts(listener));
    tokio::spawn(ticks());
    let (_jobs, rx) = mpsc::channel(1);
    let (_stop, stopped) = watch::channel(false);
    tokio::spawn(serves(rx, stopped));
    tokio::spawn(gathers());
    tokio::spawn(with_progress());
    pings(TcpStream::connect(address).await.unwrap()).await;
    let (flag, changed) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    tokio::spawn(watches(Arc::clone(&flag), Arc::clone(&changed)));
    changed.notify_one();
    settle().await;
}
