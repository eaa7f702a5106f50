//! [`Changes`]: what Linux tells of a file, and of all that decides which file a path leads to.
//!
//! Every name on the way is watched before it is looked at: each folder, each link, and the file. Where a name is missing,
//! its folder is watched for something to come, and the one around it for the folder to go. So nothing happens unnoticed,
//! and as long as the file is there nothing that happens to others beside it is noticed.

use std::ffi::OsString;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Component, Path, PathBuf, absolute};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::file_system;

/// The system itself follows no more links on one path. A name that comes and goes is one more too.
const MOST_LINKS: u32 = 40;

/// What a name tells of that leads elsewhere from now on.
const ITSELF: WatchFlags = WatchFlags::DELETE_SELF.union(WatchFlags::MOVE_SELF);

/// What a file tells of too. Of a folder it would be about what lies in it.
const CONTENT: WatchFlags = WatchFlags::MODIFY.union(WatchFlags::ATTRIB);

/// What a folder tells of into which something comes.
const ARRIVAL: WatchFlags = WatchFlags::CREATE.union(WatchFlags::MOVED_TO);

/// What a folder tells of when one in it is removed. The removed one tells of it only when no program works in it any more.
const REMOVAL: WatchFlags = WatchFlags::DELETE;

/// What Linux tells of a path.
#[derive(Debug)]
pub(super) struct Changes {
    inotify: OwnedFd,
}

impl Changes {
    /// Of a path, which need not lead to a file.
    ///
    /// # Errors
    ///
    /// Where the system refuses to tell, or would not tell of everything.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let inotify = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let changes = Self { inotify };
        let end = changes.walk(&absolute(path)?)?;
        if file_system::is_local(&end)? {
            Ok(changes)
        } else {
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    /// Watches every name of a path. Gives back where it ends, at the file or before a name that is missing.
    fn walk(&self, path: &Path) -> io::Result<PathBuf> {
        let mut names = Names::default();
        names.put_first(path);
        let (mut here, mut links) = (PathBuf::new(), 0);
        while let Some(name) = names.0.pop() {
            if name == ".." {
                here.pop();
                continue;
            }
            let next = here.join(&name);
            match self.watch(&next) {
                Ok(()) if next.is_symlink() => {
                    // One that is absolute begins at the root by itself.
                    names.put_first(&next.read_link()?);
                }
                Ok(()) => {
                    here = next;
                    continue;
                }
                Err(Errno::NOENT) => {
                    if let Some(around) = here.parent() {
                        self.add(around, REMOVAL)?;
                    }
                    self.add(&here, ARRIVAL)?;
                    if next.symlink_metadata().is_err() {
                        break;
                    }
                    // It has come meanwhile.
                    names.0.push(name);
                }
                // What should be a folder is a file: that is where the path ends by now.
                Err(Errno::NOTDIR) => break,
                Err(error) => return Err(error.into()),
            }
            links += 1;
            if links > MOST_LINKS {
                return Err(Errno::LOOP.into());
            }
        }
        Ok(here)
    }

    fn watch(&self, name: &Path) -> Result<(), Errno> {
        self.add(name, ITSELF)?;
        if !name.symlink_metadata().is_ok_and(|name| name.is_dir()) {
            self.add(name, ITSELF | CONTENT)?;
        }
        Ok(())
    }

    /// The same file or folder may stand on the way more than once.
    fn add(&self, name: &Path, flags: WatchFlags) -> Result<(), Errno> {
        let flags = flags | WatchFlags::DONT_FOLLOW | WatchFlags::MASK_ADD;
        inotify::add_watch(&self.inotify, name, flags).map(|_| ())
    }

    /// Takes all that was told. Gives back whether the path may lead elsewhere from now on.
    pub(super) fn take(&mut self) -> bool {
        let mut told = [MaybeUninit::uninit(); 4096];
        let mut told = Reader::new(&self.inotify, &mut told);
        let mut leads_elsewhere = false;
        loop {
            match told.next() {
                Ok(event) => leads_elsewhere |= event.events() != ReadFlags::MODIFY,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break leads_elsewhere,
                Err(_) => break true,
            }
        }
    }
}

impl AsFd for Changes {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inotify.as_fd()
    }
}

/// The names of a path that are still to be walked, the next one at the end.
#[derive(Default)]
struct Names(Vec<OsString>);

impl Names {
    fn put_first(&mut self, path: &Path) {
        let names = path.components().rev();
        let names = names.filter(|name| *name != Component::CurDir);
        self.0.extend(names.map(|name| name.as_os_str().to_owned()));
    }
}

#[cfg(test)]
mod tests;
