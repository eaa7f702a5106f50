//! Times in words: [`Duration`] in three digits and the unit that fits, [`Clock`] in one unit for a whole trace.

pub use reify_lib::Nanos as Duration;

/// No [`Duration`] is wider than this.
pub const DURATION_WIDTH: usize = 7;

const MICRO: u64 = 1_000;
const MILLI: u64 = 1_000_000;
const SECOND: u64 = 1_000_000_000;

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
    fn a_clock_keeps_its_unit() {
        let clock = Clock::for_duration(500_000);
        assert_eq!(clock.show(1_234), "1.234 µs");
        assert_eq!(clock.width(), "500.000 µs".chars().count());
        let clock = Clock::for_duration(60_000_000_000);
        assert_eq!(clock.show(1_234_567_890), "1.234567 s");
    }
}
