//! [`Column`]: many numbers that stand near their neighbours, at one, two or four bytes each instead of eight.
//!
//! The `seq` and the times of events and steps are such numbers. They are kept as distances from one number a block; what
//! is too far away stands in a side table, so that every number comes back as it was put in, whatever a file holds.
//! [`Ascending`] chooses the width by itself, and so do [`Narrow`] for numbers that are small, and [`Back`] for positions
//! of what stands shortly before.

mod ascending;
mod back;
mod narrow;

use std::fmt::Debug;

pub(crate) use self::ascending::Ascending;
pub(crate) use self::back::Back;
pub(crate) use self::narrow::Narrow;

/// What distances are kept in.
pub(crate) trait Distance: Copy + Debug + PartialEq + TryFrom<u64> + Into<u64> {
    /// Stands for a number in the side table.
    const FAR: Self;
    /// So many numbers share one that they are told from.
    const BLOCK: usize;
    /// So far below the first number of a block a later one may be.
    const BELOW: u64;
}

impl Distance for u8 {
    const FAR: Self = Self::MAX;
    const BLOCK: usize = 32;
    /// For numbers that ascend: nearly all of the room is above.
    const BELOW: u64 = 31;
}

impl Distance for u16 {
    const FAR: Self = Self::MAX;
    const BLOCK: usize = 256;
    const BELOW: u64 = Self::FAR as u64 / 2;
}

impl Distance for u32 {
    const FAR: Self = Self::MAX;
    const BLOCK: usize = 256;
    const BELOW: u64 = Self::FAR as u64 / 2;
}

/// Numbers, each near those around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column<D> {
    distances: Vec<D>,
    /// What the distances of each block are added to: lower than its first number, since later ones may be lower too.
    bases: Vec<u64>,
    /// `(position, number)`, sorted.
    far: Vec<(u32, u64)>,
}

impl<D> Default for Column<D> {
    fn default() -> Self {
        Self {
            distances: Vec::new(),
            bases: Vec::new(),
            far: Vec::new(),
        }
    }
}

impl<D: Distance> Column<D> {
    /// Appends a number.
    #[inline]
    pub(crate) fn push(&mut self, number: u64) {
        let position = self.distances.len();
        if position.is_multiple_of(D::BLOCK) {
            self.bases.push(number.saturating_sub(D::BELOW));
        }
        let near = near(number, self.bases[position / D::BLOCK]);
        if near.is_none() {
            self.far.push((position as u32, number));
        }
        self.distances.push(near.unwrap_or(D::FAR));
    }

    /// Appends the number of each item.
    pub(crate) fn extend<T>(&mut self, mut items: &[T], number: impl Fn(&T) -> u64) {
        while let Some(first) = items.first() {
            let start = self.distances.len();
            if start.is_multiple_of(D::BLOCK) {
                self.bases.push(number(first).saturating_sub(D::BELOW));
            }
            let base = self.bases[start / D::BLOCK];
            let room = D::BLOCK - start % D::BLOCK;
            let (block, behind) = items.split_at(items.len().min(room));
            let numbers = block.iter().map(&number).zip(start..);
            let far = &mut self.far;
            self.distances.extend(numbers.map(|(number, position)| {
                near(number, base).unwrap_or_else(|| {
                    far.push((position as u32, number));
                    D::FAR
                })
            }));
            items = behind;
        }
    }

    /// How many numbers there are.
    #[inline]
    fn len(&self) -> usize {
        self.distances.len()
    }

    /// Makes room for so many more numbers.
    pub(crate) fn reserve(&mut self, additional: usize) {
        self.distances.reserve(additional);
    }

    /// The number at a position.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> u64 {
        let distance = self.distances[position];
        if distance == D::FAR {
            return side(&self.far, position).unwrap_or(0);
        }
        self.bases[position / D::BLOCK] + distance.into()
    }
}

/// How far a number is from the one of its block, if that is near.
#[inline]
fn near<D: Distance>(number: u64, base: u64) -> Option<D> {
    let distance = D::try_from(number.checked_sub(base)?).ok()?;
    (distance != D::FAR).then_some(distance)
}

/// Looks a position up in a side table, which is sorted by position.
#[cold]
pub(crate) fn side<T: Copy>(table: &[(u32, T)], position: usize) -> Option<T> {
    let found = table
        .binary_search_by_key(&position, |&(at, _)| at as usize)
        .ok()?;
    Some(table[found].1)
}

/// How many of so many positions, from the first on, a test holds for, which it does for none behind the others.
pub(crate) fn partition_point(len: usize, mut before: impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_kept<D: Distance>(numbers: &[u64]) {
        let mut column = Column::<D>::default();
        for &number in numbers {
            column.push(number);
        }
        for (position, &number) in numbers.iter().enumerate() {
            assert_eq!(column.get(position), number);
        }
    }

    #[test]
    fn what_is_near_takes_no_more_than_its_distance() {
        let mut column = Column::<u16>::default();
        for number in (0..10_000).map(|number| number * 2) {
            column.push(number);
        }
        assert!(column.far.is_empty());
    }

    proptest! {
        #[test]
        fn every_number_comes_back(
            steps in prop::collection::vec(prop_oneof![-100..100_i64, any::<i64>()], 0..1_000),
        ) {
            let mut now = 1_u64 << 20;
            let numbers: Vec<u64> = steps
                .into_iter()
                .map(|step| {
                    now = now.wrapping_add_signed(step);
                    now
                })
                .collect();
            assert_kept::<u8>(&numbers);
            assert_kept::<u16>(&numbers);
            assert_kept::<u32>(&numbers);
        }
    }
}
