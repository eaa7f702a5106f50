//! A word and what there is to say of it, in lines.

use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::text::{visible, wrap};

/// The lines of a word and its text, wrapped behind the longest of the words. All are indented.
pub(super) fn lines(
    paint: &Paint<'_>,
    (word, text): (&str, &str),
    longest: usize,
    (indent, columns): (&str, usize),
) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(indent.len() + 1 + longest + 2);
    let mut shown = word;
    let texts = wrap(&visible(text), room).into_iter();
    texts
        .map(|text| {
            let before = Span::styled(format!("{indent}{shown:longest$}  "), paint.theme.key);
            shown = "";
            Line::from(vec![before, Span::raw(paint.unit(text))])
        })
        .collect()
}
