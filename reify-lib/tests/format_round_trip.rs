//! What is written is read back as it was, whatever it holds and however it comes in.

#[path = "support/arbitrary.rs"]
mod arbitrary;

use std::fs;

use arbitrary::trace;
use proptest::prelude::*;
use reify_lib::{NoticeKind, Record, Trace, TraceReader};

fn written(trace: &Trace) -> Vec<u8> {
    let mut out = Vec::new();
    trace.write_to(&mut out).expect("memory takes all");
    out
}

/// All that a trace says; of notices not where in a file they were met first.
fn said(trace: &Trace) -> (Vec<Record>, Vec<(NoticeKind, u64, String)>) {
    let notices = trace.notices().iter();
    let notices = notices.map(|notice| (notice.kind, notice.count, notice.message.clone()));
    (trace.records().collect(), notices.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_trace_is_read_as_it_was_written(trace in trace()) {
        let file = written(&trace);
        let read = Trace::from_slice(&file).unwrap();
        prop_assert_eq!(said(&read), said(&trace));
        let again = Trace::from_slice(&written(&read)).unwrap();
        prop_assert_eq!(again, read);
    }

    #[test]
    fn a_file_is_one_json_document_without_hidden_characters(trace in trace()) {
        let file = String::from_utf8(written(&trace)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&file).unwrap();
        prop_assert_eq!(json.as_array().unwrap().len(), file.lines().count() - 2);
        let hidden = |c: char| c.is_control() && c != '\n';
        prop_assert_eq!(file.find(hidden), None);
        prop_assert_eq!(file.find(['\u{202e}', '\u{2028}', '\u{200b}', '\u{feff}', '\u{e0041}']), None);
    }

    #[test]
    fn serde_writes_the_same_records_and_reads_them(trace in trace()) {
        let file: serde_json::Value = serde_json::from_slice(&written(&trace)).unwrap();
        prop_assert_eq!(&serde_json::to_value(&trace).unwrap(), &file);
        let read: Trace = serde_json::from_value(file).unwrap();
        prop_assert_eq!(said(&read), said(&trace));
    }

    #[test]
    fn the_layout_of_the_json_does_not_matter(trace in trace()) {
        let pretty = serde_json::to_string_pretty(&trace).unwrap();
        let minified = serde_json::to_string(&trace).unwrap();
        let lines = pretty.replace('\n', "\r\n");
        for layout in [&pretty, &minified, &lines] {
            let read = Trace::from_slice(layout.as_bytes()).unwrap();
            prop_assert_eq!(said(&read), said(&trace));
        }
    }

    #[test]
    fn it_does_not_matter_where_the_input_is_cut(trace in trace(), sizes in prop::collection::vec(1..200_usize, 1..9)) {
        let file = written(&trace);
        let whole = Trace::from_slice(&file).unwrap();
        for layout in [file, serde_json::to_vec_pretty(&trace).unwrap()] {
            let mut reader = TraceReader::new();
            let mut rest = layout.as_slice();
            for size in sizes.iter().cycle() {
                let (chunk, next) = rest.split_at((*size).min(rest.len()));
                reader.feed(chunk).unwrap();
                rest = next;
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(reader.bytes(), layout.len() as u64);
            prop_assert_eq!(said(&reader.finish().unwrap()), said(&whole));
        }
    }
}

#[test]
fn a_trace_of_nothing_but_its_header_is_one_json_document_too() {
    let file = written(&Trace::default());
    let json: serde_json::Value = serde_json::from_slice(&file).expect("it is closed");
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    let read = Trace::from_slice(&file).expect("there is a record in it");
    assert_eq!(read.header(), Trace::default().header());
}

#[test]
fn saving_replaces_the_file_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trace.json");
    fs::write(&path, "something else").unwrap();
    let trace = Trace::from_slice(include_bytes!("data/version-1.json")).unwrap();
    trace.save(&path).unwrap();
    assert_eq!(Trace::load(&path).unwrap(), trace);
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["trace.json"]);
}

#[cfg(unix)]
#[test]
fn a_saved_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trace.json");
    Trace::default().save(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn what_cannot_be_saved_says_why_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let trace = Trace::default();
    let missing = folder.path().join("none").join("trace.json");
    let error = trace.save(&missing).unwrap_err();
    assert_eq!(error.kind(), reify_lib::ErrorKind::Io);
    assert_eq!(error.io_error_kind(), Some(std::io::ErrorKind::NotFound));
    assert!(
        error
            .to_string()
            .starts_with(&format!("cannot write {}: ", missing.display())),
        "{error}"
    );
    // A folder is in the way: the temporary file is taken away again.
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    trace.save(&taken).unwrap_err();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
