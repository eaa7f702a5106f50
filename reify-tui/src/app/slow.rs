//! Going to slow polls, and saying from where on a poll is slow.

use super::App;
use crate::model::Positions;
use crate::text::{Duration, counted, grouped, parse_time};

/// What is said until slow polls are known.
const SEEKING: &str = "looking for slow polls ..";

impl App {
    /// To a poll that took long by itself.
    pub(super) fn go_to_slow(&mut self, count: usize, forward: bool) {
        if !self.model.knows_slow_polls() {
            self.say(SEEKING);
            return;
        }
        let slow = self.model.slow_polls();
        let over = Duration(self.model.slow_is_over());
        let Some(position) = super::time::nth(Positions::list(slow), self.cursor, count, forward)
        else {
            let where_to = if forward { "later" } else { "earlier" };
            self.say(&format!("no {where_to} poll took over {over} by itself"));
            return;
        };
        let number = slow.partition_point(|&poll| poll as usize <= position);
        let all = grouped(slow.len() as u64);
        let text = format!(
            "slow poll {}/{all}: over {over} by itself",
            grouped(number as u64)
        );
        self.go_to(position);
        self.say(&text);
    }

    /// Polls are slow that took more than what was typed; where nothing was, the slowest hundredth. In a large recording
    /// they are found by and by.
    pub(super) fn set_slow(&mut self, text: &str) {
        self.options.slow_poll = parse_time(text.trim());
        self.model.seek_slow(self.options.slow_poll);
        if !self.seek_slow() && self.model.is_seeking() {
            self.say(SEEKING);
        } else {
            self.say_what_is_slow();
        }
    }

    /// Tells how many polls are slow, if it was said that they are looked for, and they are known now.
    pub(super) fn say_what_was_sought(&mut self) {
        let is_sought = self
            .status
            .as_ref()
            .is_some_and(|said| said.text() == SEEKING);
        if is_sought && !self.model.is_seeking() {
            self.say_what_is_slow();
        }
    }

    /// Looks for slow polls a little further. Gives back whether all are found now.
    pub(super) fn seek_slow(&mut self) -> bool {
        self.model.seek_on(self.options.stretch.polls())
    }

    /// Tells how many polls are slow.
    pub(super) fn say_what_is_slow(&mut self) {
        if !self.model.knows_slow_polls() {
            self.say(SEEKING);
            return;
        }
        let found = counted(self.model.slow_polls().len() as u64, "poll");
        let over = Duration(self.model.slow_is_over());
        self.say(&format!(
            "{found} took over {over} by themselves: s goes to the next"
        ));
    }
}

/// What is wrong with a time as far as it was typed.
pub(super) fn slow_problem(text: &str) -> Option<String> {
    let text = text.trim();
    let is_time = text.is_empty() || parse_time(text).is_some();
    let problem = "a time with its unit, as in 1ms; nothing for the slowest hundredth";
    (!is_time).then(|| problem.to_owned())
}
