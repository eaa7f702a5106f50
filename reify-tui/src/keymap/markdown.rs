//! The key table for the README.

use std::fmt::Write as _;

use super::{BINDINGS, Binding, Group, When};
use crate::key::Key;

/// The keys as a table in Markdown, one section of the help after the other.
pub fn markdown() -> String {
    let mut out = String::from("| keys | |\n| --- | --- |\n");
    for group in Group::ALL {
        let rows = BINDINGS
            .iter()
            .filter(|binding| binding.group == group && binding.when != When::Overlay);
        for binding in rows {
            let keys: Vec<String> = binding.keys.iter().map(|keys| code(keys)).collect();
            // Writing to a `String` cannot fail.
            let _ = writeln!(out, "| {} | {} |", keys.join(" "), binding.help);
        }
    }
    out
}

fn code(keys: &str) -> String {
    let keys = Key::parse(keys).unwrap_or_default();
    format!("`{}`", keys.iter().map(Key::to_string).collect::<String>())
}

impl Binding {
    /// The keys as they are shown, the first first: `["l", "right"]`.
    pub fn shown_keys(&self) -> Vec<String> {
        let parsed = self.keys.iter().filter_map(|keys| Key::parse(keys).ok());
        parsed
            .map(|keys| keys.iter().map(Key::to_string).collect())
            .collect()
    }
}
