//! [`Narrow`]: small numbers, in as many bytes as the largest of them needs.
//!
//! A recording has few threads and not many await points: their numbers mostly take a byte each. They are numbers of a
//! table, so each that is met makes the next larger one possible, and all are widened twice at most.

/// Numbers at one, two or four bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Narrow {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Words(Vec<u32>),
}

impl Default for Narrow {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl Narrow {
    /// How many numbers there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Bytes(numbers) => numbers.len(),
            Self::Shorts(numbers) => numbers.len(),
            Self::Words(numbers) => numbers.len(),
        }
    }

    /// Appends a number.
    #[inline]
    pub(crate) fn push(&mut self, number: u32) {
        while !self.push_if_it_fits(number) {
            self.widen();
        }
    }

    /// Appends the number of each item.
    pub(crate) fn extend<T>(&mut self, items: &[T], number: impl Fn(&T) -> u32) {
        match self {
            Self::Bytes(numbers) if items.iter().all(|item| u8::try_from(number(item)).is_ok()) => {
                numbers.extend(items.iter().map(|item| number(item) as u8));
            }
            _ => items.iter().for_each(|item| self.push(number(item))),
        }
    }

    #[inline]
    fn push_if_it_fits(&mut self, number: u32) -> bool {
        match self {
            Self::Bytes(numbers) => u8::try_from(number).is_ok_and(|number| {
                numbers.push(number);
                true
            }),
            Self::Shorts(numbers) => u16::try_from(number).is_ok_and(|number| {
                numbers.push(number);
                true
            }),
            Self::Words(numbers) => {
                numbers.push(number);
                true
            }
        }
    }

    #[cold]
    fn widen(&mut self) {
        *self = match self {
            Self::Bytes(numbers) => Self::Shorts(widened(numbers)),
            Self::Shorts(numbers) => Self::Words(widened(numbers)),
            Self::Words(_) => return,
        };
    }

    /// Makes room for so many more numbers.
    pub(crate) fn reserve(&mut self, additional: usize) {
        match self {
            Self::Bytes(numbers) => numbers.reserve(additional),
            Self::Shorts(numbers) => numbers.reserve(additional),
            Self::Words(numbers) => numbers.reserve(additional),
        }
    }

    /// The number at a position.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> u32 {
        match self {
            Self::Bytes(numbers) => u32::from(numbers[position]),
            Self::Shorts(numbers) => u32::from(numbers[position]),
            Self::Words(numbers) => numbers[position],
        }
    }
}

/// Room that was reserved stays reserved.
fn widened<From: Copy, To: std::convert::From<From>>(numbers: &Vec<From>) -> Vec<To> {
    let mut wide = Vec::with_capacity(numbers.capacity());
    wide.extend(numbers.iter().map(|&number| To::from(number)));
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_whatever_their_size_and_order() {
        let all = [0, 255, 7, 256, u32::MAX, 65_536, 1];
        for start in 0..all.len() {
            let mut narrow = Narrow::default();
            for &number in &all[start..] {
                narrow.push(number);
            }
            let kept: Vec<u32> = (0..narrow.len()).map(|at| narrow.get(at)).collect();
            assert_eq!(kept, all[start..]);
        }
    }

    #[test]
    fn small_numbers_take_a_byte() {
        let mut narrow = Narrow::default();
        (0..=255).for_each(|number| narrow.push(number));
        assert!(matches!(narrow, Narrow::Bytes(_)));
        narrow.push(256);
        assert!(matches!(narrow, Narrow::Shorts(_)));
        assert_eq!(narrow.get(255), 255);
    }
}
