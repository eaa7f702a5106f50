//! [`Watch`]: waits until a file may have changed, or another stands in its place.
//!
//! Where the system tells of it, nothing is done until it does. It does not tell of what other machines write, on a file
//! system that they share, and it may refuse to tell of more than it tells of already; other systems than Linux are not
//! asked. There the file may have changed whenever a moment has passed.

#[cfg(target_os = "linux")]
mod changes;
#[cfg(target_os = "linux")]
mod file_system;

use std::path::{Path, PathBuf};
use std::time::Duration;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};

#[cfg(target_os = "linux")]
use self::changes::Changes;
use crate::nudge::Nudges;

/// So often a file is looked at of which the system does not tell.
const MOMENT: Duration = Duration::from_millis(250);

/// Waits for a file to change.
#[derive(Debug)]
pub(super) struct Watch {
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "no other system is asked")
    )]
    path: PathBuf,
    /// What the system tells of, if it does.
    #[cfg(target_os = "linux")]
    changes: Option<Changes>,
}

impl Watch {
    /// Of a file, which need not be there.
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            #[cfg(target_os = "linux")]
            changes: None,
        }
    }

    /// Notices what changes from now on. Whoever looks at the file behind this misses nothing.
    pub(super) fn begin(&mut self) {
        #[cfg(target_os = "linux")]
        if self.changes.is_none() {
            self.changes = Changes::of(&self.path).ok();
        }
    }

    /// Waits until the file may have changed since the [beginning](Self::begin), there is a nudge, or for so long at most.
    #[cfg(unix)]
    pub(super) fn wait(&mut self, nudges: &mut Nudges, patience: Option<Duration>) {
        let patience = self.patience(patience);
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let mut fds = vec![PollFd::new(nudges, PollFlags::IN)];
        #[cfg(target_os = "linux")]
        fds.extend(self.changes.iter().map(|of| PollFd::new(of, PollFlags::IN)));
        // That it ends too early, for whatever reason, does no harm.
        let _ = poll(&mut fds, patience.as_ref());
        nudges.take();
        #[cfg(target_os = "linux")]
        self.changes.take_if(Changes::take);
    }

    /// Waits for a moment, or for so long at most.
    #[cfg(not(unix))]
    pub(super) fn wait(&mut self, _: &mut Nudges, patience: Option<Duration>) {
        std::thread::sleep(self.patience(patience).unwrap_or(MOMENT));
    }

    fn patience(&self, patience: Option<Duration>) -> Option<Duration> {
        #[cfg(target_os = "linux")]
        if self.changes.is_some() {
            return patience;
        }
        Some(patience.map_or(MOMENT, |patience| patience.min(MOMENT)))
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_does_not_tell_of_is_looked_at_every_moment() {
        let folder = tempfile::tempdir().unwrap();
        let not_told = Path::new("/proc/self/status");
        for (path, rests) in [(folder.path(), None), (not_told, Some(MOMENT))] {
            let mut watch = Watch::new(path);
            watch.begin();
            assert_eq!(watch.patience(None), rests);
            let soon = Some(Duration::from_millis(1));
            assert_eq!(watch.patience(soon), soon);
        }
        let mut watch = Watch::new(not_told);
        watch.begin();
        let (_nudge, mut nudges) = Nudges::new().unwrap();
        watch.wait(&mut nudges, None);
    }
}
