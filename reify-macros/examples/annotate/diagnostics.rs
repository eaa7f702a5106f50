//! [`Diagnostics`]: what the compiler has to say about a package.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// Errors and warnings, without the column, which the attribute moves on the line of a function.
#[derive(Default)]
pub(crate) struct Diagnostics {
    said: BTreeSet<String>,
    /// Whether all was built.
    pub(crate) succeeded: bool,
}

impl Diagnostics {
    /// Reads what `cargo --message-format=json` prints.
    pub(crate) fn read(output: &str) -> Self {
        let messages = output
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let of_compiler = messages.filter(|message| message["reason"] == "compiler-message");
        let said = of_compiler.filter_map(|message| one(&message["message"]));
        Self {
            said: said.collect(),
            succeeded: false,
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        !self.succeeded
    }

    /// What is said here and not there.
    pub(crate) fn beyond(&self, other: &Self) -> Vec<String> {
        self.said.difference(&other.said).cloned().collect()
    }
}

/// `level[code] file:line: text`, or nothing for the summary at the end.
fn one(message: &Value) -> Option<String> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Some(format!(
        "{}[{}] {}:{}: {}",
        text(&message["level"]),
        text(&message["code"]["code"]),
        text(&span["file_name"]),
        span["line_start"],
        text(&message["message"])
    ))
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.said.iter().filter(|said| said.starts_with("error"));
        for error in errors.take(3) {
            write!(out, "\n  {error}")?;
        }
        Ok(())
    }
}
