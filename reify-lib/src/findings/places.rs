//! [`Places`]: what findings call steps.
//!
//! A finding names many steps, and a name may be a megabyte long: there is room for so much text in all findings
//! together, as much as none of a real program comes near, and what comes behind that is cut.

use std::cell::Cell;
use std::fmt;

use super::Place;
use crate::{Site, StepId, Trace};

/// So many bytes of places all findings together hold before they get short.
const ROOM: usize = 16 << 20;
/// So many characters of a text stand in a sentence, and in places when there is no more room.
const SHORT: usize = 200;

/// Gives places out, and counts them.
pub(super) struct Places {
    room: Cell<usize>,
}

impl Places {
    pub(super) fn new() -> Self {
        Self {
            room: Cell::new(ROOM),
        }
    }

    /// Whether there is room for more than what is needed.
    pub(super) fn has_room(&self) -> bool {
        self.room.get() > 0
    }

    /// Where a step stands.
    pub(super) fn place(&self, trace: &Trace, step: StepId) -> Place {
        let site = trace.site_of(step);
        let text = |text: &str| {
            if self.has_room() {
                text.to_owned()
            } else {
                Short(text).to_string()
            }
        };
        let (expr, file) = (text(&site.expr), text(&site.file));
        let taken = size_of::<Place>() + expr.len() + file.len();
        self.room.set(self.room.get().saturating_sub(taken));
        Place {
            step,
            id: trace.step(step).id,
            expr,
            file,
            line: site.line,
            column: site.column,
        }
    }
}

/// A site as part of a sentence: `` `load_cart(id)` at src/cart.rs:14 ``.
pub(super) struct InWords<'a>(pub(super) &'a Site);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = self.0;
        write_words(&site.expr, &site.file, site.line, f)
    }
}

/// Writes a place as part of a sentence.
pub(super) fn write_words(
    expr: &str,
    file: &str,
    line: u32,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "`{}`", Short(expr))?;
    if line > 0 && !file.is_empty() {
        write!(f, " at {}:{line}", Short(file))?;
    }
    Ok(())
}

/// As much of a text as a sentence bears.
struct Short<'a>(&'a str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(SHORT) {
            Some((end, _)) => write!(f, "{}…", &self.0[..end]),
            None => f.write_str(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_hold_no_more_than_the_beginning_of_a_long_text() {
        let site = Site {
            expr: "é".repeat(1 << 20),
            ..Site::default()
        };
        let words = InWords(&site).to_string();
        assert_eq!(words, format!("`{}…`", "é".repeat(SHORT)));
    }
}
