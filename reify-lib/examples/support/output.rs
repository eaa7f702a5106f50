//! Where an example writes its trace: `example [FILE [ROOT]]`.
//!
//! ROOT is the folder that the recorded source files are relative to, as the trace shall name it. The samples of this
//! repository give it relative to the file, so that they are the same wherever the repository lies. Your own program
//! needs neither: the workspace that it was built in is found.

use std::env::args_os;
use std::path::PathBuf;

use reify_lib::RecordOptions;

/// The file to write, by default in the current folder.
pub(crate) fn path(default: &str) -> PathBuf {
    args_os()
        .nth(1)
        .map_or_else(|| default.into(), PathBuf::from)
}

/// How to record.
pub(crate) fn options() -> RecordOptions {
    let options = RecordOptions::new();
    match args_os().nth(2) {
        Some(root) => options.root(root.to_string_lossy()),
        None => options,
    }
}
