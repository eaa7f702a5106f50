//! A deadlock as everybody writes it once: two payments, each holding one account and waiting for the other's.
//!
//! The program never ends. Stop it with ctrl-c and open the trace: the file holds all that was recorded up to then, and
//! shows the two awaits that nothing will ever finish. Run with `cargo run -p reify-lib --example hang`.

#[path = "support/output.rs"]
mod output;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::Mutex;
use tokio::time::sleep;

type Account = Arc<Mutex<i64>>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let recording = output::options().record_to(output::path("hang.json"))?;
    run().traced("main").await?;
    recording.finish()?;
    Ok(())
}

#[trace_async]
async fn run() -> Result<(), Box<dyn Error>> {
    let alice = Account::new(Mutex::new(100));
    let bob = Account::new(Mutex::new(100));

    // Fine: one after the other.
    pay(&alice, &bob, 10).await;
    pay(&bob, &alice, 10).await;

    // Not fine: at the same time.
    let there = spawn_payment("alice pays bob", &alice, &bob);
    let back = spawn_payment("bob pays alice", &bob, &alice);
    there.await?;
    back.await?;
    println!("paid");
    Ok(())
}

fn spawn_payment(name: &str, from: &Account, to: &Account) -> tokio::task::JoinHandle<()> {
    let (from, to) = (Account::clone(from), Account::clone(to));
    tokio::spawn(async move { pay(&from, &to, 25).await }.traced(name))
}

#[trace_async]
async fn pay(from: &Account, to: &Account, amount: i64) {
    let mut source = from.lock().await;
    approve(amount).await;
    // Taken in the order of the payment. Two accounts that are always locked in the same order, by number for one,
    // cannot get here holding what the other waits for.
    let mut target = to.lock().await;
    *source -= amount;
    *target += amount;
}

/// Asks the bank; long enough for another payment to lock the other account.
#[trace_async]
async fn approve(amount: i64) {
    sleep(Duration::from_millis(amount.unsigned_abs())).await;
}
