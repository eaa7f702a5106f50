//! [`Live`]: what is known of a file that is followed, whether or not a model of it was made since.

use std::time::{Duration, SystemTime};

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
    /// Whether what is there now cannot be read: it may be no recording, or not ours to read.
    pub is_unreadable: bool,
    /// Whether what is there took the place of something, and how.
    pub beginning: Option<Beginning>,
    /// How often something took the place of what was there.
    pub beginnings: u32,
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
        self.beginnings = self.beginnings.saturating_add(1);
    }

    /// Seconds since something was last written. A clock that went back is taken for one that stands.
    pub fn seconds_ago(&self, now: SystemTime) -> Option<u64> {
        let ago = now.duration_since(self.written?).unwrap_or_default();
        Some(ago.as_secs())
    }

    /// How long it stays true, to the unit in which one speaks of it, when something was last written.
    pub fn stays(&self, now: SystemTime) -> Option<Duration> {
        if self.phase == Phase::Finished {
            return None;
        }
        let ago = now.duration_since(self.written?).unwrap_or_default();
        let unit = match ago.as_secs() {
            0..60 => 1,
            60..3600 => 60,
            _ => 3600,
        };
        let next = (ago.as_secs() / unit + 1) * unit;
        Some(Duration::from_secs(next).saturating_sub(ago))
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(live.beginnings, 2);
    }

    #[test]
    fn what_is_said_of_the_last_write_stays_true_for_a_while() {
        let now = SystemTime::now();
        let mut live = Live::default();
        assert_eq!(live.stays(now), None);
        let ms = Duration::from_millis;
        for (ago, stays) in [
            (0, 1_000),
            (2_900, 100),
            (59_500, 500),
            (61_000, 59_000),
            (3_601_000, 3_599_000),
        ] {
            live.written = Some(now - ms(ago));
            assert_eq!(live.stays(now), Some(ms(stays)), "{ago}");
        }
        live.phase = Phase::Finished;
        assert_eq!(live.stays(now), None);
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
