//! [`Followed`]: a recording that is followed while it is written, as far as the screen shows it.

use super::App;
use crate::load::{Live, Phase};

/// What is known of the file of a recording that is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// What the file is doing.
    pub live: Live,
    /// Seconds since something was last written to it, as far as the system tells.
    pub seconds_ago: Option<u64>,
}

impl App {
    /// What is known of the file, if it is followed.
    pub fn followed(&self) -> Option<&Followed> {
        self.followed.as_ref()
    }

    /// Tells what is known of the file that is followed. Gives back whether something changed that is shown.
    pub fn set_followed(&mut self, followed: Followed) -> bool {
        let before = self.followed.replace(followed);
        before.is_none_or(|before| {
            let shown = |followed: Followed| {
                let Live {
                    phase,
                    is_unreadable,
                    beginning,
                    events,
                    ..
                } = followed.live;
                (
                    (phase, is_unreadable, beginning),
                    (events, followed.seconds_ago),
                )
            };
            shown(before) != shown(followed)
        })
    }

    /// Whether more may come, so that the last row there is is the end of the recording.
    pub fn is_growing(&self) -> bool {
        let phase = self.followed.map(|followed| followed.live.phase);
        phase.is_some_and(|phase| phase != Phase::Finished)
    }
}
