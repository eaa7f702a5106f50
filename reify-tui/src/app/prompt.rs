//! [`Prompt`]: the line in which something is typed, and how the app answers while it is.

use super::slow::slow_problem;
use super::stand::Stand;
use super::{App, Matches, Narrowed, Search, Status};
use crate::filter::{self, Completion, Filter};
use crate::key::{Code, Key};

/// Nobody types more bytes, and what is pasted by accident is answered key by key.
const LONGEST: usize = 300;

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// What to search for in the focused pane.
    Search,
    /// What to show.
    Filter,
    /// Where to go.
    GoTo,
    /// What a slow poll takes more than.
    Slow,
    /// What to search for on the page over the panes.
    Page,
}

impl PromptKind {
    /// What stands before the text.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Search | Self::Page => "/",
            Self::Filter => "&",
            Self::GoTo => "go to ",
            Self::Slow => "slow is over ",
        }
    }
}

/// The line in which something is typed, and what was before.
#[derive(Clone, Debug)]
pub struct Prompt {
    kind: PromptKind,
    text: String,
    problem: Option<String>,
    /// How the last word may go on, and which of that it does.
    completion: Option<(Completion, usize)>,
    before: Before,
}

/// Where the user stood, and what was shown.
#[derive(Clone, Debug)]
struct Before {
    stand: Stand,
    search: Option<Search>,
    filter: Filter,
    page_top: usize,
    /// What was shown before another filter that is being typed.
    shelf: Shelf,
}

/// What was shown, from when it no longer is.
#[derive(Clone, Debug)]
enum Shelf {
    Empty,
    Shown(Box<Option<Narrowed>>),
}

