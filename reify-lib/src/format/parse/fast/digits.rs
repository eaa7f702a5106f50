//! Numbers of up to eight digits, in the bytes of one word.

/// Ten to the power of each number of digits.
pub(super) const TENS: [u64; 9] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
];

/// The number that the first digits of a text make, at most eight of them, and how many they are; nothing of a text of less
/// than eight bytes, which the end of a line alone is.
///
/// All eight are looked at and added up at once, in the bytes of one word: first to pairs, then to fours. To go digit by digit
/// takes a guess at each whether it is the last. The way is that of Daniel Lemire and Johnny Lee.
#[inline(always)]
pub(super) fn eight_digits(text: &[u8]) -> Option<(u64, usize)> {
    let values = word(*text.first_chunk()?) ^ every_byte(b'0');
    // The highest bit of each byte up to the first that is no digit says whether it is one; what stands behind does not
    // matter, so neither does what is carried into it.
    let not_digits = (values.wrapping_add(every_byte(0x80 - 10)) | values) & every_byte(0x80);
    let digits = not_digits.trailing_zeros() / 8;
    // What is no digit is pushed out, and zeros come in before the first one.
    let values = values.unbounded_shl(64 - 8 * digits);
    let pairs = (values * 10 + (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let number = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    Some((number, digits as usize))
}

/// Eight bytes as one number, to be compared at once.
pub(super) const fn word(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

pub(super) const fn every_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}
