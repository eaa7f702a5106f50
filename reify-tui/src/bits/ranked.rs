//! [`Ranked`]: which of millions of things are picked, as a bit each, and counted.

use super::Flags;

/// Bits in a word.
const WORD: usize = u64::BITS as usize;
/// Words between two counts that are kept.
const BLOCK: usize = 16;

/// A set of positions, filled from the front or all at once. Counting and finding take the same time whatever its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranked {
    words: Vec<u64>,
    /// How many are in it before each block of words.
    before: Vec<u32>,
    seen: usize,
    len: usize,
}

impl From<Flags> for Ranked {
    fn from(flags: Flags) -> Self {
        let (words, seen) = flags.into_words();
        let (mut before, mut len) = (Vec::with_capacity(words.len().div_ceil(BLOCK)), 0);
        for block in words.chunks(BLOCK) {
            before.push(len as u32);
            len += block.iter().map(|word| word.count_ones()).sum::<u32>() as usize;
        }
        Self {
            words,
            before,
            seen,
            len,
        }
    }
}

impl Ranked {
    /// Says of the next position whether it is in the set.
    pub fn push(&mut self, is_in: bool) {
        if self.seen.is_multiple_of(WORD) {
            if self.words.len().is_multiple_of(BLOCK) {
                self.before.push(self.len as u32);
            }
            self.words.push(0);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u64::from(is_in) << (self.seen % WORD);
        }
        self.seen += 1;
        self.len += usize::from(is_in);
    }

    /// How many positions were told of so far.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// How many are in it.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a position is in it.
    pub fn contains(&self, position: usize) -> bool {
        let word = self.words.get(position / WORD);
        word.is_some_and(|word| word >> (position % WORD) & 1 == 1)
    }

    /// How many positions in it lie before one.
    pub fn before(&self, position: usize) -> usize {
        let position = position.min(self.seen);
        let word = position / WORD;
        let Some(&before) = self.before.get(word / BLOCK) else {
            return self.len;
        };
        let whole = self.words[word / BLOCK * BLOCK..word].iter();
        let whole: u32 = whole.map(|word| word.count_ones()).sum();
        let last = self.words.get(word).copied().unwrap_or(0) & !(u64::MAX << (position % WORD));
        (before + whole + last.count_ones()) as usize
    }

    /// The position in it before which so many others lie.
    pub fn nth(&self, index: usize) -> Option<usize> {
        if index >= self.len {
            return None;
        }
        let block = self
            .before
            .partition_point(|&before| before as usize <= index)
            - 1;
        let mut left = index - self.before[block] as usize;
        for (word, bits) in self.words.iter().enumerate().skip(block * BLOCK) {
            let ones = bits.count_ones() as usize;
            if left < ones {
                let mut bits = *bits;
                for _ in 0..left {
                    bits &= bits - 1;
                }
                return Some(word * WORD + bits.trailing_zeros() as usize);
            }
            left -= ones;
        }
        None
    }

    /// The next position in it behind one.
    pub fn next(&self, position: usize) -> Option<usize> {
        self.nth(self.before(position.saturating_add(1)))
    }

    /// The last position in it before one.
    pub fn previous(&self, position: usize) -> Option<usize> {
        self.nth(self.before(position).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(len: usize, is_in: impl Fn(usize) -> bool) -> Ranked {
        let mut set = Ranked::default();
        (0..len).for_each(|position| set.push(is_in(position)));
        set
    }

    #[test]
    fn counts_and_finds_as_a_list_would() {
        for (len, every) in [
            (0, 1),
            (1, 1),
            (64, 3),
            (1_024, 1),
            (1_025, 7),
            (5_000, 64),
            (5_000, 1_999),
        ] {
            let set = set(len, |position| position % every == every / 2);
            let list: Vec<usize> = (0..len).filter(|p| p % every == every / 2).collect();
            assert_eq!(set.len(), list.len());
            for (index, &position) in list.iter().enumerate() {
                assert_eq!(set.nth(index), Some(position));
            }
            assert_eq!(set.nth(list.len()), None);
            for position in 0..len + 2 {
                let before = list.partition_point(|&item| item < position);
                assert_eq!(set.before(position), before, "{len} {every} {position}");
                assert_eq!(
                    set.contains(position),
                    list.binary_search(&position).is_ok()
                );
                let next = list.iter().copied().find(|&item| item > position);
                assert_eq!(set.next(position), next);
                let previous = list.iter().copied().rev().find(|&item| item < position);
                assert_eq!(set.previous(position), previous);
            }
        }
    }

    #[test]
    fn flags_are_counted_as_positions_that_are_told_of_one_by_one() {
        for len in [0, 1, 64, 1_023, 1_024, 3_000] {
            let mut flags = Flags::new(len, false);
            (0..len)
                .filter(|position| position % 7 == 3)
                .for_each(|position| flags.set(position, true));
            assert_eq!(Ranked::from(flags), set(len, |position| position % 7 == 3));
        }
    }

    #[test]
    fn the_largest_position_is_behind_everything() {
        let set = set(100, |_| true);
        assert_eq!(set.next(usize::MAX), None);
        assert_eq!(set.previous(usize::MAX), Some(99));
    }
}