impl Prompt {
    /// What is typed.
    pub fn kind(&self) -> PromptKind {
        self.kind
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// While a filter is typed: keeps what was shown when the prompt was opened, to be shown again if it is given up, and
    /// says where the user stood then.
    pub(super) fn shelve(&mut self, narrowed: Option<Narrowed>) -> Option<Stand> {
        if self.kind != PromptKind::Filter {
            return None;
        }
        if matches!(self.before.shelf, Shelf::Empty) {
            self.before.shelf = Shelf::Shown(Box::new(narrowed));
        }
        Some(self.before.stand.clone())
    }

    /// What is wrong with it.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

impl App {
    pub(super) fn open_prompt(&mut self, kind: PromptKind) {
        let filter = self.filter().cloned().unwrap_or_default();
        self.prompt = Some(Prompt {
            kind,
            // A filter is changed more often than thought of anew.
            text: match kind {
                PromptKind::Filter => filter.text().to_owned(),
                _ => String::new(),
            },
            problem: None,
            completion: None,
            before: Before {
                stand: self.stand(),
                search: match kind {
                    PromptKind::Search => self.search.take(),
                    _ => self.search.clone(),
                },
                filter,
                shelf: Shelf::Empty,
                page_top: self.overlay.as_ref().map_or(0, super::Overlay::scrolled),
            },
        });
    }

    /// Takes a key while something is typed. Gives back whether it is meant for the explorer after all.
    pub(super) fn key_in_prompt(&mut self, key: Key) -> bool {
        let Some(prompt) = &mut self.prompt else {
            return true;
        };
        if !matches!(key.code, Code::Tab | Code::BackTab) {
            prompt.completion = None;
        }
        match (key.code, key.ctrl || key.alt) {
            (Code::Enter, _) => self.accept(),
            (Code::Esc, _) | (Code::Char('c'), true) => self.abandon(),
            (Code::Backspace, false) | (Code::Char('h'), true) => {
                if prompt.text.pop().is_none() {
                    self.abandon();
                } else {
                    self.answer();
                }
            }
            (Code::Char('u'), true) => {
                prompt.text.clear();
                self.answer();
            }
            (Code::Char('w'), true) => {
                let kept = prompt
                    .text
                    .trim_end()
                    .rfind(' ')
                    .map_or(0, |space| space + 1);
                prompt.text.truncate(kept);
                self.answer();
            }
            (Code::Tab, false) => self.complete(true),
            (Code::BackTab, false) => self.complete(false),
            (Code::Char('z' | 'l'), true) => return true,
            (Code::Char(_), false) if prompt.text.len() >= LONGEST => {}
            (Code::Char(c), false) => {
                prompt.text.push(c);
                self.answer();
            }
            _ => {}
        }
        false
    }

    /// Lets the last word of a filter go on as it may, and then in the next way.
    fn complete(&mut self, forward: bool) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.kind != PromptKind::Filter {
            return;
        }
        let (completion, next) = match prompt.completion.take() {
            Some((completion, now)) => {
                let all = completion.choices.len();
                let next = now + if forward { 1 } else { all - 1 };
                (completion, next % all)
            }
            None => (filter::complete(&prompt.text, self.model.trace()), 0),
        };
        let Some(choice) = completion.choices.get(next) else {
            return;
        };
        prompt.text.truncate(completion.start);
        prompt.text.push_str(choice);
        // One that is alone may go on itself.
        prompt.completion = (completion.choices.len() > 1).then_some((completion, next));
        self.answer();
    }

    /// Takes what was typed as it is. What cannot be read stays to be mended.
    fn accept(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        if prompt.problem.is_some() {
            self.prompt = Some(prompt);
            return;
        }
        match prompt.kind {
            PromptKind::Search if prompt.text.is_empty() => {
                // As in vim: nothing typed means the same again.
                self.search = prompt.before.search;
                self.search_again();
                self.go_to_match(1, true);
            }
            PromptKind::Search => self.say_if_none(&prompt.text, self.matches()),
            PromptKind::Page => self.say_if_none(&prompt.text, self.page_matches()),
            PromptKind::Filter => {}
            PromptKind::GoTo => self.go_to_target(&prompt.text),
            PromptKind::Slow => self.set_slow(&prompt.text),
        }
        let is_search = prompt.kind == PromptKind::Search;
        let is_elsewhere = self.cursor != prompt.before.stand.cursor;
        if is_elsewhere || (is_search && self.stand() != prompt.before.stand) {
            self.remember_jump(prompt.before.stand);
        }
    }

    fn say_if_none(&mut self, text: &str, matches: Option<Matches>) {
        if matches.is_some_and(|matches| matches.all == 0) {
            self.set_status(Status::warning(&format!("no match for {text}")));
        }
    }

    fn abandon(&mut self) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        match prompt.kind {
            PromptKind::Search => {
                self.come_back(&prompt.before.stand);
                self.search = prompt.before.search.take();
                self.search_again();
            }
            PromptKind::Filter => {
                self.sifting = None;
                if let Shelf::Shown(narrowed) = prompt.before.shelf {
                    self.narrow_to(*narrowed);
                }
                self.set_filter(prompt.before.filter);
                self.come_back(&prompt.before.stand);
            }
            PromptKind::Page => self.find_on_page("", prompt.before.page_top),
            PromptKind::GoTo | PromptKind::Slow => {}
        }
    }

    /// Does what can be done before all is typed.
    fn answer(&mut self) {
        if let Some(prompt) = &self.prompt
            && prompt.kind == PromptKind::Filter
        {
            let filter = Filter::parse(&prompt.text);
            // The word stands beside it.
            let problem = filter
                .as_ref()
                .err()
                .map(|error| format!("column {}: expected {}", error.column(), error.expected()));
            if let Ok(filter) = filter {
                self.set_filter(filter);
            }
            if let Some(prompt) = &mut self.prompt {
                prompt.problem = problem;
            }
            return;
        }
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        prompt.problem = match prompt.kind {
            PromptKind::Search => {
                self.search_as_typed(&prompt);
                None
            }
            PromptKind::Page => {
                self.find_on_page(&prompt.text, prompt.before.page_top);
                None
            }
            PromptKind::Filter => None,
            PromptKind::GoTo => self.target(&prompt.text).err(),
            PromptKind::Slow => slow_problem(&prompt.text),
        };
        self.prompt = Some(prompt);
    }

    fn search_as_typed(&mut self, prompt: &Prompt) {
        self.come_back(&prompt.before.stand);
        self.search = None;
        if !prompt.text.is_empty() {
            self.search_for(&prompt.text);
            if !self.is_at_match() {
                self.go_to_match(1, true);
            }
            self.status = None;
        }
    }
}
