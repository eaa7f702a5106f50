//! Home: the process in which something began to be recorded. A fork of it records none of that.
//!
//! A fork copies the memory of a process and one of its threads. What that leaves in the child: the file, shared with
//! the parent; no thread that would write it; and each lock that another thread held just then, locked for ever. So a
//! recorder records in the process that made it and nowhere else ([`is`]), which is asked where few come by: when a
//! thread opens its log, takes new ids for steps, writes or ends a file. And no lock that a poll may need is waited for
//! in a child any longer than somebody could still hold it ([`lock`]).

use std::process;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a child waits for a lock, once. Nobody holds one for as long as this and still comes back.
const PATIENCE: Duration = Duration::from_millis(200);

/// The process that recorded first.
static FIRST: AtomicU32 = AtomicU32::new(0);
/// A lock was waited for in vain: its holder is in the parent.
static LEFT_LOCKED: AtomicBool = AtomicBool::new(false);

/// The process that something is made in, which will be its home.
pub(crate) fn here() -> u32 {
    let here = process::id();
    // Whoever came first stays.
    let _ = FIRST.compare_exchange(0, here, Ordering::Relaxed, Ordering::Relaxed);
    here
}

/// Whether this process is the given one, and no fork of it.
pub(crate) fn is(home: u32) -> bool {
    process::id() == home
}

/// Takes a lock, poisoned or not: no code that is not our own runs while one is held. Nothing in a fork of the process
/// where the lock was locked when it was forked.
#[inline]
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => wait_for(mutex),
    }
}

#[cold]
fn wait_for<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    let first = FIRST.load(Ordering::Relaxed);
    if first == 0 || is(first) {
        return Some(mutex.lock().unwrap_or_else(PoisonError::into_inner));
    }
    let since = Instant::now();
    while !LEFT_LOCKED.load(Ordering::Relaxed) {
        thread::yield_now();
        match mutex.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => {}
            Err(TryLockError::WouldBlock) => LEFT_LOCKED.store(true, Ordering::Relaxed),
        }
    }
    None
}
