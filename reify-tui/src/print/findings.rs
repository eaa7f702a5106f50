//! The findings, a block each, for people; what `grep` looks for stands in its first line.

use std::io::{self, Write};

use reify_lib::{Finding, Trace};

use crate::model::entries;
use crate::text::visible;

/// The longest word is `threshold`.
const WORD: usize = 9;

pub(super) fn print(
    trace: &Trace,
    found: &[Finding],
    ascii: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let shown = |text: &str| {
        let text = visible(text);
        if ascii {
            text.replace('µ', "u")
        } else {
            text.into_owned()
        }
    };
    if found.is_empty() {
        return writeln!(out, "no findings");
    }
    for (index, finding) in found.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", shown(&finding.to_string()))?;
        for (word, text) in entries(trace, finding) {
            writeln!(out, "  {word:WORD$}  {}", shown(&text))?;
        }
    }
    Ok(())
}
