//! [`beginning`]: as much of a text as is shown where it is repeated.
//!
//! A stranger's label may be a megabyte long, and every step of its site repeats it: what draws or writes out all of them
//! must not grow by one times the other.

use std::fmt::{self, Write};

/// As much of a text as there is room for, without looking at the rest.
pub(crate) fn beginning(text: impl fmt::Display, longest: usize) -> String {
    let mut beginning = Beginning {
        text: String::new(),
        room: longest + 1,
    };
    // It fails where there is more than the room.
    let _ = write!(beginning, "{text}");
    let mut text = beginning.text;
    if let Some((last, _)) = text.char_indices().nth(longest - 1)
        && text[last..].chars().nth(1).is_some()
    {
        text.truncate(last);
        text.push('…');
    }
    text
}

/// Takes so many characters and no more.
struct Beginning {
    text: String,
    room: usize,
}

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.room = self.room.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(c);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_whole_if_there_is_room_and_ends_in_an_ellipsis_if_not() {
        assert_eq!(beginning("größe", 5), "größe");
        assert_eq!(beginning("größer", 5), "größ…");
        assert_eq!(beginning("", 5), "");
    }

    #[test]
    fn the_rest_is_not_looked_at() {
        struct Endless;

        impl fmt::Display for Endless {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                loop {
                    f.write_str("again and ")?;
                }
            }
        }

        assert_eq!(beginning(Endless, 12), "again and a…");
    }
}
