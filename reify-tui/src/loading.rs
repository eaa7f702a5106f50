//! The screen while a recording is read: how far it is, and the keys that hold without one.

use std::time::Duration;

use ratatui::crossterm::event::Event;

use crate::action::Action;
use crate::app::Pane;
use crate::key::Key;
use crate::keymap::{Keymap, Keys, Press, When};
use crate::load::{Progress, Stage};
use crate::session::{Ending, Session};
use crate::view;

/// So often it is shown how far it is.
const BEAT: Duration = Duration::from_millis(50);

/// What is shown while a recording is read.
#[derive(Debug)]
pub struct LoadingScreen {
    name: String,
    ascii: bool,
    keys: Keys,
}

impl LoadingScreen {
    /// That of a recording of this name.
    pub fn new(name: String, ascii: bool, keymap: Keymap) -> Self {
        Self {
            name,
            ascii,
            keys: Keys::new(keymap),
        }
    }

    /// Shows how far it is, and waits until that may have changed. Gives back whether the user has waited enough.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be used.
    pub fn turn(
        &mut self,
        session: &mut Session,
        progress: &Progress,
    ) -> anyhow::Result<Option<Ending>> {
        let quit = self.keys.map().first_keys(Action::Quit);
        session.draw(|frame| {
            view::draw_loading(progress, &self.name, self.ascii, quit.as_deref(), frame);
        })?;
        // A file that is not there takes no time.
        let patience = (progress.stage() != Stage::Waiting).then_some(BEAT);
        if let Some(ending) = session.wait(patience)? {
            return Ok(Some(ending));
        }
        while let Some(event) = session.next_event()? {
            let Event::Key(key) = event else { continue };
            let Some(key) = Key::from_event(&key) else {
                continue;
            };
            match self.keys.press(key, When::In(Pane::default())) {
                Press::Do(Action::Quit, _) => return Ok(Some(Ending::Quit)),
                Press::Do(Action::Suspend, _) => session.stop(true)?,
                Press::Do(Action::Repaint, _) => session.repaint()?,
                _ => {}
            }
        }
        Ok(None)
    }
}
