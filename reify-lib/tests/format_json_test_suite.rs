//! The cases of `JSONTestSuite` (<https://github.com/nst/JSONTestSuite>), which JSON parsers stumble over: none is a
//! trace, and each is refused in words, or read with a notice where it stands among records.
//!
//! The two cases that only repeat something are made here; the others are under `data/json_test_suite`.

use std::fs;
use std::path::Path;

use reify_lib::{ErrorKind, Trace, TraceReader};

/// All cases, by name.
fn cases() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/json_test_suite");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let name = path.file_name().expect("it is a file").to_string_lossy();
            let bytes = fs::read(&path).expect("it can be read");
            (name.into_owned(), bytes)
        })
        .collect();
    let opening = "[".repeat(100_000);
    cases.push(("n_structure_100000_opening_arrays".into(), opening.into()));
    let opening = "[{\"\":".repeat(50_000) + "\n";
    cases.push(("n_structure_open_array_object".into(), opening.into()));
    cases
}

#[test]
fn every_case_is_refused_in_one_line() {
    let cases = cases();
    assert_eq!(cases.len(), 318);
    for (name, bytes) in cases {
        let error = Trace::from_slice(&bytes).expect_err(&name);
        assert_eq!(error.kind(), ErrorKind::NotATrace, "{name}");
        let message = error.to_string();
        assert!(!message.contains(char::is_control), "{name}: {message:?}");
        assert!(message.len() < 1000, "{name}: {message:?}");
    }
}

#[test]
fn every_case_among_records_leaves_the_records_readable() {
    // Long enough for a reader to be sure that it is one of lines.
    const BEFORE: &[u8] =
        b"[\n{\"reify\":{\"version\":1,\"min_reader\":1,\"writer\":\"by hand\",\"program\":\"json\"}},\n";
    const BEHIND: &[u8] = b"\n{\"end\":{\"at\":1,\"recorded\":0}}\n]\n";
    for (name, bytes) in cases() {
        let file = [BEFORE, &bytes, BEHIND].concat();
        let trace = Trace::from_slice(&file).expect(&name);
        assert!(trace.end().is_some(), "{name}");
    }
}

#[test]
fn every_case_comes_to_the_same_cut_into_single_bytes() {
    for (name, bytes) in cases() {
        let mut reader = TraceReader::new();
        let fed = bytes.iter().try_for_each(|byte| reader.feed(&[*byte]));
        let read = fed.and_then(|()| reader.finish());
        let whole = Trace::from_slice(&bytes);
        assert_eq!(
            read.map_err(|error| error.to_string()),
            whole.map_err(|error| error.to_string()),
            "{name}"
        );
    }
}
