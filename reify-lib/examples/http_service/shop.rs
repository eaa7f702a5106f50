//! The service: a cart behind a lock, a price list that is not always there, and a supplier who takes his time.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post, put};
use reify_lib::{TraceFutureExt, trace_async};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// How often the price list refuses before it answers.
const REFUSALS: u32 = 2;

#[derive(Default)]
struct Shop {
    cart: Mutex<Vec<String>>,
    prices_asked: AtomicU32,
    /// The letters that are being written.
    letters: Mutex<JoinSet<()>>,
}

type Shared = State<Arc<Shop>>;

/// Serves until `closing`, and then until the last letter is written.
#[trace_async]
pub(crate) async fn open(listener: TcpListener, closing: oneshot::Receiver<()>) -> io::Result<()> {
    let shop = Arc::new(Shop::default());
    let router = Router::new()
        .route("/cart/{item}", put(add_to_cart))
        .route("/stock/{item}", get(stock))
        .route("/price/{item}", get(price))
        .route("/delivery/{item}", get(delivery))
        .route("/order/{item}", post(order))
        .layer(from_fn(as_task))
        .with_state(Arc::clone(&shop));
    axum::serve(listener, router)
        .with_graceful_shutdown(async { closing.await.unwrap_or(()) }.traced("closing time"))
        .await?;
    let mut letters = shop.letters.lock().await;
    while letters.join_next().await.is_some() {}
    Ok(())
}

/// Names each request, whatever connection it came over: to the recording it is a task.
async fn as_task(request: Request, next: Next) -> Response {
    let name = format!("{} {}", request.method(), request.uri().path());
    next.run(request).traced(name).await
}

#[trace_async]
async fn add_to_cart(State(shop): Shared, Path(item): Path<String>) -> StatusCode {
    let mut cart = shop.cart.lock().await;
    cart.push(item);
    // Holds the lock while it writes: whoever comes next waits for the disk too.
    write_down(&cart).await;
    StatusCode::CREATED
}

#[trace_async]
async fn write_down(cart: &[String]) {
    let bytes = cart.iter().map(String::len).sum::<usize>();
    sleep(Duration::from_millis(bytes as u64)).await;
}

#[trace_async]
async fn stock(Path(item): Path<String>) -> String {
    sleep(Duration::from_millis(5)).await;
    item.len().to_string()
}

#[trace_async]
async fn price(State(shop): Shared) -> Result<String, StatusCode> {
    sleep(Duration::from_millis(1)).await;
    if shop.prices_asked.fetch_add(1, Ordering::Relaxed) < REFUSALS {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    Ok("12".to_owned())
}

/// The customer hangs up long before this is done; hyper then drops it where it waits.
#[trace_async]
async fn delivery() -> String {
    supplier().await
}

#[trace_async]
async fn supplier() -> String {
    sleep(Duration::from_secs(60)).await;
    "tomorrow".to_owned()
}

/// Answers at once; the letter is written in the background, by a task that outlives the request.
#[trace_async]
async fn order(State(shop): Shared, Path(item): Path<String>) -> String {
    let order = shop.cart.lock().await.len();
    let letter = write_letter(item).traced(format!("letter for order {order}"));
    shop.letters.lock().await.spawn(letter);
    format!("order {order}")
}

#[trace_async]
async fn write_letter(item: String) {
    for _word in ["your", &item, "is", "on", "its", "way"] {
        sleep(Duration::from_millis(2)).await;
    }
}
