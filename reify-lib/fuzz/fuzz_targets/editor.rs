//! Of any command and any name of a file, [how the editor is called](law).

#![no_main]

#[path = "../laws/editor.rs"]
mod law;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| law::check(&String::from_utf8_lossy(bytes)));
