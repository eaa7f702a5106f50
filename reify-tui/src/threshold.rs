//! [`Threshold`]: one of the thresholds of the findings, set on the command line.

use std::str::FromStr;
use std::time::Duration;

use reify_lib::FindingOptions;

use crate::text::parse_time;

/// How a threshold is written into the options.
#[derive(Clone, Copy, Debug)]
enum Setter {
    Duration(fn(&mut FindingOptions) -> &mut Duration),
    Small(fn(&mut FindingOptions) -> &mut u32),
    Large(fn(&mut FindingOptions) -> &mut u64),
}

/// Every threshold, by the name that findings give it.
const THRESHOLDS: &[(&str, Setter)] = &[
    (
        "blocking_poll",
        Setter::Duration(|it| &mut it.blocking_poll),
    ),
    ("slow_wake", Setter::Duration(|it| &mut it.slow_wake)),
    ("futurelock", Setter::Duration(|it| &mut it.futurelock)),
    ("busy_rounds", Setter::Small(|it| &mut it.busy_rounds)),
    ("busy_rest", Setter::Duration(|it| &mut it.busy_rest)),
    ("busy_time", Setter::Duration(|it| &mut it.busy_time)),
    ("spurious_polls", Setter::Large(|it| &mut it.spurious_polls)),
    (
        "spurious_per_wake",
        Setter::Large(|it| &mut it.spurious_per_wake),
    ),
    (
        "sequential_awaits",
        Setter::Small(|it| &mut it.sequential_awaits),
    ),
    (
        "sequential_wait",
        Setter::Duration(|it| &mut it.sequential_wait),
    ),
    ("wait_cycle", Setter::Duration(|it| &mut it.wait_cycle)),
    ("never_polled", Setter::Duration(|it| &mut it.never_polled)),
];

/// A threshold and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    name: &'static str,
    /// A number, or ns.
    value: u64,
}

impl Threshold {
    /// Puts the value into the options.
    pub fn set(&self, options: &mut FindingOptions) {
        let setter = THRESHOLDS.iter().find(|(name, _)| *name == self.name);
        match setter.map(|(_, setter)| setter) {
            Some(Setter::Duration(of)) => *of(options) = Duration::from_nanos(self.value),
            Some(Setter::Small(of)) => *of(options) = u32::try_from(self.value).unwrap_or(u32::MAX),
            Some(Setter::Large(of)) => *of(options) = self.value,
            None => {}
        }
    }
}

impl FromStr for Threshold {
    type Err = String;

    /// Reads `slow_wake=20ms` or `busy_rounds=500`. A name may have `-` for `_`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("there is no =")?;
        let name = name.replace('-', "_");
        let known = THRESHOLDS.iter().find(|(known, _)| *known == name);
        let (name, setter) = known.ok_or_else(|| {
            let names: Vec<&str> = THRESHOLDS.iter().map(|(name, _)| *name).collect();
            format!("no threshold: there are {}", names.join(", "))
        })?;
        let value = match setter {
            Setter::Duration(_) => parse_time(value).ok_or("no duration, such as 20ms or 1s")?,
            Setter::Small(_) | Setter::Large(_) => value.parse().map_err(|_| "no number")?,
        };
        Ok(Self { name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> FindingOptions {
        let mut options = FindingOptions::default();
        text.parse::<Threshold>().unwrap().set(&mut options);
        options
    }

    #[test]
    fn every_threshold_of_the_library_can_be_set() {
        let debug = format!("{:#?}", FindingOptions::default());
        let fields: Vec<&str> = debug
            .lines()
            .filter_map(|line| line.strip_prefix("    ")?.split_once(':'))
            .map(|(name, _)| name)
            .collect();
        let names: Vec<&str> = THRESHOLDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, fields);
    }

    #[test]
    fn a_threshold_is_a_number_or_a_duration_with_its_unit() {
        assert_eq!(with("slow_wake=20ms").slow_wake, Duration::from_millis(20));
        assert_eq!(with("slow-wake=7µs").slow_wake, Duration::from_micros(7));
        assert_eq!(with("busy_rounds=5").busy_rounds, 5);
        assert_eq!(with("spurious_polls=5").spurious_polls, 5);
    }

    #[test]
    fn every_name_sets_a_threshold_of_its_own() {
        for (index, (name, setter)) in THRESHOLDS.iter().enumerate() {
            let unit = if matches!(setter, Setter::Duration(_)) {
                "ns"
            } else {
                ""
            };
            let changed = with(&format!("{name}=77{unit}"));
            let debug = format!("{changed:#?}");
            let lines: Vec<&str> = debug.lines().collect();
            assert!(lines[index + 1].contains("77"), "{name}: {debug}");
        }
    }

    #[test]
    fn what_is_no_threshold_is_said_why() {
        let wrong = |text: &str| text.parse::<Threshold>().unwrap_err();
        assert!(wrong("slow_wake").contains("no ="));
        assert!(wrong("slow=1s").contains("there are blocking_poll, slow_wake"));
        for value in ["20", "ms", "1x", "-1ms", "", "99999999999999999999s"] {
            assert!(wrong(&format!("slow_wake={value}")).contains("no duration"));
        }
        assert!(wrong("busy_rounds=1ms").contains("no number"));
    }
}
