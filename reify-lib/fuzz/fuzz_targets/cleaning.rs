//! Of any text, [what holds of those that are shown](law).

#![no_main]

#[path = "../laws/cleaning.rs"]
mod law;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let columns = bytes.first().copied().unwrap_or(0);
    law::check(&String::from_utf8_lossy(bytes), usize::from(columns));
});
