//! The line above the lanes: round times where they are.

use ratatui::text::Line;

use super::TimelineView;
use crate::text::width;
use crate::view::paint::Paint;

/// Units that an axis is told in, in ns.
const UNITS: [(u64, &str); 3] = [(1_000, "µs"), (1_000_000, "ms"), (1_000_000_000, "s")];
/// Between one time and the mark of the next.
const GAP: usize = 2;

impl TimelineView<'_> {
    pub(super) fn axis(&self, paint: &Paint<'_>) -> Line<'static> {
        let mut text = " ".repeat(self.label + 2);
        let ticks = Ticks::new(self.window.from(), self.window.end(), self.columns);
        let mut at = 0;
        for time in ticks.times() {
            let Some(column) = self.window.column_of(time, self.columns) else {
                continue;
            };
            let label = paint.unit(ticks.label(time));
            if column < at || column + width(&label) + 1 > self.columns {
                continue;
            }
            text.push_str(&" ".repeat(column - at));
            text.push_str(paint.glyphs.tick);
            text.push_str(&label);
            at = column + 1 + width(&label);
        }
        Line::from(text)
    }
}

/// Round times within a stretch, so far from each other that there is room for them in words.
struct Ticks {
    from: u64,
    end: u64,
    step: u64,
    unit: (u64, &'static str),
}

impl Ticks {
    fn new(from: u64, end: u64, columns: usize) -> Self {
        let unit = UNITS.into_iter().rev().find(|(unit, _)| end / unit >= 2);
        let mut ticks = Self {
            from,
            end,
            step: 1,
            unit: unit.unwrap_or(UNITS[0]),
        };
        let columns = columns.max(1) as u128;
        let span = u128::from(end.saturating_sub(from).max(1));
        // 1, 2, 5, 10, 20, 50 and so on.
        for factor in [2, 5, 2].into_iter().cycle() {
            let room = u128::from(ticks.step) * columns / span;
            if room >= (width(&ticks.label(end)) + 1 + GAP) as u128 {
                break;
            }
            let next = match factor {
                // From 2 to 5.
                5 => (ticks.step / 2).saturating_mul(5),
                _ => ticks.step.saturating_mul(2),
            };
            if next > end || next <= ticks.step {
                break;
            }
            ticks.step = next;
        }
        ticks
    }

    fn times(&self) -> impl Iterator<Item = u64> {
        let first = self.from.div_ceil(self.step);
        let (step, end) = (self.step, self.end);
        (first..)
            .map_while(move |index| index.checked_mul(step))
            .take_while(move |time| *time < end)
    }

    /// A time with as many decimals as tell it from the next one.
    fn label(&self, time: u64) -> String {
        let (unit, name) = self.unit;
        let mut decimals = 0;
        let mut digit = unit;
        while digit > 1 && !self.step.is_multiple_of(digit) {
            digit /= 10;
            decimals += 1;
        }
        if decimals == 0 {
            return format!("{} {name}", time / unit);
        }
        let fraction = time % unit / digit;
        format!("{}.{fraction:0decimals$} {name}", time / unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: u64, end: u64, columns: usize) -> Vec<String> {
        let ticks = Ticks::new(from, end, columns);
        ticks.times().map(|time| ticks.label(time)).collect()
    }

    #[test]
    fn times_are_round_and_have_room() {
        assert_eq!(
            labels(0, 14_428_001, 60),
            [
                "0 ms", "2 ms", "4 ms", "6 ms", "8 ms", "10 ms", "12 ms", "14 ms"
            ]
        );
        assert_eq!(
            labels(11_000_000, 11_500_000, 40),
            ["11.0 ms", "11.2 ms", "11.4 ms"]
        );
        assert_eq!(
            labels(0, 900, 50),
            ["0.0 µs", "0.2 µs", "0.4 µs", "0.6 µs", "0.8 µs"]
        );
    }

    #[test]
    fn there_are_never_too_many() {
        for end in [1, 2, 999, 123_456_789, u64::MAX] {
            for columns in [0, 1, 10, 300] {
                assert!(
                    labels(0, end, columns).len() <= columns / 8 + 11,
                    "{end} {columns}"
                );
            }
        }
    }
}
