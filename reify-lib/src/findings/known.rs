//! What is known of futures by their type or by how they are written.

use crate::Site;

/// Futures that never finish, on purpose.
const NEVER: &[&str] = &[
    "core::future::pending::Pending",
    "future::pending::Pending<",
];

/// Futures that give access to something shared, which whoever got it holds for a while.
const GUARDS: &[&str] = &["mutex", "rwlock", "semaphore", "permit", "acquire"];
const GUARD_CALLS: &[&str] = &[
    ".lock(",
    ".lock_owned(",
    ".acquire(",
    ".acquire_owned(",
    ".acquire_many(",
    ".write_owned(",
    ".read_owned(",
];

/// Futures that wait for room, in the order in which they asked.
const QUEUES: &[&str] = &["::send", "reserve"];
const QUEUE_CALLS: &[&str] = &[".send(", ".reserve("];

/// Calls of which one follows the other by nature.
const SERIAL_CALLS: &[&str] = &[
    "accept",
    "acquire",
    "changed",
    "flush",
    "join_next",
    "lock",
    "next",
    "next_line",
    "notified",
    "poll_fn",
    "read",
    "read_buf",
    "read_exact",
    "read_line",
    "read_to_end",
    "read_until",
    "readable",
    "ready",
    "recv",
    "send",
    "sleep",
    "sleep_until",
    "tick",
    "try_next",
    "wait",
    "writable",
    "write",
    "write_all",
    "yield_now",
];

/// Waits for a task.
const JOINS: &[&str] = &["JoinHandle", "JoinSet", "join_next"];

/// Gives the thread to others and is ready right after.
const YIELDS: &[&str] = &["yield_now", "Yield"];

pub(super) fn is_never(site: &Site) -> bool {
    NEVER.iter().any(|name| site.future.contains(name))
}

pub(super) fn is_guard(site: &Site) -> bool {
    is_one_of(site, GUARDS, GUARD_CALLS)
}

/// Whether others may wait for what the future was given, or for its place in the queue.
pub(super) fn is_lock(site: &Site) -> bool {
    is_guard(site) || is_one_of(site, QUEUES, QUEUE_CALLS)
}

fn is_one_of(site: &Site, types: &[&str], calls: &[&str]) -> bool {
    let future = site.future.to_ascii_lowercase();
    types.iter().any(|name| future.contains(name))
        || calls.iter().any(|call| site.expr.contains(call))
}

pub(super) fn is_join(site: &Site) -> bool {
    JOINS
        .iter()
        .any(|name| site.expr.contains(name) || site.future.contains(name))
}

pub(super) fn is_yield(site: &Site) -> bool {
    YIELDS
        .iter()
        .any(|name| site.expr.contains(name) || site.future.contains(name))
}

/// Whether the last call of the expression is one that has to come after the one before.
pub(super) fn is_serial(site: &Site) -> bool {
    last_call(&site.expr).is_some_and(|call| SERIAL_CALLS.contains(&call))
        || site.expr.starts_with('&')
}

/// The name of the function that is called last: `retry` of `fetch(id).retry(3)`.
fn last_call(expr: &str) -> Option<&str> {
    let expr = expr.trim_end().trim_end_matches('?');
    let before = expr.strip_suffix(')')?;
    let mut depth = 1_u32;
    let open = before.rfind(|c| {
        depth = match c {
            ')' => depth + 1,
            '(' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    let name = &before[..open];
    // A turbofish is not part of the name.
    let name = name
        .strip_suffix('>')
        .and_then(|name| name.rfind("::<").map(|at| &name[..at]))
        .unwrap_or(name);
    let start = name.rfind(|c: char| !c.is_alphanumeric() && c != '_');
    Some(
        start
            .map_or(name, |at| &name[at..])
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_call_is_found_behind_its_arguments() {
        for (expr, call) in [
            ("fetch(id).retry(3)", Some("retry")),
            ("a::b::recv()", Some("recv")),
            ("rx.recv(f(1), (2))?", Some("recv")),
            ("parse::<Vec<u8>>(x)", Some("parse")),
            ("handle", None),
            ("async { 1 }", None),
            (")", None),
            ("()", Some("")),
        ] {
            assert_eq!(last_call(expr), call, "{expr}");
        }
    }

    #[test]
    fn locks_are_known_by_type_and_by_call() {
        let site = |expr: &str, future: &str| Site {
            expr: expr.into(),
            future: future.into(),
            ..Site::default()
        };
        assert!(is_lock(&site(
            "guard",
            "tokio::sync::mutex::Mutex<u8>::lock::{{closure}}"
        )));
        assert!(is_lock(&site("db.lock()", "")));
        assert!(!is_lock(&site(
            "clock.tick()",
            "demo::Clock::tick::{{closure}}"
        )));
        assert!(!is_lock(&site("block()", "demo::block::{{closure}}")));
    }
}
