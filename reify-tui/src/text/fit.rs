//! Cutting and padding by the columns that text takes on a terminal.
//!
//! Widths are those of whole grapheme clusters, measured as ratatui measures them, so that columns agree.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text, or as much of its beginning as fits before the ellipsis.
///
/// ```
/// use reify_tui::text::cut;
///
/// assert_eq!(cut("load_cart(id)", 13, "…"), "load_cart(id)");
/// assert_eq!(cut("load_cart(id)", 6, "…"), "load_…");
/// ```
pub fn cut<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.len() <= columns || !exceeds(text, columns) {
        return Cow::Borrowed(text);
    }
    let (mut used, mut end) = (ellipsis.width(), 0);
    if used > columns {
        return Cow::Borrowed("");
    }
    for (start, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            break;
        }
        end = start + grapheme.len();
    }
    Cow::Owned(format!("{}{ellipsis}", &text[..end]))
}

/// An expression, or what fits of it: the path before a name is given up first, as the name and its arguments tell more.
///
/// ```
/// use reify_tui::text::cut_path;
///
/// assert_eq!(cut_path("tokio::time::sleep(delay)", 13, "…"), "…sleep(delay)");
/// assert_eq!(cut_path("tokio::time::sleep(delay)", 9, "…"), "…sleep(d…");
/// ```
pub fn cut_path<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.len() <= columns || !exceeds(text, columns) {
        return Cow::Borrowed(text);
    }
    let name_begin = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
    let path = &text[..text.find(name_begin).unwrap_or(text.len())];
    let mut shortest = text;
    // From the name on, as a path may be much longer than what fits.
    for (at, separator) in path.rmatch_indices("::") {
        let longer = &text[at + separator.len()..];
        if shortest.len() < text.len() && exceeds(longer, columns.saturating_sub(ellipsis.width()))
        {
            break;
        }
        shortest = longer;
    }
    if shortest.len() == text.len() || columns <= ellipsis.width() {
        return cut(text, columns, ellipsis);
    }
    cut(&format!("{ellipsis}{shortest}"), columns, ellipsis)
        .into_owned()
        .into()
}

/// The text, or as much of its end as fits behind the ellipsis: of a place in the source the end tells most.
///
/// ```
/// use reify_tui::text::cut_left;
///
/// assert_eq!(cut_left("src/http/cart.rs:42", 12, "…"), "…/cart.rs:42");
/// ```
pub fn cut_left<'a>(text: &'a str, columns: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.len() <= columns || !exceeds(text, columns) {
        return Cow::Borrowed(text);
    }
    let (mut used, mut begin) = (ellipsis.width(), text.len());
    if used > columns {
        return Cow::Borrowed("");
    }
    for (start, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > columns {
            break;
        }
        begin = start;
    }
    Cow::Owned(format!("{ellipsis}{}", &text[begin..]))
}

/// The text with spaces behind it, up to a width.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", spaces(columns.saturating_sub(width(text))))
}

/// The text with spaces before it, up to a width.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", spaces(columns.saturating_sub(width(text))))
}

/// The text in lines no wider than `columns`, broken at spaces where that is possible.
///
/// ```
/// use reify_tui::text::wrap;
///
/// assert_eq!(wrap("woken by quote(&cart)", 16), ["woken by", "quote(&cart)"]);
/// ```
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let word_width = width(word.trim_end());
        if used > 0 && used + word_width > columns {
            lines.push(String::new());
            used = 0;
        }
        for grapheme in word.graphemes(true) {
            let grapheme_width = grapheme.width();
            if used > 0 && used + grapheme_width > columns {
                if grapheme == " " {
                    continue;
                }
                lines.push(String::new());
                used = 0;
            }
            used += grapheme_width;
            if let Some(line) = lines.last_mut() {
                line.push_str(grapheme);
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// Whether a text is wider, looking no further than needed: it may be a megabyte long.
fn exceeds(text: &str, columns: usize) -> bool {
    let mut used = 0;
    text.graphemes(true).any(|grapheme| {
        used += grapheme.width();
        used > columns
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_are_never_halved() {
        assert_eq!(cut("日本語", 6, "…"), "日本語");
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("日本語", 4, "…"), "日…");
        assert_eq!(cut_left("日本語", 4, "…"), "…語");
    }

    #[test]
    fn of_a_path_as_little_as_needed_is_given_up() {
        assert_eq!(cut_path("a::bc::d()", 10, "…"), "a::bc::d()");
        assert_eq!(cut_path("a::bc::d()", 9, "…"), "…bc::d()");
        assert_eq!(cut_path("a::bc::d()", 6, "…"), "…d()");
        assert_eq!(cut_path("a::bc::d()", 3, "…"), "…d…");
        assert_eq!(cut_path("a::bc::d()", 1, "…"), "…");
        assert_eq!(cut_path("f(a::b::c)", 6, "…"), "f(a::…");
        assert_eq!(cut_path("shop::checkout", 10, "…"), "…checkout");
    }

    #[test]
    fn clusters_are_kept_whole() {
        assert_eq!(cut("ae\u{301}bc", 3, "…"), "ae\u{301}…");
        assert_eq!(width("ae\u{301}"), 2);
    }

    #[test]
    fn what_holds_not_even_the_ellipsis_holds_nothing() {
        assert_eq!(cut("abc", 0, "…"), "");
        assert_eq!(cut("abc", 2, "..."), "");
        assert_eq!(cut_left("abc", 0, "…"), "");
        assert_eq!(cut("", 0, "…"), "");
    }

    #[test]
    fn lines_break_at_spaces_and_within_words_only_where_they_must() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("ab cd", 5), ["ab cd"]);
        assert_eq!(wrap("ab cd ef", 5), ["ab cd", "ef"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("日", 1), ["日"]);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("日", 4), "日  ");
        assert_eq!(pad_left("µs", 4), "  µs");
        assert_eq!(pad("long", 2), "long");
    }
}
