//! The notices, a block each, and what there is of the recording in all, for people; what `grep` looks for stands in the
//! first line of a block.

use std::io::{self, Write};

use reify_lib::Trace;

use crate::model::{completeness, notice_entries, notices};
use crate::text::visible;

/// The longest word is `missing`.
const WORD: usize = 7;

pub(super) fn print(trace: &Trace, ascii: bool, out: &mut impl Write) -> io::Result<()> {
    let shown = |text: &str| {
        let text = visible(text);
        if ascii {
            text.replace('µ', "u")
        } else {
            text.into_owned()
        }
    };
    for notice in notices(trace) {
        writeln!(out, "{}", shown(&notice.to_string()))?;
        for (word, text) in notice_entries(notice) {
            writeln!(out, "  {word:WORD$}  {}", shown(&text))?;
        }
        writeln!(out)?;
    }
    if trace.notices().is_empty() {
        writeln!(out, "no notices")?;
    }
    for (word, text) in completeness(trace) {
        writeln!(out, "  {word:WORD$}  {}", shown(&text))?;
    }
    Ok(())
}
