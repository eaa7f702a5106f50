//! The one place where text of strangers is made harmless.
//!
//! ratatui drops control characters but lets bidirectional marks and zero-width characters pass, which reorder
//! or hide what stands around them. Here each becomes `<U+202E>`: visible, never silently gone. Which these are
//! [`is_hidden`] says, for all that reads and writes traces.

use std::borrow::Cow;
use std::fmt::Write as _;

use reify_lib::is_hidden;
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

/// So many characters of a name are shown where it is one among others: more than any screen has columns.
const LONGEST_NAME: usize = 1_000;

/// A text that is one among others, as [`visible`] shows it; the end of a very long one is left out.
///
/// Every frame looks at the names that it shows, and a name of a stranger may be a megabyte long.
pub fn visible_name(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => Cow::Owned(format!("{}…", visible(&text[..end]))),
        None => visible(text),
    }
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
        if is_hidden(c) || stacked {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
            marks = 0;
        } else {
            out.push(c);
        }
    }
    out
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
    fn no_hidden_character_is_left_and_no_other_is_lost() {
        for c in '\0'..=char::MAX {
            // Behind another character, as a mark stands.
            let text = format!("a{c}b");
            let shown = visible(&text);
            assert_eq!(shown == text, !is_hidden(c), "{c:?}");
            assert_eq!(shown.chars().find(|c| is_hidden(*c)), None, "{c:?}");
            let line = visible_line(&text);
            assert_eq!(line.chars().find(|c| is_hidden(*c)), None, "{c:?}");
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
