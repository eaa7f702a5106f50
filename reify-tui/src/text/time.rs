//! Times in words: [`Duration`] in three digits and the unit that fits, [`Clock`] in one unit for a whole trace.

use std::fmt;

/// No [`Duration`] is wider than this.
pub const DURATION_WIDTH: usize = 7;

const MICRO: u64 = 1_000;
const MILLI: u64 = 1_000_000;
const SECOND: u64 = 1_000_000_000;

/// Every unit with its length in ns. From one to the next is a factor of at most 1,000, so three digits always do.
const UNITS: [(u64, &str); 6] = [
    (MICRO, "µs"),
    (MILLI, "ms"),
    (SECOND, "s"),
    (60 * SECOND, "min"),
    (3_600 * SECOND, "h"),
    (86_400 * SECOND, "d"),
];

/// Shows a length of time, given in ns, in three digits: `850 ns`, `1.24 ms`, `12.4 s`.
///
/// ```
/// use reify_tui::text::Duration;
///
/// assert_eq!(Duration(1_240_000).to_string(), "1.24 ms");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration(pub u64);

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1_000 {
            return f.pad(&format!("{} ns", self.0));
        }
        let ns = u128::from(self.0);
        let last = UNITS.len() - 1;
        for (index, (length, unit)) in UNITS.into_iter().enumerate() {
            let length = u128::from(length);
            let rounded = |digits: u128| (ns * digits + length / 2) / length;
            let shown = if rounded(100) < 1_000 {
                let value = rounded(100);
                format!("{}.{:02}", value / 100, value % 100)
            } else if rounded(10) < 1_000 {
                let value = rounded(10);
                format!("{}.{}", value / 10, value % 10)
            } else {
                rounded(1).to_string()
            };
            // Minutes and hours end at 60 and 24, but "85 min" reads no worse than "1.42 h".
            if rounded(1) < 1_000 || index == last {
                let shown = match unit {
                    "min" => rounded(1).to_string(),
                    _ => shown,
                };
                return f.pad(&format!("{shown} {unit}"));
            }
        }
        Ok(())
    }
}

/// Shows moments of one trace: all in the same unit and with the same number of decimals, so that they line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    unit: u64,
    name: &'static str,
    decimals: usize,
    width: usize,
}

impl Clock {
    /// The clock for a trace that goes on for so many ns.
    ///
    /// ```
    /// use reify_tui::text::Clock;
    ///
    /// let clock = Clock::for_duration(41_200_000);
    /// assert_eq!(clock.show(12_408_123), "12.408 ms");
    /// assert_eq!(clock.show(408_000), "0.408 ms");
    /// ```
    pub fn for_duration(duration: u64) -> Self {
        let (unit, name, decimals) = match duration {
            0..MILLI => (MICRO, "µs", 3),
            MILLI..10_000_000_000 => (MILLI, "ms", 3),
            _ => (SECOND, "s", 6),
        };
        let mut clock = Self {
            unit,
            name,
            decimals,
            width: 0,
        };
        clock.width = clock.show(duration).chars().count();
        clock
    }

    /// The moment, in ns since the start of the trace.
    pub fn show(self, at: u64) -> String {
        let fraction = at % self.unit / (self.unit / 10_u64.pow(self.decimals as u32));
        let (whole, digits) = (at / self.unit, self.decimals);
        format!("{whole}.{fraction:0digits$} {}", self.name)
    }

    /// How many columns the latest moment takes.
    pub fn width(self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_and_a_unit() {
        let cases = [
            (0, "0 ns"),
            (999, "999 ns"),
            (1_000, "1.00 µs"),
            (1_239, "1.24 µs"),
            (9_995, "10.0 µs"),
            (99_949, "99.9 µs"),
            (99_950, "100 µs"),
            (999_499, "999 µs"),
            (999_500, "1.00 ms"),
            (12_408_000, "12.4 ms"),
            (30_000_000_000, "30.0 s"),
            (999_499_999_999, "999 s"),
            (1_000_000_000_000, "17 min"),
            (100 * 3_600 * SECOND, "100 h"),
            (u64::MAX, "213504 d"),
        ];
        for (ns, shown) in cases {
            assert_eq!(Duration(ns).to_string(), shown);
        }
    }

    #[test]
    fn every_duration_a_trace_can_hold_is_narrow() {
        let longest = (1 << 53) - 1;
        let mut ns: u64 = 1;
        while ns < longest {
            for ns in [ns - 1, ns, ns + ns / 3] {
                let shown = Duration(ns).to_string();
                assert!(shown.chars().count() <= DURATION_WIDTH, "{shown}");
            }
            ns = ns * 13 / 12 + 1;
        }
    }

    #[test]
    fn a_duration_can_be_padded() {
        assert_eq!(format!("{:>8}", Duration(12_000)), " 12.0 µs");
    }

    #[test]
    fn a_clock_keeps_its_unit() {
        let clock = Clock::for_duration(500_000);
        assert_eq!(clock.show(1_234), "1.234 µs");
        assert_eq!(clock.width(), "500.000 µs".chars().count());
        let clock = Clock::for_duration(60_000_000_000);
        assert_eq!(clock.show(1_234_567_890), "1.234567 s");
    }
}
