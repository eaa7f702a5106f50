//! [`Account`]: what an expansion did, written down for `examples/annotate`.
//!
//! Without the feature `account` nothing is written, whatever the environment says.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;

use proc_macro2::Span;

use crate::untraced::Untraced;

/// The file that every expansion adds its lines to.
const FILE: &str = "REIFY_ACCOUNT";

/// A line for each place: what it is, file, line and column, with tabs between them.
#[derive(Default)]
pub(crate) struct Account {
    lines: String,
}

impl Account {
    pub(crate) fn function(&mut self, place: Span) {
        self.line("function", place, "");
    }

    pub(crate) fn step(&mut self, constructor: &str, place: Span) {
        let kind = if constructor == "arm" { "arm" } else { "await" };
        self.line(kind, place, "");
    }

    pub(crate) fn untraced(&mut self, untraced: &Untraced) {
        self.line("untraced", untraced.place, &untraced.within);
    }

    fn line(&mut self, kind: &str, place: Span, more: &str) {
        if cfg!(feature = "account") {
            let (file, start) = (place.file(), place.start());
            // Writing to a string does not fail.
            let _ = writeln!(
                self.lines,
                "{kind}\t{file}\t{}\t{}\t{more}",
                start.line,
                start.column + 1
            );
        }
    }

    /// Adds the lines to the file that the environment names. What goes wrong is no reason not to compile.
    pub(crate) fn write(&self) {
        if self.lines.is_empty() {
            return;
        }
        let Some(file) = std::env::var_os(FILE) else {
            return;
        };
        // Compilers that run side by side add to the end: their lines do not mix.
        if let Ok(mut file) = OpenOptions::new().append(true).create(true).open(file) {
            let _ = file.write_all(self.lines.as_bytes());
        }
    }
}
