//! [`Jumps`]: marks, the way back from every move, and going to an event or a time.

use std::collections::BTreeMap;

use super::stand::Stand;
use super::{App, Carry, Status};
use crate::action::Action;
use crate::text::{grouped, parse_time};
use crate::views::Views;

/// Keys that go over no more events than this only step.
const NEAR: usize = 10;
/// As many moves can be undone.
const MOST: usize = 1_000;

/// Where one may want to come back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    marks: BTreeMap<char, usize>,
    /// Where the user stood before each move, the last one last.
    back: Vec<Stand>,
    /// Where the user stood before coming back, the last one last.
    forward: Vec<Stand>,
    /// The last move was a step: those that follow it are undone with it.
    stepping: bool,
}

impl Jumps {
    /// The same in another reading of the recording.
    pub(super) fn carried(&self, carry: Carry<'_>, views: &Views) -> Self {
        let stands = |stands: &[Stand]| -> Vec<Stand> {
            let carried = stands.iter().map(|stand| stand.carried(carry, views));
            carried.collect()
        };
        let marks = self.marks.iter();
        Self {
            marks: marks
                .map(|(&mark, &at)| (mark, carry.position(at)))
                .collect(),
            back: stands(&self.back),
            forward: stands(&self.forward),
            stepping: self.stepping,
        }
    }

    fn push(&mut self, stand: Stand) {
        if self.back.len() == MOST {
            self.back.remove(0);
        }
        self.back.push(stand);
    }
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

    /// Comes back to where the user stood before so many moves.
    pub(super) fn jump_back(&mut self, count: usize) {
        let mut now = self.stand();
        if self.jumps.back.len() < count {
            self.say("there is nowhere to go back to");
            return;
        }
        self.jumps.stepping = false;
        for _ in 0..count {
            let Some(before) = self.jumps.back.pop() else {
                break;
            };
            self.jumps.forward.push(std::mem::replace(&mut now, before));
        }
        self.come_back(&now);
    }

    /// Takes back so many ways back.
    pub(super) fn jump_forward(&mut self, count: usize) {
        let mut now = self.stand();
        if self.jumps.forward.len() < count {
            self.say("there is nowhere to go forward to: u goes back");
            return;
        }
        self.jumps.stepping = false;
        for _ in 0..count {
            let Some(behind) = self.jumps.forward.pop() else {
                break;
            };
            self.jumps.push(std::mem::replace(&mut now, behind));
        }
        self.come_back(&now);
    }

    /// Remembers where the user stood before an action, if it moved the time cursor or was a jump among rows.
    pub(super) fn remember(&mut self, before: Stand, action: Action) {
        let by = self.cursor.abs_diff(before.cursor);
        if action.is_step() && by <= NEAR {
            self.remember_step(before);
        } else if by > 0 || (action.is_jump() && self.stand() != before) {
            self.remember_jump(before);
        }
    }

    /// Remembers where the time cursor came from by a step, but of steps that follow each other only the first.
    pub(super) fn remember_step(&mut self, before: Stand) {
        if self.cursor == before.cursor {
            return;
        }
        self.jumps.forward.clear();
        if !self.jumps.stepping {
            self.jumps.push(before);
        }
        self.jumps.stepping = true;
    }

    /// Remembers where the user stood before a move.
    pub(super) fn remember_jump(&mut self, before: Stand) {
        self.jumps.forward.clear();
        self.jumps.stepping = false;
        self.jumps.push(before);
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
