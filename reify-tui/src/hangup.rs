//! Ends the process when its terminal is gone.
//!
//! Whoever waits for keys notices by itself. But it may wait for an editor, or have asked crossterm for a key at that very
//! moment, which then turns in circles and never comes back, even with a time limit. So a thread of its own waits for the
//! end of the terminal too; while nothing happens it sleeps.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::OwnedFd;
use std::time::Duration;
use std::{process, thread};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::signals::Signals;
use crate::terminal;

/// So long the event loop has to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// The signal that tells of it, where it reaches us.
pub const SIGHUP: u8 = 1;

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
pub fn watch(signals: Signals) -> io::Result<()> {
    let terminal = terminal()?;
    thread::Builder::new()
        .name("hangup".to_owned())
        .spawn(move || {
            if wait(&terminal) {
                signals.raise(SIGHUP);
                thread::sleep(GRACE);
                terminal::restore();
                process::exit(128 + i32::from(SIGHUP));
            }
        })?;
    Ok(())
}

/// Whether an error says that the terminal is gone: the event loop may notice before the watcher does.
pub fn explains(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.and_then(Errno::from_io_error) == Some(Errno::IO)
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
                if told.intersects(PollFlags::HUP | PollFlags::ERR) {
                    return true;
                }
            }
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
