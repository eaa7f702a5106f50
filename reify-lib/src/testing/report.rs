//! [`Report`]: what is left of a test that failed: its trace in a file, and what was found in it in words.

use std::env;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use super::tree::tree;
use crate::{Finding, StepOutcome, Trace, findings, reify_execution};

/// What is left of a test that failed.
pub(super) struct Report {
    found: Vec<Finding>,
    unfinished: String,
    /// Where the trace is, or why it is not there.
    file: Result<PathBuf, String>,
}

impl Report {
    /// Writes the trace into a folder, and looks at it.
    pub(super) fn of(trace: &Trace, name: &str, folder: &Path) -> Self {
        let graph = reify_execution(trace);
        let file = folder.join(file_name(name));
        let written = fs::create_dir_all(folder)
            .map_err(|error| error.to_string())
            .and_then(|()| trace.save(&file).map_err(|error| error.to_string()));
        Self {
            found: findings(trace),
            unfinished: tree(&graph, |node| {
                graph.node(node).outcome == StepOutcome::Pending
            }),
            file: written.map(|()| file),
        }
    }

    /// The worst of it in a sentence.
    pub(super) fn worst(&self) -> &str {
        match self.found.first() {
            Some(finding) => &finding.message,
            None => "nothing was found in its trace",
        }
    }

    /// Where the trace is.
    pub(super) fn place(&self) -> String {
        match &self.file {
            Ok(file) => format!("its trace is {}", file.display()),
            Err(error) => format!("its trace could not be written: {error}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.found {
            writeln!(f, "{finding}")?;
            writeln!(f, "  next: {}", finding.next)?;
        }
        if !self.unfinished.is_empty() {
            write!(f, "unfinished:\n{}", self.unfinished)?;
        }
        writeln!(f, "{}", self.place())
    }
}

/// The name of a test as that of a file: `shop::checks_out` becomes `shop-checks_out.json`.
fn file_name(name: &str) -> String {
    let mut file = String::new();
    for c in name.replace("::", "-").chars() {
        let is_plain = c.is_alphanumeric() || c == '-' || c == '_';
        file.push(if is_plain { c } else { '_' });
    }
    // Writing to a `String` cannot fail.
    let _ = write!(file, ".json");
    file
}

/// `reify` in cargo's target folder: the one that the test runs from, else the one here.
pub(super) fn default_folder() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    let mut above = program.ancestors().skip(1);
    let target = above.find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.unwrap_or(Path::new("target")).join("reify")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tests_are_names_of_files() {
        assert_eq!(file_name("shop::checks_out"), "shop-checks_out.json");
        assert_eq!(file_name("../a b"), "___a_b.json");
    }

    #[test]
    fn what_cannot_be_written_is_said_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let report = Report::of(&Trace::default(), "test", &file);
        assert!(report.to_string().contains("could not be written"));
    }
}
