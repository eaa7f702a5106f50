//! [`Page`]: lines of text, laid out for a width.

use std::borrow::Cow;

use crate::text::{pad, wrap};

/// Text needs at least so many columns to be worth reading.
const NARROWEST: usize = 12;
/// So many characters of a text are worth reading.
const LONGEST: usize = 20_000;
/// Before words and between them and the text.
const INDENT: &str = "   ";
const GAP: &str = "  ";

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
    word: usize,
    text: usize,
}

impl Page {
    /// A page of a width, with so many columns for the words before the texts.
    pub(super) fn new(columns: usize, word: usize) -> Self {
        let before = INDENT.len() + word + GAP.len();
        Self {
            lines: Vec::new(),
            word,
            text: columns.saturating_sub(before).max(NARROWEST),
        }
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(super) fn title(&mut self, title: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::Empty);
        }
        self.lines.push(Line::Title(format!(" {title}")));
    }

    /// Adds a word and its text, which goes on in the lines below where it is long. An empty text is left out.
    pub(super) fn entry(&mut self, word: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut word = word;
        let text = match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{} .. cut here", &text[..end]).into(),
            None => Cow::Borrowed(text),
        };
        for text in wrap(&text, self.text) {
            let shown = format!("{INDENT}{}{GAP}", pad(word, self.word));
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
        let mut page = Page::new(22, 4);
        page.title("Step");
        page.entry("file", "src/main.rs is where it is");
        page.entry("none", "");
        let entry = |word: &str, text: &str| Line::Entry(word.to_owned(), text.to_owned());
        assert_eq!(
            page.lines(),
            [
                Line::Title(" Step".to_owned()),
                entry("   file  ", "src/main.rs"),
                entry("         ", "is where it"),
                entry("         ", "is"),
            ]
        );
    }
}
