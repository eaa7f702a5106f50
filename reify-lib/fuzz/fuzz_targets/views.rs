//! Of any input that can be read, [what is shown of it](law).

#![no_main]

#[path = "../laws/views.rs"]
mod law;

use libfuzzer_sys::fuzz_target;
use reify_lib::Trace;

fuzz_target!(|bytes: &[u8]| {
    let Ok(trace) = Trace::from_slice(bytes) else {
        return;
    };
    law::check(trace, |number| {
        // The size comes from the input too.
        let at = |place: usize| u16::from(bytes.get(number + place).copied().unwrap_or(80));
        vec![(at(0) % 131, at(7) % 41)]
    });
});
