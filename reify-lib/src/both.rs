//! [`both`]: two things at once.

use std::panic;
use std::thread::{self, Builder};

/// Below so many events a thread costs more than it saves.
const WORTH_IT: usize = 1 << 17;

/// Does two things, the second one on a thread of its own if there are many events to go through, and a thread to be had.
pub fn both<A, B: Send>(
    events: usize,
    one: impl FnOnce() -> A,
    other: impl Fn() -> B + Send + Sync,
) -> (A, B) {
    if events < WORTH_IT {
        return (one(), other());
    }
    thread::scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, &other);
        let one = one();
        let other = match thread.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => panic::resume_unwind(panic),
            Err(_) => other(),
        };
        (one, other)
    })
}
