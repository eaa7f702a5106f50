//! Ends the process when its terminal is gone.
//!
//! Whoever waits for keys notices by itself. But it may wait for an editor instead, which does not mind; and the
//! [`Keyboard`](crate::keyboard) turns in circles for as long as there is a process. So a thread of its own waits for the end
//! of the terminal too, and ends the process at once, whatever the others are at; while nothing happens it sleeps.
//!
//! Nobody is given time for anything first, as there is nothing left to do: the explorer writes no file that could be left
//! half written. An editor that has the terminal is told by the system, where the
//! explorer leads the session not before that has ended. One in a window goes on.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::OwnedFd;
use std::sync::OnceLock;
use std::{process, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::terminal;

/// The signal that tells of it, where it reaches us.
pub const SIGHUP: u8 = 1;

/// What the system tells of a terminal that is gone.
pub(crate) const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR);

/// The terminal that is watched. There is one, so there is one of these.
static WATCHED: OnceLock<OwnedFd> = OnceLock::new();

/// The terminal that keys come from: the one that crossterm reads.
///
/// # Errors
///
/// Where there is none.
pub fn terminal() -> io::Result<OwnedFd> {
    use std::os::fd::AsFd as _;
    let stdin = io::stdin();
    if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()
    } else {
        Ok(File::open("/dev/tty")?.into())
    }
}

/// Watches the terminal that keys come from.
///
/// # Errors
///
/// Where there is none.
pub fn watch() -> io::Result<()> {
    let terminal = terminal()?;
    let terminal = WATCHED.get_or_init(|| terminal);
    thread::Builder::new().name("hangup".to_owned()).spawn(|| {
        if wait(terminal) {
            // It may be another one that is drawn on.
            terminal::restore();
            process::exit(128 + i32::from(SIGHUP));
        }
    })?;
    Ok(())
}

/// Whether an error comes of it that the terminal is gone: the event loop may notice before the watcher does. It need not say
/// so itself: whoever opens a terminal then finds none, and whoever asks for its size gets none.
pub fn explains(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.and_then(Errno::from_io_error) == Some(Errno::IO) || WATCHED.get().is_some_and(is_gone)
}

/// Whether the terminal is gone already.
fn is_gone(terminal: &OwnedFd) -> bool {
    let mut fds = [PollFd::new(terminal, PollFlags::empty())];
    poll(&mut fds, Some(&Timespec::default())).is_ok() && fds[0].revents().intersects(GONE)
}

/// Waits until the terminal is gone. Gives back whether it is: some systems cannot say.
fn wait(terminal: &OwnedFd) -> bool {
    loop {
        // Asked for nothing, the system tells only of the end.
        let mut fds = [PollFd::new(terminal, PollFlags::empty())];
        match poll(&mut fds, None) {
            Ok(_) => {
                let told = fds[0].revents();
                if told.contains(PollFlags::NVAL) {
                    return false;
                }
                if told.intersects(GONE) {
                    return true;
                }
            }
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
