//! What the event loop does about a recording that is still being written.

use std::time::Duration;

use super::EventLoop;
use crate::app::{App, Status};
use crate::load::{Change, Following};
use crate::model::Model;

impl EventLoop {
    /// The same, with a recording that is still being written.
    #[must_use]
    pub fn following(mut self, following: Option<Following>) -> Self {
        if following.is_some() {
            self.say(Status::info("following"));
        }
        self.following = following;
        self
    }

    /// Takes what was written since. What the user is reading is not disturbed: the news can wait.
    pub(super) fn hear_of_more(&mut self) {
        if self.app.overlay().is_some() {
            return;
        }
        let following = self.following.as_ref();
        match following.and_then(|following| following.wait(Duration::ZERO)) {
            Some(Ok(news)) => {
                let is_finished = news.model.trace().end().is_some();
                self.show(news.model);
                self.say(Status::info(match (news.change, is_finished) {
                    (Change::Replaced, _) => "the file was replaced",
                    (_, true) => "finished",
                    (_, false) => "following",
                }));
            }
            Some(Err(error)) => self.say(Status::warning(&format!("{error:#}"))),
            None => {}
        }
    }

    /// Shows the recording as it is now, with the user where they were.
    pub(super) fn show(&mut self, model: Model) {
        let mut app = App::new(model, self.app.options().clone());
        app.resume(&mut self.app);
        self.app = app;
    }
}
