//! The reader comes to the same whether its input comes whole or cut, with or without snapshots in between.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reify_lib::{Trace, TraceReader};

fuzz_target!(|bytes: &[u8]| {
    let whole = Trace::from_slice(bytes).map_err(|error| error.to_string());
    let mut reader = TraceReader::new();
    let fed = bytes.chunks(7).try_for_each(|chunk| {
        reader.feed(chunk)?;
        reader.snapshot();
        Ok(())
    });
    let cut = fed
        .and_then(|()| reader.finish())
        .map_err(|error: reify_lib::Error| error.to_string());
    assert_eq!(whole.is_ok(), cut.is_ok());
    if let (Ok(whole), Ok(cut)) = (whole, cut) {
        assert_eq!(whole, cut);
    }
});
