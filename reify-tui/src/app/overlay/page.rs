//! [`Page`]: lines of text, laid out for a width.

use std::borrow::Cow;

use crate::text::{pad, wrap};

/// Text needs at least so many columns to be read with ease: with fewer, it stands below its word.
const NARROWEST: usize = 20;
/// Text is never narrower than this.
const LEAST: usize = 8;
/// So many characters of a text are worth reading.
const LONGEST: usize = 20_000;
/// Before words and between them and the text.
const INDENT: &str = "   ";
const GAP: &str = "  ";
/// Before texts that stand below their words.
const BELOW: &str = "      ";

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Title(String),
    /// A word or keys, padded, and what there is to say of it.
    Entry(String, String),
    /// Nothing.
    Empty,
}

/// Lines of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    lines: Vec<Line>,
    columns: usize,
    word: usize,
    text: usize,
    /// Texts stand below their words.
    is_narrow: bool,
}

impl Page {
    /// A page of a width, with so many columns for the words before the texts.
    pub(super) fn new(columns: usize, word: usize) -> Self {
        let beside = columns.saturating_sub(INDENT.len() + word + GAP.len());
        let is_narrow = beside < NARROWEST;
        let text = if is_narrow {
            columns.saturating_sub(BELOW.len()).max(LEAST)
        } else {
            beside
        };
        Self {
            lines: Vec::new(),
            columns,
            word,
            text,
            is_narrow,
        }
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(crate) fn title(&mut self, title: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::Empty);
        }
        for title in wrap(title, self.columns.saturating_sub(1).max(LEAST)) {
            self.lines.push(Line::Title(format!(" {title}")));
        }
    }

    /// Adds a word and its text, which goes on in the lines below where it is long. An empty text is left out.
    pub(crate) fn entry(&mut self, word: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{} .. cut here", &text[..end]).into(),
            None => Cow::Borrowed(text),
        };
        let mut word = word;
        if self.is_narrow {
            let room = self.columns.saturating_sub(INDENT.len()).max(LEAST);
            for word in wrap(word, room) {
                let shown = format!("{INDENT}{word}");
                self.lines.push(Line::Entry(shown, String::new()));
            }
        }
        for text in wrap(&text, self.text) {
            let shown = if self.is_narrow {
                BELOW.to_owned()
            } else {
                format!("{INDENT}{}{GAP}", pad(word, self.word))
            };
            self.lines.push(Line::Entry(shown, text));
            word = "";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_go_on_below() {
        let mut page = Page::new(29, 4);
        page.title("Step");
        page.entry("file", "src/main.rs is where it is");
        page.entry("none", "");
        let entry = |word: &str, text: &str| Line::Entry(word.to_owned(), text.to_owned());
        assert_eq!(
            page.lines(),
            [
                Line::Title(" Step".to_owned()),
                entry("   file  ", "src/main.rs is where"),
                entry("         ", "it is"),
            ]
        );
    }

    #[test]
    fn on_narrow_screens_texts_stand_below_their_words_and_nothing_is_cut() {
        let mut page = Page::new(20, 4);
        page.title("What there is to know of it");
        page.entry("file", "src/main.rs is where it is");
        page.entry("a-word-that-is-very-long", "short");
        let entry = |word: &str, text: &str| Line::Entry(word.to_owned(), text.to_owned());
        assert_eq!(
            page.lines(),
            [
                Line::Title(" What there is to".to_owned()),
                Line::Title(" know of it".to_owned()),
                entry("   file", ""),
                entry("      ", "src/main.rs is"),
                entry("      ", "where it is"),
                entry("   a-word-that-is-ve", ""),
                entry("   ry-long", ""),
                entry("      ", "short"),
            ]
        );
    }
}
