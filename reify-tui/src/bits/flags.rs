//! [`Flags`]: a bit each of many things, to be changed.

use std::ops::Range;

/// Bits in a word.
const WORD: usize = u64::BITS as usize;

/// A bit each of many things. Behind the last one no bit is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    words: Vec<u64>,
    len: usize,
}

impl Flags {
    /// So many, all the same.
    pub fn new(len: usize, value: bool) -> Self {
        let mut flags = Self {
            words: vec![0; len.div_ceil(WORD)],
            len,
        };
        if value {
            flags.fill(0..len, true);
        }
        flags
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One of them; `false` behind the last.
    pub fn get(&self, index: usize) -> bool {
        let word = self.words.get(index / WORD);
        word.is_some_and(|word| word >> (index % WORD) & 1 == 1)
    }

    /// Changes one of them, if it is there.
    pub fn set(&mut self, index: usize, value: bool) {
        if index >= self.len {
            return;
        }
        let bit = 1 << (index % WORD);
        if value {
            self.words[index / WORD] |= bit;
        } else {
            self.words[index / WORD] &= !bit;
        }
    }

    /// Changes all within a range.
    pub fn fill(&mut self, range: Range<usize>, value: bool) {
        let end = range.end.min(self.len);
        let mut index = range.start;
        while index < end {
            let behind = (index / WORD + 1) * WORD;
            let here = end.min(behind) - index;
            let bits = (u64::MAX >> (WORD - here)) << (index % WORD);
            let word = &mut self.words[index / WORD];
            *word = if value { *word | bits } else { *word & !bits };
            index += here;
        }
    }

    /// Those that are set here and in others of the same number.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        for (word, other) in self.words.iter_mut().zip(&others.words) {
            *word &= other;
        }
        self
    }

    pub(super) fn into_words(self) -> (Vec<u64>, usize) {
        (self.words, self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in(flags: &Flags) -> Vec<usize> {
        (0..flags.len() + 70).filter(|&at| flags.get(at)).collect()
    }

    #[test]
    fn a_range_is_filled_up_to_its_ends() {
        for (start, end) in [
            (0, 0),
            (0, 64),
            (3, 5),
            (60, 70),
            (63, 64),
            (64, 200),
            (1, 130),
        ] {
            let mut flags = Flags::new(200, false);
            flags.fill(start..end, true);
            assert_eq!(set_in(&flags), (start..end).collect::<Vec<_>>());
            let mut flags = Flags::new(200, true);
            flags.fill(start..end, false);
            let others = (0..start).chain(end..200);
            assert_eq!(set_in(&flags), others.collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_set_behind_the_last() {
        let mut flags = Flags::new(70, true);
        flags.set(70, true);
        flags.fill(60..1_000, true);
        assert_eq!(set_in(&flags), (0..70).collect::<Vec<_>>());
        assert!(!flags.get(usize::MAX));
    }

    #[test]
    fn both_must_be_set() {
        let mut some = Flags::new(100, false);
        some.fill(10..90, true);
        let mut others = Flags::new(100, false);
        others.fill(80..100, true);
        assert_eq!(set_in(&some.and(&others)), (80..90).collect::<Vec<_>>());
    }
}
