//! The key table for the README.

use std::fmt::Write as _;

use super::{BINDINGS, Group, When};

/// The keys as a table in Markdown, one section of the help after the other.
pub fn markdown() -> String {
    let mut out = String::from("| keys | |\n| --- | --- |\n");
    for group in Group::ALL {
        let rows = BINDINGS
            .iter()
            .filter(|binding| binding.group == group && binding.when != When::Overlay);
        for binding in rows {
            let keys = binding.shown_keys().join("` `");
            // Writing to a `String` cannot fail.
            let _ = writeln!(out, "| `{keys}` | {} |", binding.help);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_panes_has_its_row() {
        let table = markdown();
        let shown = BINDINGS
            .iter()
            .filter(|binding| binding.when != When::Overlay);
        assert_eq!(table.lines().count(), 2 + shown.count());
        assert!(table.starts_with("| keys | |\n| --- | --- |\n| `l` `right` | next event |\n"));
        assert!(table.ends_with("| `ctrl-l` | draw the screen anew |\n"));
    }
}
