//! [`Prompt`]: the line in which a search is typed.

use super::{App, Pane, Search, Status};
use crate::key::{Code, Key};
use crate::views::view;

/// The line in which a search is typed, and where the user was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    cursor: usize,
    selected: Option<u32>,
    following: bool,
    line: usize,
    before: Option<Search>,
}

impl Prompt {
    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl App {
    pub(super) fn open_prompt(&mut self) {
        self.prompt = Some(Prompt {
            text: String::new(),
            cursor: self.cursor,
            selected: self.rows().key(),
            following: self.rows().selection().is_following(),
            line: self.source_line(),
            before: self.search.take(),
        });
    }

    /// Takes a key while a search is typed. Gives back whether it is meant for the explorer after all.
    pub(super) fn key_in_prompt(&mut self, key: Key) -> bool {
        let Some(prompt) = &mut self.prompt else {
            return true;
        };
        match (key.code, key.ctrl || key.alt) {
            (Code::Enter, _) => self.accept(),
            (Code::Esc, _) | (Code::Char('c'), true) => self.abandon(),
            (Code::Backspace, false) | (Code::Char('h'), true) => {
                if prompt.text.pop().is_none() {
                    self.abandon();
                } else {
                    self.search_as_typed();
                }
            }
            (Code::Char('u'), true) => {
                prompt.text.clear();
                self.search_as_typed();
            }
            (Code::Char('w'), true) => {
                let kept = prompt
                    .text
                    .trim_end()
                    .rfind(' ')
                    .map_or(0, |space| space + 1);
                prompt.text.truncate(kept);
                self.search_as_typed();
            }
            (Code::Char('z' | 'l'), true) => return true,
            (Code::Char(c), false) => {
                prompt.text.push(c);
                self.search_as_typed();
            }
            _ => {}
        }
        false
    }

    fn accept(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        if prompt.text.is_empty() {
            // As in vim: nothing typed means the same again.
            self.search = prompt.before;
            self.go_to_match(1, true);
        } else if self.matches().is_some_and(|matches| matches.all == 0) {
            self.set_status(Status::warning(&format!("no match for {}", prompt.text)));
        }
    }

    fn abandon(&mut self) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        self.return_to(&prompt);
        self.search = prompt.before.take();
    }

    fn search_as_typed(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        self.return_to(&prompt);
        self.search = None;
        if !prompt.text.is_empty() {
            self.search = Some(Search::new(&self.model, &prompt.text));
            if !self.is_at_match() {
                self.go_to_match(1, true);
            }
            self.status = None;
        }
        self.prompt = Some(prompt);
    }

    fn return_to(&mut self, prompt: &Prompt) {
        if self.cursor != prompt.cursor {
            self.go_to(prompt.cursor);
        }
        if prompt.following {
            self.follow();
        } else if let Some(place) = prompt.selected {
            (view(self.main).rows_mut)(&mut self.views).reveal(&self.model, place);
        }
        if self.focus == Pane::Source {
            self.source.set_line(prompt.line);
        }
        self.keep_in_view();
    }
}
