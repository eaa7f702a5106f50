//! Opening without waiting, whatever it is that is opened.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens without waiting for whoever writes to a pipe, and takes no terminal.
#[cfg(unix)]
pub(super) fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    File::options().read(true).custom_flags(AT_ONCE).open(path)
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> io::Result<File> {
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
    fn a_pipe_that_nobody_writes_to_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("there is a folder");
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        open(&pipe).expect("nobody writes, and it is open");
    }
}
