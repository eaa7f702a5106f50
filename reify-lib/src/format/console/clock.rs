//! [`Clock`]: the times of a recording of tokio-console, which are those of the wall clock.

use std::time::Duration;

use super::line::Time;

/// Counts from the first time there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    start: Option<Duration>,
    last: u64,
}

/// A time of the trace.
pub(super) enum Told {
    /// It is the first one, by the wall clock.
    First(Duration),
    /// So many ns after the first one.
    Later(u64),
    /// Before the first one: somebody has set the clock back.
    Earlier,
}

impl Clock {
    /// Whether a time was told.
    pub(super) fn has_begun(&self) -> bool {
        self.start.is_some()
    }

    /// The latest time of the trace.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Takes a time.
    pub(super) fn tell(&mut self, at: Time) -> Told {
        let at = Duration::from_secs(at.secs_since_epoch)
            .saturating_add(Duration::from_nanos(at.nanos_since_epoch.into()));
        let Some(start) = self.start else {
            self.start = Some(at);
            return Told::First(at);
        };
        let Some(later) = at.checked_sub(start) else {
            return Told::Earlier;
        };
        let later = u64::try_from(later.as_nanos()).unwrap_or(u64::MAX);
        self.last = self.last.max(later);
        Told::Later(later)
    }
}
