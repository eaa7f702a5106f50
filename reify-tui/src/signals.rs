//! [`Signals`]: what comes to the explorer from outside. Whoever waits is nudged and looks at it; nothing is done inside a
//! signal handler, but that the process stops while somebody else has the terminal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(unix)]
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

use crate::nudge::Nudge;
#[cfg(unix)]
use crate::terminal;

/// The signals that arrived. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    /// The number of the last one that asks for the end; 0 for none.
    end: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    /// Whether to stop is not for us to prepare.
    stops_at_once: Arc<AtomicBool>,
}

impl Signals {
    /// Catches SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT and SIGWINCH, where there are such.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    #[cfg(unix)]
    pub fn catch(nudge: &Nudge) -> io::Result<Self> {
        use signal_hook::flag;
        let signals = Self::default();
        let ends = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];
        for signal in ends {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.end), number)?;
        }
        flag::register_conditional_default(SIGTSTP, Arc::clone(&signals.stops_at_once))?;
        flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        flag::register(SIGCONT, Arc::clone(&signals.resumed))?;
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        for signal in ends.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]) {
            nudge.give_at(signal)?;
        }
        Ok(signals)
    }

    /// There are none here.
    ///
    /// # Errors
    ///
    /// None.
    #[cfg(not(unix))]
    pub fn catch(_: &Nudge) -> io::Result<Self> {
        Ok(Self::default())
    }

    /// The number of the signal that asks for the end.
    pub fn arrived(&self) -> Option<u8> {
        u8::try_from(self.end.load(Ordering::SeqCst))
            .ok()
            .filter(|&signal| signal != 0)
    }

    /// Whether the process was asked to stop, since this was last asked.
    pub fn stop(&self) -> bool {
        self.stop.swap(false, Ordering::SeqCst)
    }

    /// Whether the process was stopped and goes on again, since this was last asked.
    pub fn resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::SeqCst)
    }

    /// Whether the terminal got another size, since this was last asked.
    pub fn resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Leaves to somebody else, for as long as they run, what comes from the keyboard of a terminal that they have: it goes
    /// to us beside. Stopped together with them we are at once, as the shell would wait for us otherwise.
    pub fn lend<T>(&self, user: impl FnOnce() -> T) -> T {
        #[cfg(unix)]
        self.stops_at_once
            .store(terminal::can_stop(), Ordering::SeqCst);
        let result = user();
        self.stops_at_once.store(false, Ordering::SeqCst);
        #[cfg(unix)]
        for signal in [SIGINT, SIGQUIT] {
            let number = usize::try_from(signal).unwrap_or_default();
            // Whatever else asks for the end stays.
            let _ = self
                .end
                .compare_exchange(number, 0, Ordering::SeqCst, Ordering::SeqCst);
        }
        self.stop();
        self.resumed();
        result
    }
}
