//! [`Live`]: what is known of a file that is followed, whether or not a model of it was made since.

use std::time::SystemTime;

use super::Change;

/// What a file that is followed is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It is not there, or not any more.
    #[default]
    Waiting,
    /// It may grow.
    Following,
    /// Its recording has ended.
    Finished,
}

/// What is known of a file that is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// What it is doing.
    pub phase: Phase,
    /// Whether what is there took the place of something, and how.
    pub beginning: Option<Beginning>,
    /// How many events were read.
    pub events: u64,
    /// How many bytes were read.
    pub bytes: u64,
    /// When something was last written.
    pub written: Option<SystemTime>,
}

/// How what is followed took the place of what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// Another file came.
    Replaced,
    /// The same was cut off, or written anew.
    Truncated,
}

impl Live {
    /// Takes in what a look at the file told.
    pub fn look(&mut self, change: Change) {
        match change {
            Change::Gone => self.phase = Phase::Waiting,
            Change::None if self.phase == Phase::Finished => {}
            Change::None | Change::Grown => self.phase = Phase::Following,
            Change::Replaced => self.begin(Beginning::Replaced),
            Change::Truncated => self.begin(Beginning::Truncated),
        }
    }

    fn begin(&mut self, beginning: Beginning) {
        (self.phase, self.beginning) = (Phase::Following, Some(beginning));
    }

    /// Seconds since something was last written. A clock that went back is taken for one that stands.
    pub fn seconds_ago(&self, now: SystemTime) -> Option<u64> {
        let ago = now.duration_since(self.written?).unwrap_or_default();
        Some(ago.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_goes_through_its_phases() {
        let mut live = Live::default();
        live.look(Change::Gone);
        assert_eq!((live.phase, live.beginning), (Phase::Waiting, None));
        live.look(Change::Grown);
        live.look(Change::None);
        assert_eq!((live.phase, live.beginning), (Phase::Following, None));
        live.phase = Phase::Finished;
        live.look(Change::None);
        assert_eq!(live.phase, Phase::Finished);
        live.look(Change::Truncated);
        assert_eq!(
            (live.phase, live.beginning),
            (Phase::Following, Some(Beginning::Truncated))
        );
        live.look(Change::Gone);
        live.look(Change::Replaced);
        assert_eq!(
            (live.phase, live.beginning),
            (Phase::Following, Some(Beginning::Replaced))
        );
    }

    #[test]
    fn a_clock_that_went_back_stands() {
        let now = SystemTime::now();
        let mut live = Live::default();
        assert_eq!(live.seconds_ago(now), None);
        live.written = Some(now - Duration::from_millis(2_900));
        assert_eq!(live.seconds_ago(now), Some(2));
        live.written = Some(now + Duration::from_secs(60));
        assert_eq!(live.seconds_ago(now), Some(0));
    }
}
