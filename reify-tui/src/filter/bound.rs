//! [`Bound`]: more or less than a number.

use crate::text::parse_time;

/// How a value stands to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Above it.
    More,
    /// Above it, or the same.
    AtLeast,
    /// Below it.
    Less,
    /// Below it, or the same.
    AtMost,
    /// The same.
    Same,
}

/// The signs, the longer ones first.
const SIGNS: [(&str, Comparison); 5] = [
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    (">", Comparison::More),
    ("<", Comparison::Less),
    ("=", Comparison::Same),
];

/// More or less than a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    comparison: Comparison,
    value: u64,
}

impl Bound {
    /// Reads a bound on a number; without a sign it must be the same.
    pub(super) fn of_number(text: &str) -> Option<Self> {
        let (comparison, value) = split(text);
        Some(Self {
            comparison: comparison.unwrap_or(Comparison::Same),
            value: value.parse().ok()?,
        })
    }

    /// Reads a bound on a time. No two times are the same to the last ns, so there must be a sign.
    pub(super) fn of_time(text: &str) -> Option<Self> {
        let (comparison, value) = split(text);
        Some(Self {
            comparison: comparison?,
            value: parse_time(value)?,
        })
    }

    /// Whether a value is within it.
    pub fn holds(self, value: u64) -> bool {
        match self.comparison {
            Comparison::More => value > self.value,
            Comparison::AtLeast => value >= self.value,
            Comparison::Less => value < self.value,
            Comparison::AtMost => value <= self.value,
            Comparison::Same => value == self.value,
        }
    }
}

fn split(text: &str) -> (Option<Comparison>, &str) {
    SIGNS
        .into_iter()
        .find_map(|(sign, comparison)| Some((Some(comparison), text.strip_prefix(sign)?)))
        .unwrap_or((None, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_compare() {
        let held = |text: &str| -> Vec<u64> {
            let bound = Bound::of_number(text).unwrap();
            (3..=5).filter(|&value| bound.holds(value)).collect()
        };
        assert_eq!(held(">4"), [5]);
        assert_eq!(held(">=4"), [4, 5]);
        assert_eq!(held("<4"), [3]);
        assert_eq!(held("<=4"), [3, 4]);
        assert_eq!(held("=4"), [4]);
        assert_eq!(held("4"), [4]);
    }

    #[test]
    fn times_need_a_sign_and_a_unit() {
        assert!(Bound::of_time(">1.5ms").unwrap().holds(1_500_001));
        assert!(!Bound::of_time(">1.5ms").unwrap().holds(1_500_000));
        assert_eq!(Bound::of_time("5ms"), None);
        assert_eq!(Bound::of_time(">5"), None);
    }
}
