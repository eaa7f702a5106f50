//! What a later version of the format may add.

use reify_lib::ErrorKind;
use reify_lib::NoticeKind::{LaterVersion, UnknownField, UnknownKind};

use super::{STEP, first_message, noticed, read_file, recorded};

#[test]
fn what_a_later_version_may_add_is_skipped_and_counted() {
    let trace = recorded(
        3,
        &[
            STEP,
            r#"{"budget":{"left":[1,{"deep":[]}]}}"#,
            r#"{"budget":3}"#,
            r#"{"poll":[1,0,6,1,1,"pending",null,null,"more","and more"]}"#,
            r#"{"poll":{"seq":2,"step":0,"at":7,"result":"ready","core":{"id":3}}}"#,
            r#"{"thread":{"id":1,"name":"main"},"checksum":"ab"}"#,
            r#"{"site":{"id":1,"kind":"yield","expr":"tock()"}}"#,
            r#"{"poll":[3,0,8,1,1,"suspended"]}"#,
        ],
    );
    assert_eq!(
        noticed(&trace),
        [(UnknownKind, 2, Some(5)), (UnknownField, 6, Some(7))]
    );
    assert_eq!(trace.polls().count(), 2);
    assert_eq!(trace.sites()[1].expr, "tock()");
    assert_eq!(trace.threads()[0].name.as_deref(), Some("main"));
    assert!(
        first_message(&trace).contains("budget"),
        "{}",
        first_message(&trace)
    );
}

#[test]
fn a_later_version_that_this_reader_understands_is_read_and_told_of() {
    let file = "[\n{\"reify\":{\"version\":7,\"min_reader\":1}},\n{\"end\":{\"at\":9,\"recorded\":0}}\n]\n";
    let trace = read_file(file);
    assert_eq!(trace.header().version, 7);
    assert_eq!(noticed(&trace), [(LaterVersion, 1, Some(2))]);
}

#[test]
fn a_later_version_that_it_would_misunderstand_is_refused_with_both_versions() {
    let file = "[\n{\"reify\":{\"version\":7,\"min_reader\":5,\"writer\":\"reify-lib 0.9.0\"}},\n";
    for file in [
        file.to_owned(),
        file.replace('\n', " "),
        file.replace('{', "{\n  "),
    ] {
        let mut reader = reify_lib::TraceReader::new();
        let error = match reader.feed(file.as_bytes()) {
            Ok(()) => reader.finish().expect_err("it is too new"),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::TooNew);
        let told = error.to_string();
        assert!(
            told.contains("written by reify-lib 0.9.0 in version 7 of the format")
                && told.contains("this one reads up to version 1: update it"),
            "{told}"
        );
    }
}
