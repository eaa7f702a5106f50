//! [`SiteSummary`]: what steps of an await point add up to.

use reify_lib::SiteId;

/// How a length of time is spread. Times are in ns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// All of them together.
    pub total: u64,
    /// Half of them are no longer.
    pub p50: u64,
    /// Nineteen of twenty are no longer.
    pub p95: u64,
    /// The longest.
    pub max: u64,
}

/// What steps of an await point add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteSummary {
    /// The await point.
    pub site: SiteId,
    /// How often it was reached.
    pub steps: u64,
    /// How often its steps were polled.
    pub polls: u64,
    /// How many of its steps were dropped unfinished.
    pub cancelled: u64,
    /// How long its steps were pending; each step that was polled counts once.
    pub waiting: Spread,
    /// How long its polls took; each that returned counts once, and one in progress in the total.
    pub polling: Spread,
}

impl SiteSummary {
    /// Of an await point that nobody came to.
    pub(super) fn nothing(site: SiteId) -> Self {
        Self {
            site,
            steps: 0,
            polls: 0,
            cancelled: 0,
            waiting: Spread::default(),
            polling: Spread::default(),
        }
    }
}

impl Spread {
    /// The spread of times that come in any order.
    pub(super) fn of(times: &mut [u64], total: u64) -> Self {
        Self {
            total,
            p50: percentile(times, 50),
            p95: percentile(times, 95),
            max: times.iter().copied().max().unwrap_or(0),
        }
    }
}

/// The smallest of the times that so many of a hundred do not pass.
fn percentile(times: &mut [u64], percent: usize) -> u64 {
    let rank = (times.len() * percent).div_ceil(100);
    match rank.checked_sub(1) {
        Some(index) => *times.select_nth_unstable(index).1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut times: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(percentile(&mut times, 50), 50);
        assert_eq!(percentile(&mut times, 95), 95);
        assert_eq!(percentile(&mut [7], 50), 7);
        assert_eq!(percentile(&mut [7, 9], 50), 7);
        assert_eq!(percentile(&mut [7, 9], 95), 9);
        assert_eq!(percentile(&mut [], 95), 0);
    }
}
