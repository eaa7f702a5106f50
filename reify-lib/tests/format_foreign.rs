//! What is not our own format: read where it can be, named where it cannot.

use reify_lib::PollResult::{Pending, Ready};
use std::error::Error as _;

use reify_lib::{Error, ErrorKind, NoticeKind, SiteKind, Trace};

fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn async_reify_events_become_steps_label_by_label() {
    let trace = Trace::load(data("async-reify-join.json")).unwrap();
    let labels: Vec<_> = trace
        .steps()
        .iter()
        .map(|step| trace.site(step.site).expr.as_str())
        .collect();
    assert_eq!(labels, ["A", "B"]);
    let polls: Vec<_> = trace
        .polls()
        .map(|poll| (poll.step.index(), poll.result))
        .collect();
    assert_eq!(
        polls,
        [
            (0, Pending),
            (1, Pending),
            (1, Pending),
            (0, Pending),
            (0, Ready),
            (1, Ready)
        ]
    );
    assert_eq!(trace.polls().next().unwrap().at, 11921);
    assert_eq!(trace.header().writer, "async-reify 0.1");
}

#[test]
fn async_reify_labels_give_their_places_back() {
    let trace = Trace::load(data("async-reify-simple.json")).unwrap();
    let sites: Vec<_> = trace
        .sites()
        .iter()
        .map(|site| (site.expr.as_str(), site.file.as_str(), site.line))
        .collect();
    assert_eq!(
        sites,
        [
            ("fetch()", "src/main.rs", 20),
            ("slow(1)", "src/main.rs", 20)
        ]
    );
    assert!(
        trace
            .sites()
            .iter()
            .all(|site| site.kind == SiteKind::Await)
    );
    assert_eq!(trace.steps().len(), 2);
    let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(
        kinds,
        [NoticeKind::Foreign],
        "says what such a file does not carry, and nothing else"
    );
}

#[test]
fn async_reify_events_are_read_without_the_object_around_them_too() {
    let text = std::fs::read_to_string(data("async-reify-simple.json")).unwrap();
    let events = &text[text.find('[').unwrap()..=text.rfind(']').unwrap()];
    let mut minified = events.to_owned();
    minified.retain(|c| c != ' ' && c != '\n');
    for layout in [events, minified.as_str()] {
        let trace = Trace::from_slice(layout.as_bytes()).unwrap();
        assert_eq!(trace.polls().count(), 3);
    }
}

#[track_caller]
fn refused(bytes: &[u8]) -> Error {
    let error = Trace::from_slice(bytes).expect_err("it is no trace");
    assert_eq!(error.kind(), ErrorKind::NotATrace);
    error
}

#[test]
fn what_another_tool_wrote_is_known_behind_damage_too() {
    let event =
        "{\"step\":1,\"offset\":{\"secs\":0,\"nanos\":1},\"result\":\"Ready\",\"label\":\"A\"}";
    for damage in ["{\"step\":0,\"offset\":{\"secs\":0}}", "{\"st", "oops"] {
        let file = format!("{{\"events\":[\n{damage},\n{event}\n]}}\n");
        let trace = Trace::from_slice(file.as_bytes()).expect("an event can be read");
        let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
        assert_eq!(
            kinds,
            [NoticeKind::BadLine, NoticeKind::Foreign],
            "{damage}"
        );
        assert_eq!(trace.polls().count(), 1, "{damage}");
    }
    let file = "oops\n{\"v\":1}\n";
    let trace = Trace::from_slice(file.as_bytes()).expect("it is a recording of tokio-console");
    assert_eq!(trace.notices()[1].kind, NoticeKind::Foreign);
}

