//! What the event loop does about a recording that is still being written, or not all known yet, or read again.

use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, SystemTime};

use super::refresh::Refresh;
use super::{EventLoop, Shell};
use crate::app::{App, Followed, Status};
use crate::beside;
use crate::input::Input;
use crate::load::{Beginning, Following, Late, Loading};
use crate::model::Model;
use crate::text::counted;

impl EventLoop {
    /// The same, with a recording that is still being written.
    #[must_use]
    pub fn following(mut self, following: Option<Following>) -> Self {
        self.following = following;
        self.watch();
        self.go_on();
        self
    }

    /// The same, with what may still have something to tell of the recording.
    #[must_use]
    pub fn finishing(mut self, loading: Option<Loading>) -> Self {
        self.unfinished = loading;
        self
    }

    /// Takes what comes when the recording is explored already.
    pub(super) fn hear_of_the_rest(&mut self) {
        while let Some(loading) = &self.unfinished {
            match loading.late(Duration::ZERO) {
                Ok(Late::Totals(totals)) => {
                    self.app.set_totals(totals);
                    self.session.spoil();
                }
                Ok(Late::Findings(found)) => {
                    let count = counted(found.len() as u64, "finding");
                    self.app.set_findings(found);
                    self.say(Status::info(&format!("checked: {count}")));
                }
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => self.unfinished = None,
            }
        }
    }

    /// Begins to read the recording again.
    pub(super) fn reload(&mut self) -> anyhow::Result<()> {
        if self.shell.trace == Input::Stdin {
            self.say(Status::warning("standard input can be read only once"));
            return Ok(());
        }
        self.say(Status::info("reading again .."));
        // A key that is held down asks many times a second, and each reading takes the memory of a recording.
        let is_ready = |refresh: &Refresh| refresh.reloaded.is_some();
        if self.reloading.is_some() || self.refresh.as_ref().is_some_and(is_ready) {
            return Ok(());
        }
        let nudge = self.session.nudge().clone();
        let Shell {
            trace, thresholds, ..
        } = &self.shell;
        self.reloading = Some(Loading::start(trace, thresholds, nudge)?);
        Ok(())
    }

    /// Takes what was written since, or was read again. What the user is reading is not disturbed: the news can wait.
    pub(super) fn hear_of_more(&mut self) -> anyhow::Result<()> {
        self.watch();
        if self.app.overlay().is_some() {
            return Ok(());
        }
        if let Some(refresh) = self.refresh.take() {
            // One after the other: each takes the memory of a recording.
            match refresh.ready() {
                Some(app) => self.show(app, refresh)?,
                None => self.refresh = Some(refresh),
            }
            return Ok(());
        }
        match self.news() {
            Some((Ok(model), reloaded)) => self.make_ready(|| model, reloaded)?,
            Some((Err(error), _)) => self.say(Status::warning(&format!("{error:#}"))),
            None => {}
        }
        Ok(())
    }

    /// Another reading, and what it comes from if the user asked for it.
    fn news(&mut self) -> Option<(anyhow::Result<Model>, Option<Loading>)> {
        let reloading = self.reloading.as_ref();
        if let Some(loaded) = reloading.and_then(|loading| loading.wait(Duration::ZERO)) {
            return Some((loaded, self.reloading.take()));
        }
        Some((self.following.as_ref()?.wait(Duration::ZERO)?, None))
    }

    fn make_ready(
        &mut self,
        model: impl FnOnce() -> Model + Send + 'static,
        reloaded: Option<Loading>,
    ) -> anyhow::Result<()> {
        let (options, outline) = (self.app.options().clone(), self.app.outline());
        let nudge = self.session.nudge().clone();
        self.refresh = Some(Refresh::start(model, options, outline, reloaded, nudge)?);
        Ok(())
    }

    /// Tells the app what is known of the file, which a model of it may be late for.
    fn watch(&mut self) {
        let Some(live) = self.following.as_ref().and_then(Following::live) else {
            return;
        };
        let before = self.app.followed().map(|followed| followed.live);
        let before = before.unwrap_or_default();
        let seconds_ago = live.seconds_ago(SystemTime::now());
        if self.app.set_followed(Followed { live, seconds_ago }) {
            self.session.spoil();
        }
        if before.is_unreadable && !live.is_unreadable {
            // What was said of it is not true any more.
            self.say(Status::info("the file can be read again"));
        }
        if live.beginnings != before.beginnings {
            self.say(Status::info(match live.beginning {
                Some(Beginning::Replaced) => "the file was replaced: the new one is shown",
                _ => "the file was truncated: it is read from its beginning",
            }));
        }
    }

    /// Lets the next model be made of what is followed.
    fn go_on(&self) {
        if let Some(following) = &self.following {
            following.go_on();
        }
    }

    /// Shows the recording as it is now, with the user where they are.
    fn show(&mut self, mut app: App, refresh: Refresh) -> anyhow::Result<()> {
        if refresh.outline != self.app.outline() {
            // They have set a filter since, or folded a row.
            return self.make_ready(|| app.into_model(), refresh.reloaded);
        }
        app.resume(&mut self.app);
        let before = std::mem::replace(&mut self.app, app);
        let root = |app: &App| app.model().trace().header().root.clone();
        let now = root(&self.app);
        if now != root(&before) {
            self.shell.finder.take_root(&now);
            self.app.forget_source();
        }
        if refresh.reloaded.is_some() {
            self.app.forget_source();
            self.say(Status::info("read again"));
        } else {
            self.go_on();
        }
        // What was late for the reading before is of that one.
        self.unfinished = refresh.reloaded;
        beside::let_go(before);
        self.session.spoil();
        Ok(())
    }
}
