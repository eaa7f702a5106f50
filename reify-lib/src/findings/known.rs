//! What is known of futures by their type or by how they are written.

mod names;

pub(super) use self::names::receiver;
use self::names::{arguments, has_word, head, last_call};
use crate::Site;

/// Calls that give access to something shared, which whoever got it holds for a while.
const GUARD_CALLS: &[&str] = &[
    "acquire",
    "acquire_many",
    "acquire_many_owned",
    "acquire_owned",
    "lock",
    "lock_arc",
    "lock_owned",
    "read_owned",
    "write_owned",
];

/// Calls that wait for room, in the order in which they asked.
const QUEUE_CALLS: &[&str] = &["send", "reserve", "reserve_many", "reserve_owned"];

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

/// What is known of the futures of a site, found out once: a text may be long, and have many steps.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is true or not by itself"
)]
pub(super) struct Known {
    pub(super) is_never: bool,
    pub(super) is_lock: bool,
    pub(super) is_join: bool,
    pub(super) is_yield: bool,
}

impl Known {
    pub(super) fn of(site: &Site) -> Self {
        Self {
            is_never: is_never(site),
            is_lock: is_lock(site),
            is_join: is_join(site),
            is_yield: is_yield(site),
        }
    }
}

/// Something shared that one holds for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shared {
    /// One holder at a time, or many readers. Nobody but a holder can let others in.
    Lock,
    /// Permits, which others may add to.
    Semaphore,
}

fn is_never(site: &Site) -> bool {
    head(&site.future).ends_with("::pending::Pending")
        || arguments(&site.future).contains("stream::pending::Pending<")
}

/// What one gets a share of at a site, if it is such a site.
pub(super) fn shared(site: &Site) -> Option<Shared> {
    let head = head(&site.future);
    let mut names = head
        .rsplit("::")
        .filter(|name| !name.is_empty() && *name != "{{closure}}");
    let (last, owner) = (
        names.next().unwrap_or_default(),
        names.next().unwrap_or_default(),
    );
    // A module may be called anything; what is called after a type is that type's.
    let is_type = owner.starts_with(char::is_uppercase);
    let is = |word: &str| has_word(last, word) || is_type && has_word(owner, word);
    if is("semaphore") || has_word(last, "permit") || has_word(last, "acquire") {
        return Some(Shared::Semaphore);
    }
    if is("mutex") || is("rwlock") || has_word(last, "lock") || head.contains("rwlock::futures::") {
        return Some(Shared::Lock);
    }
    let call = last_call(&site.expr).filter(|call| GUARD_CALLS.contains(call))?;
    // What it is called may be a chance; what its type says is none. Of a box nothing is known.
    let is_known = !head.is_empty() && !head.starts_with("core::pin::Pin");
    match call {
        _ if is_known && !head.contains(call) => None,
        _ if call.starts_with("acquire") => Some(Shared::Semaphore),
        _ => Some(Shared::Lock),
    }
}

/// Whether others may wait for what the future was given, or for its place in the queue.
pub(super) fn is_lock(site: &Site) -> bool {
    let head = head(&site.future);
    shared(site).is_some()
        || head.contains("::send")
        || head.contains("reserve")
        || last_call(&site.expr).is_some_and(|call| QUEUE_CALLS.contains(&call))
}

/// What is in the thing that is shared, as far as the type of the future says. It is the same for all who share it.
pub(super) fn contents(site: &Site) -> &str {
    arguments(&site.future)
}

/// Whether a site waits for a task.
fn is_join(site: &Site) -> bool {
    let head = head(&site.future);
    let is_join = head.ends_with("::JoinHandle") || head.contains("JoinSet");
    // Work on a thread of its own has such a handle too, and is no task.
    is_join && !site.expr.contains("spawn_blocking")
}

