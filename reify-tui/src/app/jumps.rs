//! [`Jumps`]: marks, the way back from far moves, and going to an event or a time.

use std::collections::BTreeMap;

use super::{App, Status};
use crate::text::{grouped, parse_time};

/// Moves over more events than this are remembered.
const NEAR: usize = 10;
/// As many are.
const MOST: usize = 100;

/// Positions of the time cursor that one may want to come back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    marks: BTreeMap<char, usize>,
    /// Where the time cursor was before it went far, the last one last.
    back: Vec<usize>,
}

impl App {
    pub(super) fn set_mark(&mut self, mark: char) {
        self.jumps.marks.insert(mark, self.cursor);
        self.say(&format!("mark {mark} is set here: '{mark} comes back"));
    }

    pub(super) fn go_to_mark(&mut self, mark: char) {
        if let Some(&position) = self.jumps.marks.get(&mark) {
            self.go_to(position);
            return;
        }
        let marks: Vec<String> = self.jumps.marks.keys().map(char::to_string).collect();
        let text = if marks.is_empty() {
            "no mark is set: m and a letter set one".to_owned()
        } else {
            format!("there is no mark {mark}, but {}", marks.join(" "))
        };
        self.set_status(Status::warning(&text));
    }

    pub(super) fn jump_back(&mut self, count: usize) {
        let Some(first) = self.jumps.back.len().checked_sub(count) else {
            self.say("there is nowhere to jump back to");
            return;
        };
        let position = self.jumps.back[first];
        self.jumps.back.truncate(first);
        self.go_to(position);
    }

    /// Remembers where the time cursor came from, if that is far.
    pub(super) fn remember_jump(&mut self, from: usize) {
        if self.cursor.abs_diff(from) > NEAR {
            if self.jumps.back.len() == MOST {
                self.jumps.back.remove(0);
            }
            self.jumps.back.push(from);
        }
    }

    pub(super) fn go_to_target(&mut self, text: &str) {
        if let Ok(Some(position)) = self.target(text) {
            self.go_to(position);
        }
    }

    /// The position that is meant by an event's number, `@` and its number in the order of the file, or a time; none by
    /// nothing.
    ///
    /// # Errors
    ///
    /// Where it is none of these: what is expected.
    pub(super) fn target(&self, text: &str) -> Result<Option<usize>, String> {
        let text = text.trim();
        let digits: String = text.chars().filter(|c| *c != ' ').collect();
        let events = self.model.events();
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(seq) = text.strip_prefix('@') {
            let seq = seq.parse().map_err(|_| expected(seq.is_empty()))?;
            return Ok(Some(self.model.trace().events().position_of_seq(seq)));
        }
        if let Ok(number) = digits.parse::<usize>() {
            return match number.checked_sub(1) {
                Some(position) if position < events => Ok(Some(position)),
                _ => Err(format!("the events are 1 to {}", grouped(events as u64))),
            };
        }
        let is_begun = digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let time = parse_time(text).ok_or_else(|| expected(is_begun))?;
        Ok(Some(self.model.position_of_time(time)))
    }
}

fn expected(is_begun: bool) -> String {
    if is_begun {
        "and a unit: ns, us, ms, s or min".to_owned()
    } else {
        "expected an event (1204), a time (12.4ms), or @ and a seq (@1310)".to_owned()
    }
}
