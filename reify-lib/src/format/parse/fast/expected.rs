//! [`Expected`]: what the numbers of an event most likely are, by those of the event before.
//!
//! To compare digits takes a fraction of making a number of them. What is not as expected is read.

use super::MAX_NUMBER;
use super::digits::{eight_digits, every_byte, word};

/// What the next event most likely has.
#[derive(Debug, Default)]
pub(in crate::format) struct Expected {
    pub(super) seq: NextSeq,
    pub(super) at: SameStart,
}

/// What a number most likely is.
pub(super) trait Expectation {
    /// The number and how many digits it has, if a text begins with it.
    fn take(&mut self, text: &[u8]) -> Option<(u64, usize)>;

    /// Takes note of a number that was read, which has so many digits at the beginning of a text.
    fn follow(&mut self, number: u64, digits: usize, text: &[u8]);
}

/// One more than the last `seq`.
#[derive(Debug, Default)]
pub(super) struct NextSeq {
    number: u64,
    /// Its digits, and the byte behind them.
    text: u128,
    /// Which bytes of a text are compared.
    mask: u128,
    digits: usize,
    /// How many numbers are known from here on: those that differ in the last digit alone.
    known: u64,
}

impl Expectation for NextSeq {
    #[inline(always)]
    fn take(&mut self, text: &[u8]) -> Option<(u64, usize)> {
        let text = u128::from_le_bytes(*text.first_chunk()?);
        if self.known == 0 || (text ^ self.text) & self.mask != 0 {
            return None;
        }
        let taken = (self.number, self.digits);
        self.number += 1;
        self.text += 1 << (8 * (self.digits - 1));
        self.known -= 1;
        Some(taken)
    }

    #[inline]
    fn follow(&mut self, number: u64, digits: usize, text: &[u8]) {
        self.known = 0;
        if let Some(text) = text.first_chunk()
            && digits < text.len()
        {
            self.number = number + 1;
            self.mask = u128::MAX >> (8 * (text.len() - 1 - digits));
            self.text = (u128::from_le_bytes(*text) & self.mask) + (1 << (8 * (digits - 1)));
            self.digits = digits;
            self.known = 9 - number % 10;
        }
    }
}

/// A number of as many digits as the last one, that is like it but for the last eight of them: a time shortly before or
/// behind.
#[derive(Debug, Default)]
pub(super) struct SameStart {
    /// How many digits stand before the last eight; with none nothing is expected.
    before: usize,
    /// These digits.
    text: u64,
    /// Which bytes of a text are compared.
    mask: u64,
    /// What they are worth.
    number: u64,
}

impl Expectation for SameStart {
    #[inline(always)]
    fn take(&mut self, text: &[u8]) -> Option<(u64, usize)> {
        let start = word(*text.first_chunk()?);
        if self.before == 0 || (start ^ self.text) & self.mask != 0 {
            return None;
        }
        let rest = text.get(self.before..)?;
        let (last, digits) = eight_digits(rest)?;
        let number = self.number + last;
        let is_whole = digits == 8 && rest.get(8) == Some(&b',') && number <= MAX_NUMBER;
        is_whole.then_some((number, self.before + 8))
    }

    #[inline]
    fn follow(&mut self, number: u64, digits: usize, text: &[u8]) {
        self.before = 0;
        if let Some(text) = text.first_chunk()
            && digits > 8
            && digits <= 16
        {
            self.before = digits - 8;
            self.mask = every_byte(0xff) >> (8 * (16 - digits));
            self.text = word(*text) & self.mask;
            self.number = number / 100_000_000 * 100_000_000;
        }
    }
}

#[cfg(test)]
mod tests;