#[test]
fn what_is_no_trace_is_named_as_what_it_is() {
    let utf16: Vec<u8> = "[\n{\"reify\":{}}\n]"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked_utf16 = [b"\xff\xfe".as_slice(), &utf16].concat();
    for (bytes, what) in [
        (b"".as_slice(), "an empty file"),
        (b" \n\n", "an empty file"),
        (
            b"\x1f\x8b\x08\0\0\0\0\0",
            "gzip data: unpack it first, with gunzip",
        ),
        (b"\xfd7zXZ\0\0\x04", "xz data"),
        (b"\x28\xb5\x2f\xfd\x04", "zstd data"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (&utf16, "UTF-16 text: convert it to UTF-8 first"),
        (&marked_utf16, "UTF-16 text: convert it to UTF-8 first"),
        (b"\x01\x02\0\0\0\x07\0\0\0\0\0\x01", "binary data"),
        (
            b"<!doctype html>\n<title>404</title>\n",
            "an HTML or XML document",
        ),
        (b"[\n]\n", "no record in it"),
        (b"[]", "no record in it"),
        (
            b"[{\"name\":\"a\",\"ph\":\"B\",\"ts\":1},\n{\"name\":\"a\",\"ph\":\"E\",\"ts\":2}]",
            "a Chrome trace",
        ),
        (
            b"{\"traceEvents\":[{\"name\":\"a\",\"ph\":\"B\",\"ts\":1}]}",
            "a Chrome trace",
        ),
        (b"{\"resourceSpans\":[]}", "OpenTelemetry spans"),
        (
            b"{\"v\":2}\n{\"Spawn\":{\"id\":1}}\n",
            "a recording of tokio-console of another version than 1",
        ),
        (
            b"{\n  \"steps\": [],\n  \"edges\": []\n}\n",
            "a graph that async-reify wrote",
        ),
        (
            b"{\"level\":\"info\",\"msg\":\"started\"}\n",
            "JSON of another tool: it begins with `level`",
        ),
    ] {
        let error = refused(bytes);
        let message = error.to_string();
        assert!(
            message.contains(&format!("expected a trace of reify, found {what}")),
            "{message}"
        );
        assert_eq!(
            (error.line(), error.byte().is_some()),
            (Some(1), true),
            "{message}"
        );
    }
}

#[test]
fn what_cannot_be_named_is_told_by_its_first_fault() {
    for (text, fault) in [
        (
            "fn main() {\n    println!(\"hello\");\n}\n",
            "expected an object, found `fn main() {`",
        ),
        ("null", "invalid type: null, expected a record of a trace"),
        (
            "[1, 2]",
            "invalid type: sequence, expected a record of a trace",
        ),
        ("{\"poll\" [0]}", "expected `:`"),
        (
            "{\"reify\":{\"version\":1,\"min_rea",
            "it is cut off within its first record",
        ),
    ] {
        let message = refused(text.as_bytes()).to_string();
        assert!(
            message.ends_with(&format!("not a trace of reify: {fault}")),
            "{message}"
        );
    }
}

#[test]
fn an_error_names_file_line_column_and_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes\u{202e}.json");
    std::fs::write(&path, "[\n  {\"reify\":{\"version\":\"one\"}}\n").unwrap();
    let error = Trace::load(&path).unwrap_err();
    assert_eq!(
        (error.line(), error.column(), error.byte()),
        (Some(2), Some(27), Some(28))
    );
    let message = error.to_string();
    let place = "notes\\u{202e}.json:2:27 (byte 28): not a trace of reify: invalid type: ";
    assert!(message.contains(place), "{message}");
    assert!(error.source().is_none());
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let error = Trace::load(folder.path().join("none.json")).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Io, None));
    assert!(error.to_string().contains("cannot open "), "{error}");
    let error = Trace::load(folder.path()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("it is a folder, not a regular file"),
        "{error}"
    );
}

#[test]
fn a_trace_of_a_later_version_names_both_versions() {
    let file = "[\n{\"reify\":{\"version\":3,\"min_reader\":3,\"writer\":\"reify-lib 0.9.0\"}},\n{\"site\":{}}\n]\n";
    let error = Trace::from_slice(file.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::TooNew, Some(2)));
    let message = "written by reify-lib 0.9.0 in version 3 of the format, for readers of version 3 and later; this one \
                   reads up to version 1: update it";
    assert!(error.to_string().ends_with(message), "{error}");
    let error = serde_json::from_str::<Trace>(file).unwrap_err();
    assert!(error.to_string().starts_with(message), "{error}");
}

#[test]
fn a_trace_of_a_later_version_that_suffices_for_this_reader_is_read() {
    let file = "[\n{\"reify\":{\"version\":3,\"min_reader\":1,\"novelty\":1}},\n{\"end\":{\"at\":1,\"recorded\":0}}\n]\n";
    let trace = Trace::from_slice(file.as_bytes()).unwrap();
    assert_eq!(trace.header().version, 3);
    assert_eq!(trace.notices()[0].kind, NoticeKind::UnknownField);
}

#[test]
fn a_file_with_few_records_among_many_other_lines_is_refused() {
    let noise = "2026-11-22T10:00:00Z INFO started\n".repeat(1001);
    let file = format!("{noise}{{\"reify\":{{}}}}\n{noise}");
    assert_eq!(refused(file.as_bytes()).line(), Some(1));
    let records = "{\"sync\":{\"at\":1,\"recorded\":0}}\n".repeat(3000);
    assert!(Trace::from_slice((records + &noise).as_bytes()).is_ok());
}
