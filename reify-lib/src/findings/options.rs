//! [`FindingOptions`]: the thresholds of the findings.

use std::time::Duration;

/// From where on something is a finding. Each finding says which of these it passed.
///
/// ```
/// use std::time::Duration;
/// use reify_lib::{FindingOptions, Trace, findings_with};
///
/// let mut options = FindingOptions::default();
/// options.blocking_poll = Duration::from_millis(10);
/// assert!(findings_with(&Trace::default(), &options).is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FindingOptions {
    /// `blocking-poll`: how long one poll may hold its thread, what it awaits not counted. 100 ms.
    pub blocking_poll: Duration,
    /// `slow-wake`: how long a step may wait for its poll after it was woken. 100 ms.
    pub slow_wake: Duration,
    /// `futurelock`: how long a step may stay unpolled after it was woken, while its task is polled. 100 ms.
    pub futurelock: Duration,
    /// `busy-loop`: how many rounds without rest. 1,000.
    pub busy_rounds: u32,
    /// `busy-loop`: what counts as rest between two rounds; one round in ten may rest. 500 µs.
    pub busy_rest: Duration,
    /// `busy-loop`: for how long at least, unless it is going on at the end. 100 ms.
    pub busy_time: Duration,
    /// `spurious-polls`: how many polls at one site without a wake. 100.
    pub spurious_polls: u64,
    /// `spurious-polls`: how many of them for each wake. 10.
    pub spurious_per_wake: u64,
    /// `sequential-awaits`: how often in a row. 5.
    pub sequential_awaits: u32,
    /// `sequential-awaits`: how long each must have waited to count. 1 ms.
    pub sequential_wait: Duration,
    /// `waiting`: for how long tasks must have waited for locks that only they can hold. 500 ms.
    pub wait_cycle: Duration,
    /// `never-polled`: how old a step must be. 10 ms.
    pub never_polled: Duration,
}

impl Default for FindingOptions {
    fn default() -> Self {
        Self {
            blocking_poll: Duration::from_millis(100),
            slow_wake: Duration::from_millis(100),
            futurelock: Duration::from_millis(100),
            busy_rounds: 1_000,
            busy_rest: Duration::from_micros(500),
            busy_time: Duration::from_millis(100),
            spurious_polls: 100,
            spurious_per_wake: 10,
            sequential_awaits: 5,
            sequential_wait: Duration::from_millis(1),
            wait_cycle: Duration::from_millis(500),
            never_polled: Duration::from_millis(10),
        }
    }
}

/// A duration in the unit of traces.
pub(super) fn ns(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
