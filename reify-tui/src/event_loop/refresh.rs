//! [`Refresh`]: another reading of the recording, made ready to be shown on a thread of its own, so that keys are answered
//! meanwhile.

use std::sync::mpsc::{self, Receiver};

use crate::app::{App, AppOptions, Outline};
use crate::beside;
use crate::load::Loading;
use crate::model::Model;
use crate::nudge::Nudge;

/// A reading that is made ready.
#[derive(Debug)]
pub(super) struct Refresh {
    /// How it will be shown.
    pub(super) outline: Outline,
    /// What it comes from, if the user asked for it.
    pub(super) reloaded: Option<Loading>,
    app: Receiver<App>,
}

impl Refresh {
    /// Begins to make a reading ready that is shown as an outline says. Gives a nudge when it is.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub(super) fn start(
        model: impl FnOnce() -> Model + Send + 'static,
        options: AppOptions,
        outline: Outline,
        reloaded: Option<Loading>,
        nudge: Nudge,
    ) -> anyhow::Result<Self> {
        let (sender, app) = mpsc::channel();
        let shown = outline.clone();
        beside::start("refresh", move || {
            // Nobody waits any more if the explorer was ended meanwhile.
            let _ = sender.send(App::outlined(model(), options, &shown));
            nudge.give();
        })?;
        Ok(Self {
            outline,
            reloaded,
            app,
        })
    }

    /// The explorer of it, if it is ready.
    pub(super) fn ready(&self) -> Option<App> {
        self.app.try_recv().ok()
    }
}
