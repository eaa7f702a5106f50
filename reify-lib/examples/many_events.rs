//! A pool of workers and a few hundred clients, on four threads: more than a hundred thousand events.
//!
//! Somewhere among them is one job that blocks its thread. Which one, and who waited for it? Run with
//! `cargo run -p reify-lib --example many_events`.

#[path = "support/output.rs"]
mod output;

use std::error::Error;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::{JoinSet, yield_now};

const CLIENTS: u32 = 250;
const JOBS: u32 = 10;
const WORKERS: u32 = 8;
/// The client whose last job is not like the others.
const ODD_ONE: u32 = 200;

/// What a client asks for, and where the answer goes.
struct Job {
    client: u32,
    number: u32,
    answer: oneshot::Sender<u32>,
}

/// The workers take turns at the one end of the channel.
type Queue = Mutex<mpsc::Receiver<Job>>;

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() -> Result<(), Box<dyn Error>> {
    let recording = output::options().record_to(output::path("many_events.json"))?;
    run().traced("main").await?;
    recording.finish()?;
    Ok(())
}

#[trace_async]
async fn run() -> Result<(), Box<dyn Error>> {
    let (jobs, queue) = mpsc::channel(32);
    let queue = Arc::new(Queue::new(queue));
    let mut workers = JoinSet::new();
    for number in 1..=WORKERS {
        workers.spawn(worker(Arc::clone(&queue)).traced(format!("worker {number}")));
    }
    let mut clients = JoinSet::new();
    for number in 1..=CLIENTS {
        clients.spawn(client(number, jobs.clone()).traced(format!("client {number}")));
    }
    drop(jobs);

    let mut total = 0;
    while let Some(answers) = clients.join_next().await {
        total += answers?;
    }
    while let Some(worker) = workers.join_next().await {
        worker?;
    }
    println!("total: {total}");
    Ok(())
}

/// Asks for one thing after the other.
#[trace_async]
async fn client(client: u32, jobs: mpsc::Sender<Job>) -> u64 {
    let mut total = 0;
    for number in 1..=JOBS {
        total += u64::from(ask(client, number, &jobs).await.unwrap_or(0));
    }
    total
}

#[trace_async]
async fn ask(client: u32, number: u32, jobs: &mpsc::Sender<Job>) -> Option<u32> {
    let (answer, answered) = oneshot::channel();
    let job = Job {
        client,
        number,
        answer,
    };
    jobs.send(job).await.ok()?;
    answered.await.ok()
}

/// Works until no client is left.
#[trace_async]
async fn worker(queue: Arc<Queue>) {
    while serve_next(&queue).await.is_some() {}
}

/// One job: waits for its turn at the queue, for a job in it, and does that.
#[trace_async]
async fn serve_next(queue: &Queue) -> Option<()> {
    let job = queue.lock().await.recv().await?;
    let answer = digest(job.client, job.number).await;
    // A client that has gone away has no use for it.
    job.answer.send(answer).ok();
    Some(())
}

/// Does a little at a time, and lets others have the thread in between.
#[trace_async]
async fn digest(client: u32, number: u32) -> u32 {
    let mut digest = client;
    for round in 0..number {
        yield_now().await;
        digest = digest.rotate_left(5) ^ round;
    }
    if client == ODD_ONE && number == JOBS {
        // Stands for the one forgotten call that does not wait in an async way.
        thread::sleep(Duration::from_millis(150));
    }
    digest
}
