//! Times as people type them.

/// Units by the name that is typed, with their lengths in ns. Longer names stand before their ends.
const UNITS: [(&str, f64); 8] = [
    ("ns", 1.0),
    ("us", 1e3),
    ("µs", 1e3),
    ("μs", 1e3),
    ("ms", 1e6),
    ("min", 60e9),
    ("h", 3_600e9),
    ("s", 1e9),
];

/// Traces hold no longer times.
const LONGEST: f64 = 9_007_199_254_740_991.0;

/// A time with its unit, in ns.
///
/// ```
/// use reify_tui::text::parse_time;
///
/// assert_eq!(parse_time("12.4ms"), Some(12_400_000));
/// assert_eq!(parse_time("12.4 ms"), Some(12_400_000));
/// assert_eq!(parse_time("12.4"), None);
/// ```
pub fn parse_time(text: &str) -> Option<u64> {
    let (number, length) = UNITS
        .into_iter()
        .find_map(|(unit, length)| Some((text.strip_suffix(unit)?.trim_end(), length)))?;
    let is_plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let ns = number.parse::<f64>().ok().filter(|_| is_plain)? * length;
    #[expect(clippy::cast_sign_loss, reason = "there is no sign among the digits")]
    (ns <= LONGEST).then_some(ns.round() as u64)
}

/// A time with its unit, in ns, as an option of the command line or a configuration has it.
///
/// # Errors
///
/// Where it is no time: what is expected.
pub fn typed_time(text: &str) -> Result<u64, String> {
    parse_time(text).ok_or_else(|| "expected a time with its unit, such as 20ms".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        let cases = [
            ("0ns", Some(0)),
            ("850us", Some(850_000)),
            ("850µs", Some(850_000)),
            (".5s", Some(500_000_000)),
            ("2min", Some(120_000_000_000)),
            ("1h", Some(3_600_000_000_000)),
            ("5", None),
            ("ms", None),
            ("-5ms", None),
            ("1e3ms", None),
            ("infs", None),
            ("99999999999999999999h", None),
        ];
        for (text, ns) in cases {
            assert_eq!(parse_time(text), ns, "{text}");
        }
    }
}
