//! [`Ascending`]: numbers of which each is mostly a little larger than the one before.
//!
//! The `seq` of events and the ids of steps are such numbers, in the recordings of our own recorder: they take a byte
//! each, and a quarter. Where too many are further apart, as behind filters, all of them take two.

use super::Column;

/// So many may be far apart in any case, and one in so many.
const FAR_ANYWAY: usize = 64;
const ONE_FAR_IN: usize = 32;

/// Numbers that mostly ascend by little. Any others are kept as well, and take more room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ascending {
    Near(Column<u8>),
    Apart(Column<u16>),
}

impl Default for Ascending {
    fn default() -> Self {
        Self::Near(Column::default())
    }
}

impl Ascending {
    /// Appends a number.
    #[inline]
    pub(crate) fn push(&mut self, number: u64) {
        match self {
            Self::Near(near) => {
                near.push(number);
                self.widen_if_apart();
            }
            Self::Apart(apart) => apart.push(number),
        }
    }

    /// Appends the number of each item.
    pub(crate) fn extend<T>(&mut self, items: &[T], number: impl Fn(&T) -> u64) {
        match self {
            Self::Near(near) => {
                near.extend(items, number);
                self.widen_if_apart();
            }
            Self::Apart(apart) => apart.extend(items, number),
        }
    }

    #[inline]
    fn widen_if_apart(&mut self) {
        if let Self::Near(near) = self {
            let far = near.far.len();
            if far > FAR_ANYWAY && far > FAR_ANYWAY + near.len() / ONE_FAR_IN {
                self.widen();
            }
        }
    }

    #[cold]
    fn widen(&mut self) {
        if let Self::Near(near) = self {
            let mut apart = Column::default();
            apart.reserve(near.distances.capacity());
            for position in 0..near.len() {
                apart.push(near.get(position));
            }
            *self = Self::Apart(apart);
        }
    }

    /// Makes room for so many more numbers.
    pub(crate) fn reserve(&mut self, additional: usize) {
        match self {
            Self::Near(near) => near.reserve(additional),
            Self::Apart(apart) => apart.reserve(additional),
        }
    }

    /// The number at a position.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> u64 {
        match self {
            Self::Near(near) => near.get(position),
            Self::Apart(apart) => apart.get(position),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: impl IntoIterator<Item = u64>) -> Ascending {
        let mut ascending = Ascending::default();
        for number in numbers {
            ascending.push(number);
        }
        ascending
    }

    #[test]
    fn what_ascends_by_little_takes_a_byte() {
        let events = of((0..10_000).map(|number| number * 6));
        let Ascending::Near(near) = &events else {
            panic!("they are near");
        };
        assert!(near.far.is_empty());
        assert_eq!(events.get(9_999), 59_994);
    }

    #[test]
    fn a_gap_now_and_then_changes_nothing() {
        let events = of((0..10_000).map(|number| number + number / 1_000 * 1_000_000));
        assert!(matches!(events, Ascending::Near(_)));
        assert_eq!(events.get(1_000), 1_001_000);
    }

    #[test]
    fn what_is_far_apart_takes_two_bytes_and_comes_back() {
        let events = of((0..10_000).map(|number| number * 100));
        assert!(matches!(events, Ascending::Apart(_)));
        assert!((0..10_000).all(|number| events.get(number as usize) == number * 100));
    }
}
