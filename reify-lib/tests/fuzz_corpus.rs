//! The inputs that fuzzing the reader begins with, and all that it found: they run here without it, and the same is asked of
//! what comes of them. The tests of the reader itself ask whether all its ways agree on them.

#[path = "../fuzz/laws/corpus.rs"]
mod corpus;
#[path = "../fuzz/laws/derived.rs"]
mod derived;

use reify_lib::{Trace, TraceReader};

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz");

#[test]
fn inputs_come_to_the_same_in_pieces() {
    for bytes in corpus::inputs(FUZZ, "reading") {
        let mut reader = TraceReader::new();
        let fed = bytes.chunks(7).try_for_each(|chunk| {
            reader.feed(chunk)?;
            reader.snapshot();
            Ok::<_, reify_lib::Error>(())
        });
        let cut = fed.and_then(|()| reader.finish()).ok();
        assert_eq!(cut, Trace::from_slice(&bytes).ok());
    }
}

#[test]
fn everything_can_be_made_of_what_was_read() {
    for bytes in corpus::inputs(FUZZ, "derived") {
        derived::check(&Trace::from_slice(&bytes).expect("all of them can be read"));
    }
}
