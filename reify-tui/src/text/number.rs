//! Counts in words.

/// A number with a space between each three digits: `1 284`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// A number and what it counts: `1 step`, `96 steps`.
pub fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A size in the unit that fits: `850 B`, `1.2 MB`, `105 MB`.
pub fn bytes(number: u64) -> String {
    let mut value = number as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if value < 999.5 || unit == "GB" {
            let decimals = usize::from(value < 9.95 && unit != "B");
            return format!("{value:.decimals$} {unit}");
        }
        value /= 1e3;
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_the_unit_that_fits() {
        let cases = [
            (0, "0 B"),
            (850, "850 B"),
            (1_200_000, "1.2 MB"),
            (9_960_000, "10 MB"),
            (999_600, "1.0 MB"),
            (105_000_000, "105 MB"),
            (12_000_000_000_000, "12000 GB"),
        ];
        for (number, shown) in cases {
            assert_eq!(bytes(number), shown);
        }
    }

    #[test]
    fn groups_by_three() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_284, "1 284"),
            (10_000_000, "10 000 000"),
        ];
        for (number, shown) in cases {
            assert_eq!(grouped(number), shown);
        }
        assert_eq!(counted(1, "step"), "1 step");
        assert_eq!(counted(1_000, "poll"), "1 000 polls");
    }
}
