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

#[cfg(test)]
mod tests {
    use super::*;

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
