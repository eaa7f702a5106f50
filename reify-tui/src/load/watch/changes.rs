//! [`Changes`]: what Linux tells of a file, and of all that decides which file a path leads to.
//!
//! Every name on the way is watched before it is looked at: each folder, each link, and the file. Where a name is missing,
//! its folder is watched for something to come. So nothing happens unnoticed, and as long as the file is there nothing that
//! happens to others beside it is noticed.

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
mod tests {
    use std::fs::{self, File, OpenOptions};
    use std::io::Write as _;
    use std::os::unix::fs::symlink;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::*;

    /// A folder with a file, what leads to it by way of two links, and other folders beside.
    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            // The file systems of which it is known that they tell are those that such folders lie in.
            let place = Self(tempfile::tempdir().unwrap());
            fs::create_dir_all(place.at("real/deep")).unwrap();
            fs::create_dir(place.at("other")).unwrap();
            fs::write(place.at("real/deep/file"), "[\n").unwrap();
            symlink("../real/deep", place.at("other/folder")).unwrap();
            symlink(place.at("other/folder/file"), place.at("link")).unwrap();
            place
        }

        fn at(&self, path: &str) -> PathBuf {
            self.0.path().join(path)
        }

        fn append(&self, path: &str) {
            let file = OpenOptions::new().append(true).open(self.at(path));
            file.unwrap().write_all(b"more\n").unwrap();
        }

        fn rename(&self, from: &str, to: &str) {
            fs::rename(self.at(from), self.at(to)).unwrap();
        }
    }

    fn tells(changes: &Changes) -> bool {
        let mut fds = [PollFd::new(changes, PollFlags::IN)];
        poll(&mut fds, Some(&Timespec::default())).unwrap() > 0
    }

    /// Watches a path, lets something be done, and gives back what was told of it: whether anything was, and whether the
    /// path may lead elsewhere.
    fn told(path: &str, act: impl FnOnce(&Place)) -> (bool, bool) {
        let place = Place::new();
        let mut changes = Changes::of(&place.at(path)).unwrap();
        assert!(!tells(&changes));
        act(&place);
        let tells_any = tells(&changes);
        let leads_elsewhere = changes.take();
        assert!(!tells(&changes));
        (tells_any, leads_elsewhere)
    }

    #[test]
    fn what_is_written_to_the_file_is_told_wherever_it_is_written() {
        for path in ["real/deep/file", "real/../real/./deep/file", "link"] {
            assert_eq!(
                told(path, |place| place.append("real/deep/file")),
                (true, false)
            );
        }
    }

    #[test]
    fn it_is_told_when_the_path_leads_elsewhere() {
        type Act = fn(&Place);
        let acts: [(&str, Act); 9] = [
            ("the file is removed", |place| {
                fs::remove_file(place.at("real/deep/file")).unwrap();
            }),
            ("it is moved away", |place| {
                place.rename("real/deep/file", "away");
            }),
            ("another takes its place", |place| {
                fs::write(place.at("new"), "[\n").unwrap();
                place.rename("new", "real/deep/file");
            }),
            ("another does so while a program writes to it", |place| {
                let _writes = File::options()
                    .append(true)
                    .open(place.at("real/deep/file"));
                fs::write(place.at("new"), "[\n").unwrap();
                place.rename("new", "real/deep/file");
            }),
            ("its folder is moved", |place| {
                place.rename("real/deep", "real/away");
            }),
            ("the folder above is moved", |place| {
                place.rename("real", "away");
            }),
            ("the folder is removed", |place| {
                fs::remove_dir_all(place.at("real")).unwrap();
            }),
            ("another link to a folder takes the place of one", |place| {
                symlink("..", place.at("new")).unwrap();
                place.rename("new", "other/folder");
            }),
            ("another link to a file takes the place of one", |place| {
                symlink("nowhere", place.at("new")).unwrap();
                place.rename("new", "link");
            }),
        ];
        for (what, act) in acts {
            assert_eq!(told("link", act), (true, true), "{what}");
        }
    }

    #[test]
    fn what_comes_is_told_where_something_is_missing() {
        let come: fn(&Place) = |place| {
            let folder = place.at("real/to/come");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("file"), "[\n").unwrap();
        };
        assert_eq!(told("real/to/come/file", come), (true, true));
        assert_eq!(
            told("real/deep/new", |place| {
                fs::write(place.at("real/deep/new"), "[\n").unwrap();
            }),
            (true, true)
        );
        assert_eq!(
            told("real/deep/new", |place| place
                .rename("link", "real/deep/new")),
            (true, true)
        );
    }

    #[test]
    fn what_happens_beside_the_file_is_not_told() {
        let beside: fn(&Place) = |place| {
            fs::write(place.at("real/deep/beside"), "").unwrap();
            place.append("real/deep/beside");
            place.rename("real/deep/beside", "other/beside");
            fs::remove_file(place.at("other/beside")).unwrap();
            fs::create_dir(place.at("real/deep/folder")).unwrap();
            File::open(place.at("real/deep/file")).unwrap();
        };
        assert_eq!(told("link", beside), (false, false));
    }

    #[test]
    fn what_cannot_be_told_of_is_refused() {
        let place = Place::new();
        symlink("round", place.at("round")).unwrap();
        assert!(Changes::of(&place.at("round")).is_err());
        assert!(Changes::of(Path::new("/proc/self/status")).is_err());
    }
}
