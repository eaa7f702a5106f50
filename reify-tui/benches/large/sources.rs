//! Source files for all places that a recording names, so that each frame has one to show.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use reify_lib::Trace;

/// Writes them under a folder.
pub(crate) fn write(trace: &Trace, folder: &Path) {
    for site in trace.sites().iter().filter(|site| site.has_place()) {
        let path = folder.join(&site.file);
        if path.exists() {
            continue;
        }
        let mut text = String::new();
        for line in 1..=2_000 {
            let _ = writeln!(
                text,
                "    let value_{line} = self.pool.acquire(\"{line}\").await?; // waits"
            );
        }
        let _ = fs::create_dir_all(path.parent().unwrap_or(folder));
        let _ = fs::write(path, text);
    }
}
