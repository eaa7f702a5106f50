//! A shop over HTTP and its customer, in one process: an execution that goes through tasks, connections and the wire.
//!
//! The service is axum on hyper, the client is reqwest, and between them are real sockets on the loopback device. The price
//! list refuses twice before it answers, the supplier takes longer than the customer is ready to wait, and two requests
//! want the same lock. Run with `cargo run -p reify-lib --example http_service`, then open `http_service.json`.

mod customer;
#[path = "../support/output.rs"]
mod output;
mod shop;

use reify_lib::{TraceFutureExt, trace_async};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use self::customer::Customer;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    let recording = output::options().record_to(output::path("http_service.json"))?;
    run().traced("main").await?;
    recording.finish()?;
    Ok(())
}

#[trace_async]
async fn run() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let customer = Customer::of(listener.local_addr()?)?;
    let (close, closing) = oneshot::channel();

    let shop = tokio::spawn(shop::open(listener, closing).traced("shop"));
    let customer = tokio::spawn(async move { customer.shopping().await }.traced("customer"));

    println!("{}", customer.await??);
    let _ = close.send(());
    shop.await??;
    Ok(())
}
