//! [`Alarm`]: wakes the one who takes entries out of logs.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Thread;

/// Wakes the one who takes entries out of logs, if it sleeps.
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    asleep: AtomicBool,
    sleeper: OnceLock<Thread>,
}

impl Alarm {
    #[inline]
    pub(super) fn ring(&self) {
        if self.asleep.load(Ordering::Relaxed) {
            self.wake();
        }
    }

    #[cold]
    fn wake(&self) {
        if self.asleep.swap(false, Ordering::AcqRel)
            && let Some(thread) = self.sleeper.get()
        {
            thread.unpark();
        }
    }

    /// Says that the calling thread goes to sleep. It must look at the logs once more before it does, and again a moment
    /// later before it sleeps for long: who writes does not wait for its entry to be seen before it looks here, so that one
    /// that is written at this very moment does not ring.
    pub(crate) fn arm(&self) {
        self.sleeper.get_or_init(std::thread::current);
        self.asleep.store(true, Ordering::SeqCst);
    }
}
