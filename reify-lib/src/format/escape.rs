//! Characters that must not reach a terminal, and JSON strings without them.

/// Whether a character acts on the terminal or on the text around it instead of being seen: controls, marks of
/// direction, zero-width characters, line and paragraph separators, tags.
///
/// This is the one list of them: a trace is written with such characters escaped, and whoever shows a text of a trace
/// spells them out. Marks that sit on the character before them are seen, and are not among them.
///
/// ```
/// assert!("\u{1b}\u{9b}\u{202e}\u{200b}".chars().all(reify_lib::is_hidden));
/// assert!(!"größe 漢 🦀 e\u{301}".chars().any(reify_lib::is_hidden));
/// ```
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            // Variants of letters; the last two, which choose between text and emoji, are seen.
            | '\u{fe00}'..='\u{fe0d}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{13430}'..='\u{1345f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// How much of a text from a file is shown in a message.
const SHOWN: usize = 200;

/// A text from a file as part of a message: cut to a sane length, its hidden characters as `\u{..}`.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == SHOWN {
            out.push('…');
            break;
        }
        if is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Appends a string as JSON, so that what is appended can be shown as it stands.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if c != '"' && c != '\\' && !is_hidden(c) {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[plain..at]);
        plain = at + c.len_utf8();
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\t' => out.extend_from_slice(b"\\t"),
            _ => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| utf16(*unit, out)),
        }
    }
    out.extend_from_slice(&text.as_bytes()[plain..]);
    out.push(b'"');
}

fn utf16(unit: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[usize::from(unit >> shift & 0xf)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        let mut out = Vec::new();
        string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_that_is_seen_stays_as_it_is() {
        assert_eq!(
            json("fetch(id).retry(3) – ü 漢 🦀"),
            "\"fetch(id).retry(3) – ü 漢 🦀\""
        );
        assert_eq!(json(""), "\"\"");
    }

    #[test]
    fn messages_show_what_is_hidden_and_no_more_than_fits() {
        assert_eq!(shown("a\x1b[2J\u{202e}b"), "a\\u{1b}[2J\\u{202e}b");
        assert_eq!(shown(&"x".repeat(5_000_000)), "x".repeat(SHOWN) + "…");
    }

    #[test]
    fn what_acts_on_the_terminal_is_escaped() {
        assert_eq!(json("a\"b\\c\n\t"), r#""a\"b\\c\n\t""#);
        assert_eq!(json("\x1b[2J\x7f\u{9b}"), r#""\u001b[2J\u007f\u009b""#);
        assert_eq!(
            json("\u{202e}x\u{2028}\u{200b}"),
            r#""\u202ex\u2028\u200b""#
        );
        assert_eq!(json("\u{e0041}!"), r#""\udb40\udc41!""#);
    }
}
