//! An actor: one task that owns its state and waits in `tokio::select!` for a command, a tick or the end.
//!
//! On every turn one arm wins and the other futures are dropped unfinished. Which of them lose something by it? The trace
//! shows each arm of each turn. Run with `cargo run -p reify-lib --example select_loop`.

#[path = "support/output.rs"]
mod output;

use std::error::Error;
use std::time::Duration;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{interval, sleep};

/// What the actor is told.
enum Command {
    Add(u64),
    /// Asks for the total.
    Total(oneshot::Sender<u64>),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let recording = output::options().record_to(output::path("select_loop.json"))?;
    run().traced("main").await?;
    recording.finish()?;
    Ok(())
}

#[trace_async]
async fn run() -> Result<(), Box<dyn Error>> {
    let (commands, inbox) = mpsc::channel(4);
    let (stop, stopped) = oneshot::channel();
    let actor = tokio::spawn(actor(inbox, stopped).traced("actor"));

    for value in 1..=5 {
        commands.send(Command::Add(value)).await?;
        sleep(Duration::from_millis(3)).await;
    }
    println!("total: {}", total(&commands).await?);

    let _ = stop.send(());
    println!("turns: {}", actor.await?);
    Ok(())
}

#[trace_async]
async fn total(commands: &mpsc::Sender<Command>) -> Result<u64, Box<dyn Error>> {
    let (answer, answered) = oneshot::channel();
    commands.send(Command::Total(answer)).await?;
    Ok(answered.await?)
}

/// Takes commands until it is stopped, and gives back how many turns its loop took.
#[trace_async]
async fn actor(mut inbox: mpsc::Receiver<Command>, mut stopped: oneshot::Receiver<()>) -> u32 {
    let mut total = 0;
    let mut ticks = interval(Duration::from_millis(5));
    for turn in 1.. {
        tokio::select! {
            // Made anew on each turn. Dropping it loses nothing: a command stays in the channel until it is given back.
            Some(command) = inbox.recv() => match command {
                Command::Add(value) => total += value,
                Command::Total(answer) => drop(answer.send(total)),
            },
            _ = ticks.tick() => flush(total).await,
            // Awaited through `&mut`: dropping the reference cancels nothing, and the next turn goes on waiting.
            _ = &mut stopped => return turn,
        }
    }
    unreachable!("the actor is stopped before its turns are counted out")
}

/// Writes the state down. While this runs, the actor takes no commands: they wait in the channel.
#[trace_async]
async fn flush(total: u64) {
    sleep(Duration::from_millis(1)).await;
    println!("flushed: {total}");
}
