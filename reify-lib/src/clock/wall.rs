//! The wall clock, in words.

use std::time::{SystemTime, UNIX_EPOCH};

/// The wall clock as RFC 3339 in UTC with nanoseconds.
pub(crate) fn wall(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    let (year, month, day) = date(days);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}.{:09}Z",
        second % 60,
        since.subsec_nanos()
    )
}

/// Year, month and day of a day that is counted from 1970-01-01, by the Gregorian calendar.
///
/// Counts in years that begin in March, so that the leap day is the last of its year (Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms").
fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn wall_clock_is_written_as_rfc_3339() {
        let at = |seconds| wall(UNIX_EPOCH + Duration::new(seconds, 123_456_789));
        assert_eq!(at(0), "1970-01-01T00:00:00.123456789Z");
        assert_eq!(at(951_868_799), "2000-02-29T23:59:59.123456789Z");
        assert_eq!(at(1_795_392_000), "2026-11-23T00:00:00.123456789Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00.123456789Z");
    }
}
