//! A file may come from anyone: nothing in it crashes the reader, bloats it, or gets raw into what it says.

use reify_lib::{NoticeKind, Trace};

/// How a text that came out of a file may look in a message.
#[track_caller]
fn assert_fit_to_be_shown(message: &str) {
    let hidden = |c: char| c.is_control() || ['\u{202e}', '\u{2028}', '\u{200b}'].contains(&c);
    assert_eq!(message.find(hidden), None, "{message:?}");
    assert!(message.len() < 1000, "{} bytes", message.len());
}

#[test]
fn what_a_file_says_is_shown_without_acting_on_the_terminal() {
    let evil = "\u{1b}]0;owned\u{7}\u{202e}\u{2028}\u{9b}31m\u{200b}";
    let long = "x".repeat(5 << 20);
    for text in [evil, &long] {
        let quoted = serde_json::to_string(text).expect("it is a string");
        let records = [
            format!("{{\"poll\":[1,0,{quoted}]}}"),
            format!("{{{quoted}:1}}"),
            format!("{{\"end\":{{{quoted}:1,\"at\":1,\"recorded\":0}}}}"),
            format!("{{\"site\":{{\"id\":1,\"kind\":{quoted},\"expr\":\"\"}}}}"),
            text.to_owned(),
        ];
        for record in records {
            let file = format!("[\n{{\"reify\":{{}}}},\n{record},\n");
            let trace = Trace::from_slice(file.as_bytes()).expect("there is a header");
            assert!(
                !trace.notices().is_empty(),
                "{}",
                &record[..record.len().min(80)]
            );
            for notice in trace.notices() {
                assert_fit_to_be_shown(&notice.to_string());
            }
            if let Err(error) = Trace::from_slice(record.as_bytes()) {
                assert_fit_to_be_shown(&error.to_string());
                assert_fit_to_be_shown(&format!("{error:?}"));
            }
        }
        let header = format!("[\n{{\"reify\":{{\"min_reader\":9,\"writer\":{quoted}}}}},\n");
        assert_fit_to_be_shown(
            &Trace::from_slice(header.as_bytes())
                .unwrap_err()
                .to_string(),
        );
    }
}

#[test]
fn nesting_of_any_depth_is_just_a_bad_record() {
    for open in ["[", "{\"a\":", "{\"poll\":[", "[{\"reify\":"] {
        let bomb = open.repeat(200_000);
        let file =
            format!("[\n{{\"reify\":{{}}}},\n{bomb}\n{{\"end\":{{\"at\":1,\"recorded\":0}}}}\n]\n");
        let trace = Trace::from_slice(file.as_bytes()).expect("there is a header");
        assert_eq!(trace.notices()[0].kind, NoticeKind::BadLine, "{open}");
        assert!(trace.end().is_some(), "{open}");
        let closed = bomb.clone() + &"]}".repeat(200_000);
        for alone in [bomb, closed] {
            Trace::from_slice(alone.as_bytes()).expect_err("there is nothing in it");
        }
    }
}

#[test]
fn a_record_that_does_not_end_is_not_kept() {
    let mut reader = reify_lib::TraceReader::new();
    reader
        .feed(b"[\n{\"reify\":{}},\n{\"site\":{\"id\":0,\"expr\":\"")
        .expect("so far it is a trace");
    let chunk = vec![b'x'; 1 << 20];
    for _ in 0..17 {
        reader.feed(&chunk).expect("it may end yet");
    }
    reader
        .feed(b"\"}},\n{\"end\":{\"at\":1,\"recorded\":0}}\n]\n")
        .expect("it has ended");
    assert_eq!(reader.lines(), 5);
    let trace = reader.finish().expect("there is a header");
    let notices: Vec<_> = trace.notices().iter().map(ToString::to_string).collect();
    let expected = "not a record: the line is longer than 16 MiB, at column 1 (line 3, byte 16)";
    assert_eq!(notices, [expected]);
}

#[test]
fn an_element_that_does_not_end_is_not_kept_either() {
    let mut reader = reify_lib::TraceReader::new();
    reader
        .feed(b"[{\"reify\":{}},{\"site\":{\"id\":0,\"expr\":\"")
        .expect("so far it is a trace");
    let chunk = vec![b'x'; 1 << 20];
    for _ in 0..17 {
        reader.feed(&chunk).expect("it may end yet");
    }
    reader
        .feed(b"\"}},{\"end\":{\"at\":1,\"recorded\":0}}]")
        .expect("it has ended");
    let trace = reader.finish().expect("there is a header");
    let notices: Vec<_> = trace.notices().iter().map(ToString::to_string).collect();
    let expected = "not a record: the record is longer than 16 MiB, at column 15 (line 1, byte 14)";
    assert_eq!(notices, [expected]);
    let length = "{\"site\":{\"id\":0,\"expr\":\"\"}}".len() as u64 + (17 << 20);
    assert_eq!(trace.notices()[0].bytes, length);
}

#[test]
fn ids_of_any_size_take_no_more_room_than_small_ones() {
    let lines = (0..2000_u64).flat_map(|index| {
        let id = index * 4_503_599_627_370;
        let (made, polled) = (2 * index, 2 * index + 1);
        [
            format!("{{\"site\":{{\"id\":{id},\"expr\":\"a\"}}}},\n"),
            format!("{{\"thread\":{{\"id\":{id}}}}},\n"),
            format!("{{\"task\":{{\"id\":{id},\"spawned_by\":{id}}}}},\n"),
            format!("{{\"step\":[{made},{id},{id},0,null,{id}]}},\n"),
            format!("{{\"poll\":[{polled},{id},0,1,{id},\"ready\",4000000000,{id}]}},\n"),
        ]
    });
    let file = format!("[\n{{\"reify\":{{}}}},\n{}", lines.collect::<String>());
    let trace = Trace::from_slice(file.as_bytes()).expect("these are records");
    let described = (
        trace.tasks().len(),
        trace.threads().len(),
        trace.steps().len(),
    );
    assert_eq!(described, (2000, 2000, 2000));
}

#[test]
fn a_chain_of_parents_of_any_length_takes_its_time_once() {
    let steps = 200_000;
    // Each names the one after it, so that no order of lines helps.
    let lines = (0..steps).map(|id| format!("{{\"step\":[{id},{id},0,0,{}]}},\n", id + 1));
    let site = "{\"site\":{\"id\":0,\"expr\":\"a\"}},\n";
    let file = format!(
        "[\n{{\"reify\":{{}}}},\n{site}{}",
        lines.collect::<String>()
    );
    let trace = Trace::from_slice(file.as_bytes()).expect("these are records");
    assert_eq!(trace.steps().len(), steps + 1);
}
