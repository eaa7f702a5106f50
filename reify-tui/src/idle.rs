//! [`Idle`]: waits for a key, a signal, or news from another thread, and does nothing meanwhile.
//!
//! Crossterm alone cannot: while it waits it hears neither of other threads nor of a terminal that is gone. So the wait is
//! ours, and the [`Keyboard`] is asked only for what is there already.

use std::io;
use std::time::Duration;

#[cfg(unix)]
use std::os::fd::OwnedFd;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::io::Errno;
#[cfg(unix)]
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

#[cfg(unix)]
use crate::hangup;
use crate::keyboard::Keyboard;
use crate::nudge::Nudges;

/// So often it is looked whether there is anything, where the system cannot tell.
const TICK: Duration = Duration::from_millis(100);

/// Whether the system can wait for a terminal whatever it is called. macOS cannot for `/dev/tty`.
#[cfg(unix)]
const CAN_WAIT: bool = cfg!(not(target_os = "macos"));

/// Waits for whatever there may be to do.
#[derive(Debug)]
pub struct Idle {
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing arrives there"))]
    nudges: Nudges,
    /// What keys come from, where the system can wait for it.
    #[cfg(unix)]
    terminal: Option<OwnedFd>,
    /// Whether the terminal has something that crossterm does not give away yet: that is no reason to wake.
    #[cfg(unix)]
    is_held_back: bool,
}

impl Idle {
    /// Waits for nudges, and for the terminal that keys come from.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn new(nudges: Nudges) -> io::Result<Self> {
        Ok(Self {
            nudges,
            #[cfg(unix)]
            terminal: CAN_WAIT.then(hangup::terminal).transpose()?,
            #[cfg(unix)]
            is_held_back: false,
        })
    }

    /// Waits until there may be something to do, or for so long at most.
    ///
    /// # Errors
    ///
    /// Where the terminal is gone.
    pub fn wait(&mut self, keyboard: &mut Keyboard, patience: Option<Duration>) -> io::Result<()> {
        #[cfg(unix)]
        if let Some(terminal) = self.terminal.take() {
            let told = self.sleep(&terminal, keyboard, patience)?;
            self.nudges.take();
            if told.intersects(hangup::GONE) {
                return Err(Errno::IO.into());
            }
            // There may be others that cannot.
            if !told.contains(PollFlags::NVAL) {
                self.is_held_back =
                    told.contains(PollFlags::IN) && is_held_back(&terminal, keyboard)?;
                self.terminal = Some(terminal);
                return Ok(());
            }
        }
        let patience = patience.map_or(TICK, |patience| patience.min(TICK));
        keyboard.poll(patience).map(|_| ())
    }

    /// Sleeps until there is a nudge, or something about the terminal: what is given back.
    #[cfg(unix)]
    fn sleep(
        &self,
        terminal: &OwnedFd,
        keyboard: &Keyboard,
        patience: Option<Duration>,
    ) -> io::Result<PollFlags> {
        let (asked, patience) = if keyboard.is_busy() {
            // The terminal is being read already.
            (PollFlags::empty(), patience)
        } else if self.is_held_back {
            (PollFlags::empty(), Some(patience.unwrap_or(TICK).min(TICK)))
        } else {
            (PollFlags::IN, patience)
        };
        let mut fds = [
            PollFd::new(terminal, asked),
            PollFd::new(&self.nudges, PollFlags::IN),
        ];
        // What cannot be said in seconds is longer than anybody waits.
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        match poll(&mut fds, patience.as_ref()) {
            // A signal came.
            Err(Errno::INTR) => Ok(PollFlags::empty()),
            Err(error) => Err(error.into()),
            Ok(_) => Ok(fds[0].revents()),
        }
    }
}

/// Whether crossterm does not give away what there is to read. It waits for more to come, as the system tells it of what is
/// left over only once. Terminals tell again when their modes are set, be it to what they are.
#[cfg(unix)]
fn is_held_back(terminal: &OwnedFd, keyboard: &mut Keyboard) -> io::Result<bool> {
    if keyboard.poll(Duration::ZERO)? || keyboard.is_busy() {
        return Ok(false);
    }
    tcsetattr(terminal, OptionalActions::Now, &tcgetattr(terminal)?)?;
    Ok(!keyboard.poll(Duration::ZERO)? && !keyboard.is_busy())
}
