//! [`open_regular`]: opening a file that somebody else may have put there.
//!
//! Only what is a regular file before it is opened and afterwards is read. A pipe or a device may wait for ever, hold no end,
//! or do something when it is opened, and either may take the place of a file between the look and the opening.
//!
//! The explorer opens recordings and source files by the same rule. How the system is told not to wait is for each of the two
//! to say: the library links nothing that has names for it.

use std::fs::{File, FileType, Metadata};
use std::io;
use std::path::Path;

/// Looks, opens, and looks again. `open` is not to wait, whatever took the place of the file meanwhile.
///
/// # Errors
///
/// Where it is no regular file, or cannot be opened.
pub fn open_regular(
    path: &Path,
    open: impl FnOnce(&Path) -> io::Result<File>,
) -> io::Result<(File, Metadata)> {
    checked(path.metadata()?)?;
    let file = open(path)?;
    let metadata = checked(file.metadata()?)?;
    Ok((file, metadata))
}

/// What is known of a file, if it is a regular one.
pub(crate) fn checked(metadata: Metadata) -> io::Result<Metadata> {
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
        "a pipe"
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
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn what_is_no_file_is_refused_as_what_it_is_and_not_opened() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let [socket, pipe] = ["socket", "pipe"].map(|name| folder.path().join(name));
        let _listener = UnixListener::bind(&socket).expect("the folder is ours");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        let named = [
            (folder.path(), "a folder"),
            (&pipe, "a pipe"),
            (&socket, "a socket"),
            (Path::new("/dev/null"), "a device"),
        ];
        for (path, what) in named {
            let opened = open_regular(path, |_| panic!("it is opened: {what}"));
            let refused = opened.expect_err("it is refused").to_string();
            assert_eq!(refused, format!("it is {what}, not a regular file"));
        }
    }

    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_refused() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let path = folder.path().join("file");
        fs::write(&path, "text").expect("the folder is ours");
        let (_, metadata) = open_regular(&path, |path| File::open(path)).expect("it is a file");
        assert_eq!(metadata.len(), 4);
        let opened = open_regular(&path, |_| File::open("/dev/null"));
        let refused = opened.expect_err("it is another one").to_string();
        assert_eq!(refused, "it is a device, not a regular file");
    }
}
