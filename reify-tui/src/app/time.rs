//! Moving the time cursor.

use reify_lib::PollResult;

use super::{App, Status};
use crate::model::Positions;
use crate::views::VIEWS;

impl App {
    /// Moves the time cursor; beyond the last event lies the end of the recording.
    pub fn go_to(&mut self, position: usize) {
        self.cursor = position.min(self.model.events());
        self.follow();
    }

    /// The selection and the source go with the time cursor.
    pub(super) fn follow(&mut self) {
        for view in VIEWS {
            (view.rows_mut)(&mut self.views).follow(&self.model, self.cursor);
        }
        self.views.window.show(self.moment().time);
        self.source.forget_line();
        self.keep_in_view();
    }

    pub(super) fn move_by(&mut self, events: usize, forward: bool) {
        let target = self.shown_from(events, forward);
        if forward && self.cursor == self.model.events() {
            self.say("this is the end of the recording: h goes back, 0 to the beginning");
        } else if !forward && self.cursor == 0 {
            self.say("this is the first event");
        }
        self.go_to(target);
    }

    /// To another event of the step, or of the selected node.
    pub(super) fn move_in_step(&mut self, count: usize, forward: bool) {
        match nth(self.events_of_subject(), self.cursor, count, forward) {
            Some(position) => self.go_to(position),
            None if forward => self.say("no later event of this step"),
            None => self.say("no earlier event of this step"),
        }
    }

    /// The events of the step of the time cursor, or the polls of what was gone to.
    pub(super) fn events_of_subject(&self) -> Positions<'_> {
        let is_following = self.rows().selection().is_following();
        match self.model.step_at(self.cursor).filter(|_| is_following) {
            Some(step) => self.model.events_of(step),
            None => self.polls(),
        }
    }

    pub(super) fn move_to_ready(&mut self, count: usize, forward: bool) {
        let events = self.model.trace().events();
        let is_ready = |position: &usize| events.result_of(*position) == Some(PollResult::Ready);
        let count = count.saturating_sub(1);
        let found = if forward {
            (self.cursor + 1..events.len()).filter(is_ready).nth(count)
        } else {
            (0..self.cursor).rev().filter(is_ready).nth(count)
        };
        match found {
            Some(position) => self.go_to(position),
            None if forward => self.say("no step becomes ready later"),
            None => self.say("no step became ready earlier"),
        }
    }

    pub(super) fn say(&mut self, text: &str) {
        self.set_status(Status::info(text));
    }
}

/// The event so many places on, or as far as there are any.
pub(super) fn nth(
    events: Positions<'_>,
    from: usize,
    count: usize,
    forward: bool,
) -> Option<usize> {
    if forward {
        let behind = events.before(from.saturating_add(1));
        let last = events.len().checked_sub(1)?;
        let wanted = behind.saturating_add(count - 1).min(last);
        return (behind <= last).then(|| events.nth(wanted))?;
    }
    let before = events.before(from).checked_sub(1)?;
    events.nth(before.saturating_sub(count - 1))
}
