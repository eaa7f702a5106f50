//! The source code of the program that never ran.

use reify_lib::{Site, SiteKind};

/// Functions of the program, each in its file.
const FUNCTIONS: [(&str, &str); 12] = [
    ("shop::http::serve", "src/http/serve.rs"),
    ("shop::http::retry::with_backoff", "src/http/retry.rs"),
    ("shop::checkout::checkout", "src/checkout.rs"),
    ("shop::checkout::<impl Cart>::load", "src/checkout/cart.rs"),
    ("shop::stock::reserve", "src/stock.rs"),
    ("shop::price::quote_all", "src/price.rs"),
    ("shop::db::Pool::query", "src/db/pool.rs"),
    ("shop::db::Transaction::commit", "src/db/transaction.rs"),
    ("shop::cache::get_or_fetch", "src/cache.rs"),
    ("shop::mail::send_receipt", "src/mail.rs"),
    (
        "shop::events::Publisher::publish",
        "src/events/publisher.rs",
    ),
    ("shop::worker::run", "src/worker.rs"),
];

/// What they await, as it was typed.
const EXPRESSIONS: [&str; 20] = [
    "self.pool.acquire()",
    "client.get(url).timeout(LIMIT).send()",
    "response.json::<Receipt>()",
    "tokio::time::sleep(backoff.next_delay())",
    "rx.recv()",
    "tx.send(Event::Created { id })",
    "load_cart(id)",
    "reserve(&cart, Priority::Normal)",
    "quote(&cart.items[index])",
    "cache.lock()",
    "semaphore.acquire_many(permits)",
    "row.fetch_one(&mut *transaction)",
    "transaction.commit()",
    "stream.next()",
    "socket.read_exact(&mut buffer)",
    "writer.write_all(b\"HTTP/1.1 200 OK\\r\\n\")",
    "handle",
    "join_all(orders.iter().map(|order| ship(order)))",
    "barrier.wait()",
    "async { audit(\"größer\", id).await }",
];

/// The names of tasks.
const TASKS: [&str; 5] = [
    "accept",
    "connection",
    "worker",
    "refresh prices",
    "janitor",
];

/// How many sites there are that are no roots.
pub(crate) const AWAITS: usize = FUNCTIONS.len() * EXPRESSIONS.len();

/// A site that is no root.
pub(crate) fn site(index: usize) -> Site {
    let (function, file) = FUNCTIONS[index % FUNCTIONS.len()];
    let expr = EXPRESSIONS[index / FUNCTIONS.len() % EXPRESSIONS.len()];
    Site {
        kind: if index % 7 == 3 {
            SiteKind::Arm
        } else {
            SiteKind::Await
        },
        expr: expr.to_owned(),
        file: file.to_owned(),
        line: 14 + (index * 7 % 400) as u32,
        column: 9 + (index % 5 * 4) as u32,
        function: function.to_owned(),
        future: format!("{function}::{{{{closure}}}}"),
    }
}

/// The name of a task, and the site of its root.
pub(crate) fn root(task: usize) -> (String, Site) {
    let name = TASKS[task % TASKS.len()];
    let site = Site {
        kind: SiteKind::Root,
        expr: name.to_owned(),
        ..Site::default()
    };
    (format!("{name} {}", task / TASKS.len()), site)
}

/// How many roots there are.
pub(crate) const ROOTS: usize = TASKS.len();
