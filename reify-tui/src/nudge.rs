//! [`Nudge`]: tells whoever waits for the terminal that another thread has something for it.
//!
//! Threads leave what they have in channels of their own and give a nudge behind it. A nudge that is dropped is given too,
//! so that the end of a thread is noticed however it ends.

use std::io;

#[cfg(unix)]
use std::{
    io::{ErrorKind, Read as _, Write as _},
    os::fd::{AsFd, BorrowedFd},
    os::unix::net::UnixStream,
    sync::Arc,
};

/// Ends the wait of whoever has the [`Nudges`]. The default one ends nobody's.
#[derive(Clone, Debug, Default)]
pub struct Nudge {
    #[cfg(unix)]
    to: Option<Arc<UnixStream>>,
}

impl Nudge {
    /// Ends the wait, or the next one if nobody waits.
    pub fn give(&self) {
        #[cfg(unix)]
        if let Some(to) = &self.to {
            // Where there is no room for one more, those that are there end the wait.
            let _ = (&**to).write(&[0]);
        }
    }

    /// Lets a signal give one, behind all that is done about the signal so far.
    #[cfg(unix)]
    pub(crate) fn give_at(&self, signal: i32) -> io::Result<()> {
        if let Some(to) = &self.to {
            signal_hook::low_level::pipe::register(signal, to.try_clone()?)?;
        }
        Ok(())
    }
}

impl Drop for Nudge {
    fn drop(&mut self) {
        self.give();
    }
}

/// What nudges arrive at.
#[derive(Debug)]
pub struct Nudges {
    #[cfg(unix)]
    from: UnixStream,
}

impl Nudges {
    /// An end for each side.
    ///
    /// # Errors
    ///
    /// Where the system has no more of them.
    #[cfg(unix)]
    pub fn new() -> io::Result<(Nudge, Self)> {
        let (to, from) = UnixStream::pair()?;
        to.set_nonblocking(true)?;
        from.set_nonblocking(true)?;
        let to = Some(Arc::new(to));
        Ok((Nudge { to }, Self { from }))
    }

    /// An end for each side.
    ///
    /// # Errors
    ///
    /// None: there is nothing here that a terminal could be waited for with.
    #[cfg(not(unix))]
    pub fn new() -> io::Result<(Nudge, Self)> {
        Ok((Nudge::default(), Self {}))
    }

    /// Takes all that were given.
    #[cfg(unix)]
    pub fn take(&mut self) {
        let mut given = [0; 64];
        loop {
            match self.from.read(&mut given) {
                Ok(1..) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => break,
            }
        }
    }
}

#[cfg(unix)]
impl AsFd for Nudges {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.from.as_fd()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::*;

    fn is_given(nudges: &Nudges) -> bool {
        let mut fds = [PollFd::new(nudges, PollFlags::IN)];
        poll(&mut fds, Some(&Timespec::default())).is_ok_and(|given| given > 0)
    }

    #[test]
    fn they_are_given_until_they_are_taken() {
        let (nudge, mut nudges) = Nudges::new().unwrap();
        assert!(!is_given(&nudges));
        nudge.give();
        // More than there is room for.
        (0..1_000_000).for_each(|_| nudge.give());
        assert!(is_given(&nudges));
        nudges.take();
        assert!(!is_given(&nudges));
    }

    #[test]
    fn a_thread_that_panics_gives_one() {
        let (nudge, nudges) = Nudges::new().unwrap();
        let given = nudge.clone();
        let thread = std::thread::spawn(move || {
            let _given = given;
            panic!("a planted panic");
        });
        assert!(thread.join().is_err());
        assert!(is_given(&nudges));
        drop(nudge);
    }
}
