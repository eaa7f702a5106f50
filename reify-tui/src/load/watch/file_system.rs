//! Which file systems tell of everything that changes in them.

use std::io;
use std::path::Path;

use rustix::fs::statfs;

/// Those that no other machine writes to, by the numbers in their superblocks: the kernel's `magic.h`, and where it has none
/// the sources of the file system.
const LOCAL: [u32; 14] = [
    0xef53,      // ext2, ext3, ext4
    0x4d44,      // FAT
    0x3434,      // NILFS
    0x0102_1994, // tmpfs
    0x2011_bab0, // exFAT
    0x2fc1_2fc1, // ZFS
    0x3153_464a, // JFS
    0x5265_4973, // ReiserFS
    0x5846_5342, // XFS
    0x794c_7630, // overlayfs
    0x8584_58f6, // ramfs
    0x9123_683e, // Btrfs
    0xca45_1a4e, // bcachefs
    0xf2f5_2010, // F2FS
];

/// Whether it is known of the file system of a path that it tells of everything. What is not known is taken for one of those
/// that other machines write to, which tell of nothing that those write.
///
/// # Errors
///
/// Where the system does not know either.
pub(super) fn is_local(path: &Path) -> io::Result<bool> {
    // How wide the number is, and whether it can be negative, differs between processors.
    let kind = i128::from(statfs(path)?.f_type) & i128::from(u32::MAX);
    Ok(LOCAL.iter().any(|&local| i128::from(local) == kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_memory_is_local_and_what_is_not_known_is_not() {
        // Neither has files that a recording could be in.
        assert!(!is_local(Path::new("/proc")).unwrap());
        assert!(!is_local(Path::new("/sys")).unwrap());
        if Path::new("/dev/shm").is_dir() {
            assert!(is_local(Path::new("/dev/shm")).unwrap());
        }
    }
}
