//! The reader comes to the same whether its input comes whole or cut, with or without snapshots in between, in blocks in which
//! the events were made out before, or all of it the long way.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reify_lib::__private::{in_blocks, the_long_way};
use reify_lib::{Error, Trace, TraceReader};

fn in_pieces(bytes: &[u8], most: usize) -> Result<Trace, Error> {
    let mut reader = TraceReader::new();
    for piece in bytes.chunks(most) {
        reader.feed(piece)?;
        reader.snapshot();
    }
    reader.finish()
}

fn outcome(read: Result<Trace, Error>) -> Result<Trace, String> {
    read.map_err(|error| error.to_string())
}

fuzz_target!(|bytes: &[u8]| {
    let whole = outcome(Trace::from_slice(bytes));
    assert_eq!(whole, outcome(the_long_way(|| Trace::from_slice(bytes))));
    // Where pieces and blocks begin and end comes from the input too.
    let sum = bytes
        .iter()
        .fold(0_usize, |sum, byte| sum + usize::from(*byte));
    let (cut, most) = (sum % (bytes.len() + 1), 1 + sum % 100);
    assert_eq!(whole, outcome(in_blocks(bytes, cut, most)));
    // An error may come sooner, with less to say.
    assert_eq!(whole.ok(), in_pieces(bytes, most).ok());
});
