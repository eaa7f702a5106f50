//! [`Quoted`]: any text as a DOT string.

use std::fmt::{self, Write as _};

use crate::format::is_hidden;

/// Shows text between quotes, so that a DOT reader gets the same text back, and GraphViz draws it.
///
/// Line ends stay line ends. Other characters that cannot be seen are spelled out, as `<U+001B>`: a DOT file has no
/// escape for them, and GraphViz refuses some. Only `&name;` is changed, to `&amp;name;`, since GraphViz reads entities
/// even between quotes.
pub(super) struct Quoted<T>(pub(super) T);

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        write!(Escaping(f), "{}", self.0)?;
        f.write_char('"')
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for (at, c) in text.char_indices() {
            if c == '&' && starts_entity(&text[at + 1..]) {
                self.0.write_str("&amp;")?;
            } else {
                self.write_char(c)?;
            }
        }
        Ok(())
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        match c {
            '"' => self.0.write_str("\\\""),
            '\\' => self.0.write_str("\\\\"),
            '\n' => self.0.write_str("\\n"),
            _ if is_hidden(c) => write!(self.0, "<U+{:04X}>", u32::from(c)),
            _ => self.0.write_char(c),
        }
    }
}

/// Whether GraphViz would read an ampersand and what follows it as one character, as in HTML.
fn starts_entity(text: &str) -> bool {
    let name = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    name.is_some_and(|end| end > 0 && text[end..].starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::Quoted;

    #[test]
    fn quotes_and_backslashes_do_not_end_the_string() {
        assert_eq!(Quoted(r#"say("\n")"#).to_string(), r#""say(\"\\n\")""#);
        assert_eq!(Quoted("\\").to_string(), r#""\\""#);
    }

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        assert_eq!(
            Quoted("a\n\r\0\u{202e}b").to_string(),
            r#""a\n<U+000D><U+0000><U+202E>b""#
        );
    }

    #[test]
    fn what_can_be_seen_stays() {
        assert_eq!(
            Quoted("{<ü漢🦀> | a} ; ->").to_string(),
            "\"{<ü漢🦀> | a} ; ->\""
        );
    }

    #[test]
    fn only_an_entity_loses_its_ampersand() {
        assert_eq!(
            Quoted("&cart, &lt; &#65; &; &a b;").to_string(),
            r#""&cart, &amp;lt; &amp;#65; &; &a b;""#
        );
    }
}
