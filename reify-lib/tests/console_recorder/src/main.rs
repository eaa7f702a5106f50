//! Makes a recording of tokio-console: `cargo run -- record.json`, in this folder.

use std::future::pending;
use std::time::Duration;

use console_subscriber::ConsoleLayer;
use tokio::sync::oneshot;
use tokio::task::{self, Builder};
use tokio::time::sleep;

/// What the recorder has for its last lines to reach the file; it writes them on a thread of its own.
const PATIENCE: Duration = Duration::from_millis(300);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os()
        .nth(1)
        .ok_or("expected the name of a file")?;
    ConsoleLayer::builder().recording_path(path).init();
    let (answer, asked) = oneshot::channel();
    let one = Builder::new().name("answer").spawn(async move {
        sleep(Duration::from_millis(3)).await;
        answer.send(42)
    })?;
    let other = Builder::new().name("question").spawn(async move {
        task::yield_now().await;
        asked.await
    })?;
    Builder::new().name("stuck").spawn(pending::<()>())?;
    one.await?.map_err(|_| "nobody asked")?;
    other.await??;
    let aborted = tokio::spawn(pending::<()>());
    task::yield_now().await;
    aborted.abort();
    let _ = aborted.await;
    sleep(PATIENCE).await;
    // The runtime would drop what is stuck, and the recording has it at work.
    std::process::exit(0);
}
