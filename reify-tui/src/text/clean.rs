//! The one place where text of strangers is made harmless.
//!
//! ratatui drops control characters but lets bidirectional marks and zero-width characters pass, which reorder
//! or hide what stands around them. Here each becomes `<U+202E>`: visible, never silently gone.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

/// As many marks may sit on one character; the next ones are shown as numbers.
const MOST_MARKS: usize = 4;
const TAB: usize = 4;

/// Text in which every character that a terminal would obey, or not show, is spelled out.
///
/// ```
/// assert_eq!(reify_tui::text::visible("a\u{1b}[2Jb"), "a<U+001B>[2Jb");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(spelled_out(text.chars()))
}

/// A line of source: as [`visible`], but tabs are spaces up to the next stop.
pub fn visible_line(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return visible(line);
    }
    let mut columns = 0;
    let mut expanded = String::with_capacity(line.len() + 4 * TAB);
    for c in line.chars() {
        if c == '\t' {
            let spaces = TAB - columns % TAB;
            expanded.extend(std::iter::repeat_n(' ', spaces));
            columns += spaces;
        } else {
            expanded.push(c);
            columns += c.width().unwrap_or(0);
        }
    }
    Cow::Owned(spelled_out(expanded.chars()))
}

fn spelled_out(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut marks = 0;
    for c in chars {
        let is_mark = c.width() == Some(0);
        marks = if is_mark { marks + 1 } else { 0 };
        // A mark at the very beginning would sit on whatever stands before the text.
        let stacked = is_mark && (marks > MOST_MARKS || out.is_empty());
        if is_deceptive(c) || stacked {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
            marks = 0;
        } else {
            out.push(c);
        }
    }
    out
}

fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, joiners, fillers and other characters without a shape.
            '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            // Directions.
            | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
            // Ends of lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // Interlinear annotations, tags, further variation selectors.
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_passed_on_as_it_is() {
        assert!(matches!(visible("fetch(id).retry(3)"), Cow::Borrowed(_)));
        assert_eq!(visible("größe(日本).await"), "größe(日本).await");
    }

    #[test]
    fn what_a_terminal_obeys_is_spelled_out() {
        let cases = [
            ("\u{1b}]0;x\u{7}", "<U+001B>]0;x<U+0007>"),
            ("a\nb\r", "a<U+000A>b<U+000D>"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("\u{7f}", "<U+007F>"),
            ("ab\u{202e}dc", "ab<U+202E>dc"),
            ("a\u{200b}b", "a<U+200B>b"),
            ("\u{2028}", "<U+2028>"),
            ("\u{e0041}", "<U+E0041>"),
        ];
        for (raw, shown) in cases {
            assert_eq!(visible(raw), shown);
            assert_eq!(visible_line(raw), shown);
        }
    }

    #[test]
    fn marks_do_not_pile_up_or_reach_back() {
        assert_eq!(visible("e\u{301}"), "e\u{301}");
        assert_eq!(visible("\u{301}e"), "<U+0301>e");
        let pile = format!("e{}", "\u{301}".repeat(5));
        assert_eq!(visible(&pile), format!("e{}<U+0301>", "\u{301}".repeat(4)));
    }

    #[test]
    fn tabs_of_source_lines_go_to_the_next_stop() {
        assert_eq!(visible_line("\tx"), "    x");
        assert_eq!(visible_line("ab\tx"), "ab  x");
        assert_eq!(visible_line("日\tx"), "日  x");
        assert_eq!(visible("\tx"), "<U+0009>x");
    }
}
