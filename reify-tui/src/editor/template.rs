//! Templates: words with `{file}`, `{line}` and `{column}` in them.
//!
//! The place is put in word by word, after the command was split, so a file name with spaces stays one argument.

use std::ffi::OsString;

use super::Location;

/// Stands for the path.
pub(super) const FILE: &str = "{file}";
const LINE: &str = "{line}";
const COLUMN: &str = "{column}";

/// Whether the user says where the place goes.
pub(super) fn is_template<W: AsRef<str>>(words: &[W]) -> bool {
    words.iter().any(|word| {
        [FILE, LINE, COLUMN]
            .iter()
            .any(|name| word.as_ref().contains(name))
    })
}

/// The words with the place in them. An unknown line or column is the first.
pub(super) fn fill<'a, W: AsRef<str>>(
    words: &'a [W],
    location: &'a Location,
) -> impl Iterator<Item = OsString> + 'a {
    words.iter().map(|word| fill_word(word.as_ref(), location))
}

fn fill_word(mut word: &str, location: &Location) -> OsString {
    let mut filled = OsString::new();
    while let Some(open) = word.find('{') {
        let (before, rest) = word.split_at(open);
        filled.push(before);
        word = if let Some(rest) = rest.strip_prefix(FILE) {
            filled.push(&location.path);
            rest
        } else if let Some(rest) = rest.strip_prefix(LINE) {
            filled.push(location.line.max(1).to_string());
            rest
        } else if let Some(rest) = rest.strip_prefix(COLUMN) {
            filled.push(location.column.max(1).to_string());
            rest
        } else {
            filled.push("{");
            &rest[1..]
        };
    }
    filled.push(word);
    filled
}