/// Whether a site gives the thread to others and is ready right after.
fn is_yield(site: &Site) -> bool {
    let head = head(&site.future);
    head.contains("yield_now")
        || head.ends_with("Yield")
        || last_call(&site.expr) == Some("yield_now")
}

/// Whether the last call of the expression is one that has to come after the one before.
pub(super) fn is_serial(site: &Site) -> bool {
    last_call(&site.expr).is_some_and(|call| SERIAL_CALLS.contains(&call))
        || site.expr.starts_with('&')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(expr: &str, future: &str) -> Site {
        Site {
            expr: expr.into(),
            future: future.into(),
            ..Site::default()
        }
    }

    #[test]
    fn locks_are_known_by_type_and_by_call() {
        use Shared::{Lock, Semaphore};
        for (expr, future, expected) in [
            (
                "guard",
                "tokio::sync::mutex::Mutex<u8>::lock::{{closure}}",
                Some(Lock),
            ),
            (
                "cache.write()",
                "tokio::sync::rwlock::RwLock<u8>::write::{{closure}}",
                Some(Lock),
            ),
            ("db.lock()", "async_lock::mutex::Lock<u8>", Some(Lock)),
            (
                "db.lock()",
                "futures_util::lock::mutex::MutexLockFuture<u8>",
                Some(Lock),
            ),
            ("db.lock()", "", Some(Lock)),
            (
                "slots.acquire()",
                "tokio::sync::semaphore::Semaphore::acquire::{{closure}}",
                Some(Semaphore),
            ),
            ("Arc::clone(&slots).acquire_owned()", "", Some(Semaphore)),
            ("clock.tick()", "demo::Clock::tick::{{closure}}", None),
            ("block()", "demo::block::{{closure}}", None),
            ("rx.lock().await.recv()", "", None),
            (
                "file.read(buffer)",
                "tokio::io::util::read::Read<tokio::sync::mutex::Mutex<u8>>",
                None,
            ),
            (
                "jobs.recv()",
                "tokio::sync::mpsc::bounded::Receiver<alloc::sync::Arc<tokio::sync::mutex::Mutex<u8>>>::recv::{{closure}}",
                None,
            ),
            ("load()", "demo::permit_store::load::{{closure}}", None),
        ] {
            assert_eq!(shared(&site(expr, future)), expected, "{expr}: {future}");
        }
    }

    #[test]
    fn places_in_a_queue_count_as_locks() {
        let bounded = "tokio::sync::mpsc::bounded::Sender<u8>::send::{{closure}}";
        assert!(is_lock(&site("queued", bounded)));
        assert!(is_lock(&site("tx.reserve()", "")));
        assert!(!is_lock(&site("tx.send(1).await.recv()", "")));
    }

    #[test]
    fn readers_and_writers_of_one_lock_share_its_contents() {
        let of = |method: &str| {
            format!("tokio::sync::rwlock::RwLock<Vec<u8>>::{method}::{{{{closure}}}}")
        };
        for method in ["read", "write"] {
            assert_eq!(contents(&site("", &of(method))), "Vec<u8>");
        }
    }

    #[test]
    fn a_handle_of_blocking_work_is_no_task() {
        let handle = "tokio::runtime::task::join::JoinHandle<()>";
        assert!(is_join(&site("worker", handle)));
        assert!(!is_join(&site("spawn_blocking(parse)", handle)));
        assert!(!is_join(&site(
            "stop(worker)",
            "demo::stop<tokio::runtime::task::join::JoinHandle<()>>::{{closure}}"
        )));
    }

    #[test]
    fn what_never_finishes_is_known_by_its_type() {
        assert!(is_never(&site("", "core::future::pending::Pending<()>")));
        assert!(is_never(&site(
            "",
            "futures_util::future::pending::Pending<()>"
        )));
        assert!(is_never(&site(
            "",
            "futures_util::stream::stream::next::Next<futures_util::stream::pending::Pending<()>>"
        )));
        assert!(!is_never(&site("", "demo::pending::{{closure}}")));
    }
}
