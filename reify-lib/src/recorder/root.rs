//! Where the sources of the running program are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The folder that `file!()` is relative to is not in the program. It is the workspace's, where Cargo keeps its lock file:
/// above the package that Cargo runs, above the program in its target folder, or above the current folder.
///
/// It is looked for once: a snapshot, which may be taken on a thread that polls, does not ask the file system again.
pub(super) fn guess() -> String {
    static ROOT: OnceLock<String> = OnceLock::new();
    if let Some(root) = ROOT.get() {
        return root.clone();
    }
    // Outside of the cell: what allocates may be traced, and ask in turn.
    let root = look_for();
    // Another thread that came first found the same.
    let _ = ROOT.set(root.clone());
    root
}

fn look_for() -> String {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let program = std::env::current_exe().ok();
    let current = std::env::current_dir().ok();
    [package, program, current.clone()]
        .into_iter()
        .flatten()
        .find_map(|place| workspace_above(&place))
        .or(current)
        .map(|root| root.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn workspace_above(place: &Path) -> Option<PathBuf> {
    let mut folders = place.ancestors();
    folders
        .find(|folder| folder.join("Cargo.lock").is_file())
        .map(Path::to_owned)
}
