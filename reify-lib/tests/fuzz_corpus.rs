//! The inputs that fuzzing begins with, and all that it found: they run here without it. The targets under `fuzz/`
//! say the same of every input.

use std::fs;
use std::path::Path;

use reify_lib::{Trace, TraceReader, findings, reify_execution, to_dot};

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let files = fs::read_dir(folder).expect("every target has a corpus");
    let files: Vec<_> = files
        .map(|file| file.expect("it can be listed").path())
        .map(|path| {
            (
                path.display().to_string(),
                fs::read(path).expect("it can be read"),
            )
        })
        .collect();
    assert!(!files.is_empty(), "no corpus of {target}");
    files
}

#[test]
fn inputs_come_to_the_same_in_pieces() {
    for (name, bytes) in corpus("reading") {
        let mut reader = TraceReader::new();
        let fed = bytes.chunks(7).try_for_each(|chunk| {
            reader.feed(chunk)?;
            reader.snapshot();
            Ok::<_, reify_lib::Error>(())
        });
        let cut = fed.and_then(|()| reader.finish()).ok();
        assert_eq!(cut, Trace::from_slice(&bytes).ok(), "{name}");
    }
}

#[test]
fn everything_can_be_made_of_what_was_read() {
    for (name, bytes) in corpus("derived") {
        let trace = Trace::from_slice(&bytes).expect(&name);
        let graph = reify_execution(&trace);
        assert!(to_dot(&graph).starts_with("digraph"), "{name}");
        findings(&trace);
        trace
            .write_to(&mut Vec::new())
            .expect("memory can be written to");
    }
}
