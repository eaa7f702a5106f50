//! Opens files that somebody else may have put there: recordings, and the source files that they name.
//!
//! Only what is a regular file before it is opened and afterwards is read. A pipe or a device may wait for ever, hold no
//! end, or do something when it is opened, and either may take the place of a file between the look and the opening.

use std::fs::{File, FileType, Metadata};
use std::io;
use std::path::Path;

const PIPE: &str = "a pipe";

/// Whether a link at the end of a path is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// As the user named it.
    Followed,
    /// All links were followed already.
    Refused,
}

/// Opens a file for reading.
pub(crate) fn open(path: &Path, links: Links) -> io::Result<(File, Metadata)> {
    // To open a device may do something already.
    checked(path.metadata()?)?;
    let file = open_at_once(path, links)?;
    // It may be another one than was looked at.
    let metadata = checked(file.metadata()?)?;
    Ok((file, metadata))
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
pub(crate) fn is_pipe(path: &Path) -> bool {
    let metadata = path.metadata();
    metadata.is_ok_and(|metadata| kind(metadata.file_type()) == PIPE)
}

fn checked(metadata: Metadata) -> io::Result<Metadata> {
    if metadata.is_file() {
        return Ok(metadata);
    }
    let what = kind(metadata.file_type());
    let refused = format!("it is {what}, not a regular file");
    Err(io::Error::new(io::ErrorKind::InvalidInput, refused))
}

/// What something is that is no regular file.
fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() {
        "a folder"
    } else {
        other_kind(file_type)
    }
}

#[cfg(unix)]
fn other_kind(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if file_type.is_fifo() {
        PIPE
    } else if file_type.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn other_kind(_: FileType) -> &'static str {
    "a device"
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::path::PathBuf;
    use std::process::Command;

    use super::*;

    fn refusal(path: &Path) -> String {
        let refused = open(path, Links::Followed).map(|_| ());
        refused.expect_err("it is refused").to_string()
    }

    fn pipe(folder: &Path) -> PathBuf {
        let pipe = folder.join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        pipe
    }

    #[test]
    fn what_is_no_file_is_refused_as_what_it_is() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).expect("the folder is ours");
        let named = [
            (folder.path(), "a folder"),
            (&pipe(folder.path()), "a pipe"),
            (&socket, "a socket"),
            (Path::new("/dev/null"), "a device"),
        ];
        for (path, what) in named {
            assert_eq!(refusal(path), format!("it is {what}, not a regular file"));
        }
    }

    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("there is a folder");
        for path in [&pipe(folder.path()), Path::new("/dev/zero")] {
            for links in [Links::Followed, Links::Refused] {
                // As if it had come between the look and the opening.
                let opened = open_at_once(path, links).expect("it can be opened");
                let metadata = opened.metadata().expect("it is open");
                checked(metadata).expect_err("it is no file");
            }
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
