//! The folders that source files are looked for in, and outside of which nothing is read.

use std::path::{Path, PathBuf};

/// What marks the folder of a project.
const MARKS: [&str; 4] = ["Cargo.toml", ".git", ".hg", ".jj"];

/// Folders, with all links followed, in the order in which they are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Roots(Vec<PathBuf>);

impl Roots {
    /// The folders that the user named, the root that the trace names, then the trace's own folder and the
    /// current one with the project folders around them.
    pub(super) fn new(trace: &Path, recorded: &Path, current: &Path, extra: &[PathBuf]) -> Self {
        let beside = current.join(trace.parent().unwrap_or(trace));
        let mut roots = Self::default();
        for folder in extra {
            roots.add(&current.join(folder));
        }
        if !recorded.as_os_str().is_empty() {
            roots.add_recorded(&beside.join(recorded));
        }
        for folder in [beside.as_path(), current] {
            roots.add(folder);
            roots.add_projects_around(folder);
        }
        roots
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &PathBuf> {
        self.0.iter()
    }

    /// Whether a path, with all links followed, lies under one of them.
    pub(super) fn contain(&self, path: &Path) -> bool {
        self.0.iter().any(|root| path.starts_with(root))
    }

    pub(super) fn add(&mut self, folder: &Path) {
        if let Ok(folder) = folder.canonicalize()
            && !self.0.contains(&folder)
        {
            self.0.push(folder);
        }
    }

    /// The root that a trace names is where a project was; a trace that names another place, `/` for one, is
    /// after something else.
    fn add_recorded(&mut self, folder: &Path) {
        // Nor is the root of the file system anybody's project.
        let is_root = folder
            .canonicalize()
            .is_ok_and(|folder| folder.parent().is_none());
        if is_project(folder) && !is_root {
            self.add(folder);
        }
    }

    /// The folders around one, up to the outermost of a project.
    fn add_projects_around(&mut self, folder: &Path) {
        let Ok(folder) = folder.canonicalize() else {
            return;
        };
        let around: Vec<&Path> = folder.ancestors().collect();
        // The root of the file system is nobody's project, whatever lies there.
        let outermost = around
            .iter()
            .rposition(|folder| folder.parent().is_some() && is_project(folder));
        for folder in around.into_iter().take(outermost.map_or(0, |at| at + 1)) {
            self.add(folder);
        }
    }
}

fn is_project(folder: &Path) -> bool {
    MARKS.iter().any(|mark| folder.join(mark).exists())
}
