//! Opens files that somebody else may have put there, [regular ones](open_regular) alone and without waiting: recordings, and
//! the source files that they name.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

use reify_lib::__private::open_regular;

/// Whether a link at the end of a path is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// As the user named it.
    Followed,
    /// All links were followed already.
    Refused,
}

/// Opens a regular file for reading.
pub(crate) fn open(path: &Path, links: Links) -> io::Result<(File, Metadata)> {
    open_regular(path, |path| open_at_once(path, links))
}

/// Opens a file that was a regular one just now. Should something else have taken its place, no pipe is waited for, and no
/// terminal becomes ours.
#[cfg(unix)]
fn open_at_once(path: &Path, links: Links) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    if links == Links::Refused {
        flags |= OFlags::NOFOLLOW;
    }
    File::options()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open_at_once(path: &Path, _: Links) -> io::Result<File> {
    File::open(path)
}

/// Whether there is a pipe at a path.
#[cfg(unix)]
pub(crate) fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let metadata = path.metadata();
    metadata.is_ok_and(|metadata| metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
pub(crate) fn is_pipe(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let (file, pipe) = (folder.path().join("file"), folder.path().join("pipe"));
        fs::write(&file, "text").expect("the folder is ours");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        for other in [&pipe, Path::new("/dev/zero")] {
            for links in [Links::Followed, Links::Refused] {
                let opened = open_regular(&file, |_| open_at_once(other, links));
                opened.expect_err("it is no file");
            }
            open(other, Links::Followed).expect_err("it is no file");
            assert_eq!(is_pipe(other), *other == *pipe);
        }
    }

    #[test]
    fn links_are_followed_only_where_they_may_be() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "text").expect("the folder is ours");
        symlink(&file, &link).expect("the folder is ours");
        let (_, metadata) = open(&link, Links::Followed).expect("it leads to a file");
        assert_eq!(metadata.len(), 4);
        open(&link, Links::Refused).expect_err("a link took the place of a file");
    }
}
