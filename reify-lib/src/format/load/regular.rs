//! Opening a file that ends. A device or a pipe might wait for ever before the first byte.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Opens a file that was a regular one just before, as to open a device may do something already. Something else may have
/// taken its place since then: that is not waited for, and what is open is to be [looked at](checked) again.
pub(super) fn open(path: &Path) -> io::Result<File> {
    checked(path.metadata()?)?;
    open_at_once(path)
}

/// What is known of a file, if it is a regular one.
pub(super) fn checked(metadata: Metadata) -> io::Result<Metadata> {
    if metadata.is_file() {
        Ok(metadata)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a regular file",
        ))
    }
}

/// Opens without waiting for whoever writes to a pipe, and takes no terminal.
#[cfg(unix)]
fn open_at_once(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    File::options().read(true).custom_flags(AT_ONCE).open(path)
}

#[cfg(not(unix))]
fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// `O_NONBLOCK | O_NOCTTY`, which the standard library has no names for; nothing where they are not known here.
#[cfg(unix)]
const AT_ONCE: i32 = if cfg!(all(
    any(target_os = "linux", target_os = "android"),
    not(any(
        target_arch = "mips",
        target_arch = "mips64",
        target_arch = "sparc",
        target_arch = "sparc64"
    ))
)) {
    0o4000 | 0o400
} else if cfg!(target_vendor = "apple") {
    0x4 | 0x2_0000
} else if cfg!(any(
    target_os = "freebsd",
    target_os = "dragonfly",
    target_os = "netbsd",
    target_os = "openbsd"
)) {
    0x4 | 0x8000
} else {
    0
};

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn the_flags_are_those_of_the_system() {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        assert_eq!(AT_ONCE, flags.bits().cast_signed());
    }

    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        // As if it had come between the look and the opening.
        let opened = open_at_once(&pipe).expect("nobody writes, and it is open");
        checked(opened.metadata().expect("it is open")).expect_err("it is no file");
        open(&pipe).expect_err("it is no file");
    }

    #[test]
    fn a_file_is_opened_and_a_folder_is_not() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let file = folder.path().join("file");
        std::fs::write(&file, "text").expect("the folder is ours");
        open(&file).expect("it is a file");
        let refused = open(folder.path()).expect_err("it is a folder");
        assert_eq!(refused.to_string(), "it is not a regular file");
    }
}
