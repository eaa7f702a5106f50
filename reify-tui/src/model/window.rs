//! [`Window`]: the stretch of time that the timeline shows.

/// No stretch is shorter, in ns.
const SHORTEST: u64 = 100;

/// A stretch of the time of a recording, in ns. It never leaves the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    from: u64,
    span: u64,
    /// The recording, with the moment at which it ends.
    whole: u64,
}

impl Window {
    /// The whole of a recording that goes on for so many ns.
    pub fn new(duration: u64) -> Self {
        let whole = duration.saturating_add(1).max(SHORTEST);
        Self {
            from: 0,
            span: whole,
            whole,
        }
    }

    /// The same stretch of a recording that goes on for another time. One of all the time stays one.
    #[must_use]
    pub fn within(self, duration: u64) -> Self {
        let mut window = Self::new(duration);
        if !self.is_whole() {
            window.span = self.span.min(window.whole);
            window.begin_at(self.from);
        }
        window
    }

    /// Where it begins.
    pub fn from(&self) -> u64 {
        self.from
    }

    /// How long it is.
    pub fn span(&self) -> u64 {
        self.span
    }

    /// Where it ends: the first moment behind it.
    pub fn end(&self) -> u64 {
        self.from + self.span
    }

    /// Whether it is the whole recording.
    pub fn is_whole(&self) -> bool {
        self.span == self.whole
    }

    /// Half as long so many times, or twice as long. A moment that it has stays where it is on the screen.
    pub fn zoom(&mut self, times: usize, closer: bool, around: u64) {
        let around = if (self.from..self.end()).contains(&around) {
            around
        } else {
            self.from + self.span / 2
        };
        let before = self.span;
        let doublings = u32::try_from(times).unwrap_or(u32::MAX);
        self.span = if closer {
            // Rounded up, so that to go back is to see as much as before.
            before.div_ceil(1_u64.checked_shl(doublings).unwrap_or(u64::MAX))
        } else {
            let longest = doublings >= before.leading_zeros();
            if longest {
                self.whole
            } else {
                before << doublings
            }
        };
        self.span = self.span.clamp(SHORTEST.min(self.whole), self.whole);
        let ahead = scale(around - self.from, self.span, before);
        self.begin_at(around.saturating_sub(ahead));
    }

    /// Moves it by so many quarters of its length.
    pub fn pan(&mut self, quarters: usize, later: bool) {
        let by = (self.span / 4).max(1).saturating_mul(quarters as u64);
        self.begin_at(if later {
            self.from.saturating_add(by)
        } else {
            self.from.saturating_sub(by)
        });
    }

    /// Moves it no further than needed for a moment to be in it, if it is near; else so that the moment is in the middle.
    pub fn show(&mut self, time: u64) {
        if !(self.from..self.end()).contains(&time) {
            self.begin_at(time.saturating_sub(self.span / 2));
        }
    }

    /// In which of so many columns a moment is.
    pub fn column_of(&self, time: u64, columns: usize) -> Option<usize> {
        let inside = (self.from..self.end()).contains(&time);
        inside.then(|| scale(time - self.from, columns as u64, self.span) as usize)
    }

    /// The first moment of one of so many columns.
    pub fn time_at(&self, column: usize, columns: usize) -> u64 {
        let (column, columns) = (column as u128, columns.max(1) as u128);
        // Rounded up, so that this is where `column_of` begins to name the column.
        let ahead = (u128::from(self.span) * column).div_ceil(columns);
        self.from
            .saturating_add(u64::try_from(ahead).unwrap_or(u64::MAX))
    }

    fn begin_at(&mut self, from: u64) {
        self.from = from.min(self.whole - self.span);
    }
}

/// `value * to / of`, rounded down.
fn scale(value: u64, to: u64, of: u64) -> u64 {
    let scaled = u128::from(value) * u128::from(to) / u128::from(of.max(1));
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zooming_keeps_a_moment_where_it_is() {
        let mut window = Window::new(799_999);
        window.zoom(1, true, 600_000);
        assert_eq!((window.from(), window.end()), (300_000, 700_000));
        assert_eq!(window.column_of(600_000, 80), Some(60));
        window.zoom(1, false, 600_000);
        assert!(window.is_whole());
    }

    #[test]
    fn it_stays_within_the_recording() {
        let mut window = Window::new(999_999);
        window.zoom(2, true, 0);
        window.pan(2, true);
        assert_eq!(window.from(), 125_000);
        window.pan(999, true);
        assert_eq!(window.end(), 1_000_000);
        window.pan(999, false);
        assert_eq!(window.from(), 0);
        window.zoom(usize::MAX, true, 5);
        assert_eq!(window.span(), SHORTEST);
        window.zoom(usize::MAX, false, 5);
        assert!(window.is_whole());
    }

    #[test]
    fn a_moment_outside_comes_to_the_middle() {
        let mut window = Window::new(999_999);
        window.zoom(3, true, 0);
        window.show(100_000);
        assert_eq!(window.from(), 0, "it was inside");
        window.show(500_000);
        assert_eq!(window.column_of(500_000, 100), Some(50));
    }

    proptest! {
        #[test]
        fn every_moment_has_the_column_that_begins_before_it(
            duration in 0..u64::MAX, time in 0..u64::MAX, zoom in 0..60_usize, columns in 1..300_usize,
        ) {
            let mut window = Window::new(duration);
            let time = time % window.end();
            window.zoom(zoom, true, time);
            window.show(time);
            let column = window.column_of(time, columns).unwrap();
            prop_assert!(column < columns);
            prop_assert!(window.time_at(column, columns) <= time);
            prop_assert!(time < window.time_at(column + 1, columns));
        }
    }
}
