//! Of any input that can be read, [what can be made of it](law).

#![no_main]

#[path = "../laws/derived.rs"]
mod law;

use libfuzzer_sys::fuzz_target;
use reify_lib::Trace;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(trace) = Trace::from_slice(bytes) {
        law::check(&trace);
    }
});
