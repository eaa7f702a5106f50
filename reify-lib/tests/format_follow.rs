//! A file that is still being written can be looked at in between: [`TraceReader::snapshot`].

use reify_lib::{NoticeKind, Trace, TraceReader};

const FILE: &str = concat!(
    "[\n",
    "{\"reify\":{\"version\":1,\"min_reader\":1,\"writer\":\"a test\",\"program\":\"shop\"}},\n",
    "{\"site\":{\"id\":0,\"expr\":\"load()\",\"file\":\"src/a.rs\",\"line\":4}},\n",
    "{\"untraced\":{\"file\":\"src/a.rs\",\"line\":9,\"column\":1,\"within\":\"m!\"}},\n",
    "{\"step\":[0,0,0,10]},\n",
    "{\"poll\":[1,0,12,3,1,\"pending\"]},\n",
    "{\"sync\":{\"at\":20,\"recorded\":2}},\n",
    "{\"wake\":[2,0,30,1]},\n",
    "{\"poll\":[4,0,40,3,1,\"ready\"]},\n",
    "{\"end\":{\"at\":50,\"recorded\":5}}\n",
    "]\n",
);

/// The file as it is written, and all of it on one line, as no writer of ours does.
fn layouts() -> [String; 2] {
    [FILE.to_owned(), FILE.replace('\n', "")]
}

#[test]
fn a_snapshot_after_any_byte_changes_nothing_of_what_comes() {
    for file in layouts() {
        let whole = Trace::from_slice(file.as_bytes()).expect("it is a trace");
        let mut reader = TraceReader::new();
        for byte in file.as_bytes() {
            reader.feed(&[*byte]).expect("it is a trace so far");
            reader.snapshot();
        }
        assert_eq!(reader.snapshot(), whole);
        assert_eq!(reader.finish().expect("it is a trace"), whole);
    }
}

#[test]
fn a_snapshot_shows_the_whole_records_and_no_torn_one() {
    for file in layouts() {
        for cut in 0..file.len() {
            let mut reader = TraceReader::new();
            reader
                .feed(&file.as_bytes()[..cut])
                .expect("it is a trace so far");
            let snapshot = reader.snapshot();
            assert_eq!(snapshot.events().len(), reader.events(), "cut at {cut}");
            let torn = [NoticeKind::TornTail, NoticeKind::BadLine];
            let complaint = snapshot
                .notices()
                .iter()
                .find(|notice| torn.contains(&notice.kind));
            assert_eq!(complaint, None, "cut at {cut}");
        }
    }
}

#[test]
fn a_snapshot_says_that_the_recording_has_no_end_yet() {
    let (begun, _) = FILE.split_once("{\"end\"").expect("the file has an end");
    let mut reader = TraceReader::new();
    reader.feed(begun.as_bytes()).expect("it is a trace so far");
    let snapshot = reader.snapshot();
    let kinds: Vec<_> = snapshot
        .notices()
        .iter()
        .map(|notice| notice.kind)
        .collect();
    assert_eq!(kinds, [NoticeKind::Gap, NoticeKind::NoEnd]);
    assert_eq!(snapshot.last_sync().map(|sync| sync.at), Some(20));
}

#[test]
fn a_snapshot_of_nothing_is_an_empty_trace() {
    let mut reader = TraceReader::new();
    assert_eq!(reader.snapshot().events().len(), 0);
    reader
        .feed(b"[\n{\"reify\":")
        .expect("it may be a trace yet");
    assert_eq!(reader.snapshot().steps().len(), 0);
}
