//! [`Nanos`]: a length of time in words, for sentences, drawings and screens.

use std::fmt;

/// Every unit above the nanosecond with its length, and whether it is shown with decimals.
const UNITS: [(u64, &str, bool); 6] = [
    (1_000, "µs", true),
    (1_000_000, "ms", true),
    (1_000_000_000, "s", true),
    (60_000_000_000, "min", false),
    (3_600_000_000_000, "h", true),
    (86_400_000_000_000, "d", true),
];

/// Shows a length of time, given in ns, in three digits and the unit that fits: `850 ns`, `1.24 ms`, `12.4 s`.
///
/// ```
/// use reify_lib::Nanos;
///
/// assert_eq!(Nanos(1_240_000).to_string(), "1.24 ms");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nanos(pub u64);

impl fmt::Display for Nanos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1_000 {
            return f.pad(&format!("{} ns", self.0));
        }
        for (length, unit, decimals) in UNITS {
            for digits in [2, 1, 0] {
                let scale = 10_u128.pow(digits);
                let length = u128::from(length);
                let shown = (u128::from(self.0) * scale + length / 2) / length;
                let (whole, part, width) = (shown / scale, shown % scale, digits as usize);
                match digits {
                    0 if shown < 1_000 || unit == "d" => {
                        return f.pad(&format!("{whole} {unit}"));
                    }
                    1 | 2 if decimals && shown < 1_000 => {
                        return f.pad(&format!("{whole}.{part:0width$} {unit}"));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Nanos;

    #[test]
    fn three_digits_and_the_unit_that_fits() {
        for (nanos, shown) in [
            (0, "0 ns"),
            (999, "999 ns"),
            (1_239, "1.24 µs"),
            (99_949, "99.9 µs"),
            (99_950, "100 µs"),
            (1_000_000_000_000, "17 min"),
            (1_000, "1.00 µs"),
            (9_995, "10.0 µs"),
            (85_400, "85.4 µs"),
            (999_499, "999 µs"),
            (999_500, "1.00 ms"),
            (3_200_000_000, "3.20 s"),
            (999_400_000_000, "999 s"),
            (1_800_000_000_000, "30 min"),
            (86_400_000_000_000, "24.0 h"),
            (8_640_000_000_000_000, "100 d"),
            (u64::MAX, "213504 d"),
        ] {
            assert_eq!(Nanos(nanos).to_string(), shown);
        }
    }

    #[test]
    fn it_can_be_padded() {
        assert_eq!(format!("{:>8}", Nanos(12_000)), " 12.0 µs");
    }
}
