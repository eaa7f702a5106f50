//! The clock of all recordings of a process: [`ticks`], on one monotonic axis.
//!
//! A poll reads it twice, which is most of what recording costs. Ticks are therefore whatever the machine gives cheapest;
//! a [`Timeline`] makes nanoseconds of them later, when events are handed out.

mod tsc;
mod wall;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;

pub(crate) use self::wall::wall;

/// What ticks are, as soon as it is known: the processor's, or nanoseconds of the system's monotonic clock.
static TICKS: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 0;
const PROCESSOR: u8 = 1;
const SYSTEM: u8 = 2;
static ORIGIN: OnceLock<Instant> = OnceLock::new();

/// Now, in ticks.
#[inline]
pub(crate) fn ticks() -> u64 {
    if TICKS.load(Ordering::Relaxed) == PROCESSOR {
        tsc::read()
    } else {
        ticks_of_the_system()
    }
}

#[cold]
fn ticks_of_the_system() -> u64 {
    if TICKS.load(Ordering::Relaxed) == SYSTEM {
        return nanoseconds();
    }
    // Threads that come here at once find the same.
    let found = if tsc::is_steady() { PROCESSOR } else { SYSTEM };
    TICKS.store(found, Ordering::Relaxed);
    ticks()
}

/// Now, in ns since the first reading in the process.
fn nanoseconds() -> u64 {
    let origin = *ORIGIN.get_or_init(Instant::now);
    u64::try_from(origin.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

/// The same moment on both clocks.
#[derive(Clone, Copy, Debug)]
struct Moment {
    ticks: u64,
    ns: u64,
}

impl Moment {
    /// The thread may be stopped between two readings, so that the closest of a few is taken.
    fn now() -> Self {
        let (mut closest, mut moment) = Self::read();
        for _ in 0..3 {
            let (apart, other) = Self::read();
            if apart < closest {
                (closest, moment) = (apart, other);
            }
        }
        moment
    }

    /// A moment, with how many ticks its two readings may be apart.
    fn read() -> (u64, Self) {
        let before = ticks();
        let ns = nanoseconds();
        let apart = ticks().saturating_sub(before);
        let ticks = before + apart / 2;
        (apart, Self { ticks, ns })
    }
}

/// Makes nanoseconds since a start of ticks.
///
/// The rate of the ticks is never asked for: it follows from the system's clock, read at both ends of each stretch.
/// Stretches join, so that what is in order stays in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeline {
    start: Moment,
    from: Moment,
    to: Moment,
}

impl Timeline {
    /// A timeline that starts now.
    pub(crate) fn start() -> Self {
        let now = Moment::now();
        Self {
            start: now,
            from: now,
            to: now,
        }
    }

    /// Adds the stretch up to now, and gives back now in ticks.
    pub(crate) fn reach_now(&mut self) -> u64 {
        self.from = self.to;
        self.to = Moment::now();
        self.to.ticks
    }

    /// The time since the start of a reading from the last stretch, or from before it.
    pub(crate) fn ns(&self, ticks: u64) -> u64 {
        let (earlier, later) = if ticks < self.from.ticks {
            (self.start, self.from)
        } else {
            (self.from, self.to)
        };
        let stretch = later.ticks.saturating_sub(earlier.ticks).max(1);
        let since = u128::from(ticks.saturating_sub(earlier.ticks))
            * u128::from(later.ns.saturating_sub(earlier.ns))
            / u128::from(stretch);
        earlier
            .ns
            .saturating_sub(self.start.ns)
            .saturating_add(u64::try_from(since).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_keeps_the_order_of_readings() {
        let mut timeline = Timeline::start();
        let mut times = Vec::new();
        for _ in 0..50 {
            let readings: Vec<u64> = (0..100).map(|_| ticks()).collect();
            timeline.reach_now();
            times.extend(readings.iter().map(|reading| timeline.ns(*reading)));
        }
        assert!(times.is_sorted());
    }

    #[test]
    fn a_timeline_agrees_with_the_clock_of_the_system() {
        let before = nanoseconds();
        let mut timeline = Timeline::start();
        let start = nanoseconds();
        let (low, reading, high) = (nanoseconds(), ticks(), nanoseconds());
        while nanoseconds() < high + 1_000_000 {}
        let reached = nanoseconds();
        timeline.reach_now();
        // The machine may stop this thread between any two readings, which only widens what is allowed.
        let slack = 1_000 + (start - before) + (high - low) + (nanoseconds() - reached);
        let ns = timeline.ns(reading);
        assert!(
            ns + slack >= low - start && ns <= high - start + slack,
            "{low} {ns} {high}"
        );
    }

    #[test]
    fn a_reading_from_before_the_last_stretch_is_placed_too() {
        let mut timeline = Timeline::start();
        let early = ticks();
        timeline.reach_now();
        let later = ticks();
        timeline.reach_now();
        assert!(timeline.ns(early) <= timeline.ns(later));
    }
}
