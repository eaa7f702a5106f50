//! [`Signals`]: what asks the explorer to end from outside. The event loop looks at it; nothing is done inside
//! a signal handler.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The signal that arrived last, if any. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    end: Arc<AtomicUsize>,
    resumed: Arc<AtomicBool>,
}

impl Signals {
    /// Catches SIGTERM, SIGHUP, SIGINT and SIGCONT, where there are such.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    pub fn catch() -> io::Result<Self> {
        let signals = Self::default();
        #[cfg(unix)]
        for signal in [
            signal_hook::consts::SIGTERM,
            signal_hook::consts::SIGHUP,
            signal_hook::consts::SIGINT,
        ] {
            let number = usize::try_from(signal).unwrap_or_default();
            signal_hook::flag::register_usize(signal, Arc::clone(&signals.end), number)?;
        }
        #[cfg(unix)]
        signal_hook::flag::register(signal_hook::consts::SIGCONT, Arc::clone(&signals.resumed))?;
        Ok(signals)
    }

    /// The number of the signal that arrived.
    pub fn arrived(&self) -> Option<u8> {
        u8::try_from(self.end.load(Ordering::SeqCst))
            .ok()
            .filter(|&signal| signal != 0)
    }

    /// Acts as if a signal had arrived.
    pub fn raise(&self, signal: u8) {
        self.end.store(usize::from(signal), Ordering::SeqCst);
    }

    /// Whether the process was stopped and goes on again, since this was last asked.
    pub fn resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::SeqCst)
    }

    /// Forgets an interrupt from the keyboard: it went to the editor that had the terminal, and to us beside.
    pub fn forget_interrupt(&self) {
        #[cfg(unix)]
        {
            let interrupt = usize::try_from(signal_hook::consts::SIGINT).unwrap_or_default();
            // Whatever else arrived stays.
            let _ = self
                .end
                .compare_exchange(interrupt, 0, Ordering::SeqCst, Ordering::SeqCst);
        }
    }
}
