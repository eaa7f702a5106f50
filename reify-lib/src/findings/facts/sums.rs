//! [`Sums`]: many sums, nearly all of them small, in as little as a byte each.

use std::collections::HashMap;

/// What the low part of a sum is kept in.
pub(super) trait Low: Copy + Default + TryFrom<u64> + Into<u64> {
    const BITS: u32;
}

impl Low for u8 {
    const BITS: u32 = u8::BITS;
}

impl Low for u32 {
    const BITS: u32 = u32::BITS;
}

/// Sums by position. What one has above its low part, which few have, stands in a map.
pub(in crate::findings) struct Sums<L> {
    low: Vec<L>,
    high: HashMap<u32, u64>,
}

#[expect(private_bounds, reason = "there are two of them, and both are here")]
impl<L: Low> Sums<L> {
    const MASK: u64 = (1 << L::BITS) - 1;

    /// So many of zero.
    pub(in crate::findings) fn new(count: usize) -> Self {
        Self {
            low: vec![L::default(); count],
            high: HashMap::new(),
        }
    }

    #[inline]
    pub(in crate::findings) fn add(&mut self, position: usize, amount: u64) {
        let low = &mut self.low[position];
        let sum = (*low).into() + (amount & Self::MASK);
        *low = L::try_from(sum & Self::MASK).unwrap_or_default();
        let high = (sum >> L::BITS) + (amount >> L::BITS);
        if high > 0 {
            let all = self.high.entry(position as u32).or_default();
            *all = all.saturating_add(high);
        }
    }

    /// A sum, or the largest number if it is larger.
    #[inline]
    pub(in crate::findings) fn get(&self, position: usize) -> u64 {
        let low = self.low[position].into();
        if self.high.is_empty() {
            return low;
        }
        let high = self.high.get(&(position as u32)).copied().unwrap_or(0);
        high.checked_mul(1 << L::BITS)
            .map_or(u64::MAX, |high| high.saturating_add(low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_any_size_come_back() {
        let (mut bytes, mut words) = (Sums::<u8>::new(2), Sums::<u32>::new(2));
        for amount in [1, 255, 0, 256, 70_000, u64::from(u32::MAX), 1 << 53] {
            let before = (bytes.get(1), words.get(1));
            bytes.add(1, amount);
            words.add(1, amount);
            assert_eq!(bytes.get(1), before.0 + amount);
            assert_eq!(words.get(1), before.1 + amount);
        }
        assert_eq!((bytes.get(0), words.get(0)), (0, 0));
    }

    #[test]
    fn a_sum_that_is_too_large_is_the_largest_number() {
        let mut sums = Sums::<u32>::new(1);
        sums.add(0, u64::MAX - 1);
        assert_eq!(sums.get(0), u64::MAX - 1);
        sums.add(0, 7);
        assert_eq!(sums.get(0), u64::MAX);
        sums.add(0, u64::MAX);
        assert_eq!(sums.get(0), u64::MAX);
    }
}
