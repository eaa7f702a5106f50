//! A file that was cut off or damaged anywhere: never a crash, never silence, and all that is whole is read.

use std::path::Path;

use reify_lib::{ErrorKind, NoticeKind, Trace};
use serde::de::IgnoredAny;

const FILE: &[u8] = include_bytes!("data/version-1.json");

/// So much of a sample is cut at every byte.
const LONGEST: usize = 12 << 10;

fn events_and_steps(trace: &Trace) -> usize {
    trace.events().len() + trace.steps().len()
}

/// How many records of a text are steps or events.
fn counted(text: &str) -> usize {
    text.lines()
        .filter(|line| {
            ["{\"step\"", "{\"poll\"", "{\"wake"]
                .iter()
                .any(|kind| line.starts_with(kind))
        })
        .count()
}

fn notices(trace: &Trace) -> Vec<NoticeKind> {
    trace.notices().iter().map(|notice| notice.kind).collect()
}

#[test]
fn a_file_cut_off_at_any_byte_gives_its_whole_lines_and_says_what_is_missing() {
    cut_at_every_byte(std::str::from_utf8(FILE).unwrap());
}

#[test]
fn so_do_the_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-traces");
    let mut samples = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            // Each cut is read from the beginning: of what is longer, the beginning has to do.
            cut_at_every_byte(&text[..text.len().min(LONGEST)]);
            samples += 1;
        }
    }
    assert!(samples > 0, "there are no samples");
}

fn cut_at_every_byte(text: &str) {
    let header_ends = text.find("}},\n").expect("there is a header") + 2;
    // Of what has no end, every cut lacks it.
    let end_ends = text.rfind("\n]").unwrap_or(text.len());
    for cut in 0..text.len() {
        let before = &text[..cut];
        let read = Trace::from_slice(before.as_bytes());
        if cut < header_ends {
            let message = read.expect_err("the header is cut off").to_string();
            assert!(
                message.contains("a trace of reify"),
                "cut at {cut}: {message}"
            );
            continue;
        }
        let trace = read.unwrap_or_else(|error| panic!("cut at {cut}: {error}"));
        let start = before.rfind('\n').expect("the header is whole") + 1;
        let last = &before[start..];
        let is_whole = ["", "]"].contains(&last)
            || serde_json::from_str::<IgnoredAny>(last.trim_end_matches(',')).is_ok();
        // The line that the cut is in counts once its record is whole, with or without the comma behind it.
        let expected = counted(&before[..start]) + if is_whole { counted(last) } else { 0 };
        let mut missing = Vec::new();
        if !is_whole {
            missing.push(NoticeKind::TornTail);
        }
        if cut < end_ends {
            missing.push(NoticeKind::NoEnd);
        }
        assert_eq!(notices(&trace), missing, "cut at {cut}");
        assert_eq!(events_and_steps(&trace), expected, "cut at {cut}");
    }
}

#[test]
fn the_torn_tail_is_named_by_its_place_and_length() {
    let text = "[\n{\"reify\":{}},\n{\"step\":[0,0,";
    let trace = Trace::from_slice(text.as_bytes()).unwrap();
    let torn = &trace.notices()[0];
    assert_eq!(torn.kind, NoticeKind::TornTail);
    assert_eq!(
        torn.to_string(),
        "cut off in the middle of a record: the last 13 bytes are left out (line 3, byte 16)"
    );
}

/// The tails of a pretty-printed document are torn in the same way.
#[test]
fn other_layouts_may_be_cut_off_too() {
    let trace = Trace::from_slice(FILE).unwrap();
    for layout in [
        serde_json::to_vec(&trace).unwrap(),
        serde_json::to_vec_pretty(&trace).unwrap(),
    ] {
        let end = layout
            .windows(7)
            .rposition(|window| window.starts_with(b"\"end\""))
            .unwrap()
            - 1;
        let mut most = 0;
        for cut in 0..end {
            let Ok(trace) = Trace::from_slice(&layout[..cut]) else {
                assert_eq!(most, 0, "cut at {cut}: what was read before is lost");
                continue;
            };
            assert!(notices(&trace).contains(&NoticeKind::NoEnd), "cut at {cut}");
            let read = events_and_steps(&trace);
            assert!(read >= most, "cut at {cut}");
            most = read;
        }
        assert_eq!(most, events_and_steps(&trace));
    }
}

/// What a byte is changed to: what means most to the reader and some others, which are not the same at any two places
/// near each other; or, with the environment variable `REIFY_LONG_TESTS`, every other byte there is, which takes some
/// minutes.
fn changed(at: usize, byte: u8) -> Vec<u8> {
    let mut bytes: Vec<u8> = if std::env::var_os("REIFY_LONG_TESTS").is_some() {
        (0..=255).collect()
    } else {
        let others = (0..8).map(|n| (8 * at + n) as u8);
        let telling = [byte ^ 1, byte ^ 128, b'"', b'{', b']', b'\n'];
        telling.into_iter().chain(others).collect()
    };
    bytes.retain(|changed| *changed != byte);
    bytes
}

#[test]
fn any_changed_byte_costs_no_more_than_its_own_lines() {
    let all = counted(std::str::from_utf8(FILE).unwrap());
    let mut file = FILE.to_vec();
    for at in 0..FILE.len() {
        for byte in changed(at, FILE[at]) {
            file[at] = byte;
            match Trace::from_slice(&file) {
                Ok(trace) => {
                    let bad = trace
                        .notices()
                        .iter()
                        .find(|notice| notice.kind == NoticeKind::BadLine);
                    // Two lines at most, where the line feed between them was changed.
                    assert!(
                        bad.is_none_or(|bad| bad.count <= 2),
                        "byte {at} is {byte}: {bad:?}"
                    );
                    let kept = events_and_steps(&trace);
                    assert!(
                        kept + 2 >= all,
                        "byte {at} is {byte}: {kept} steps and events"
                    );
                }
                Err(error) => {
                    // Only the version may make a reader refuse it all.
                    assert_eq!(
                        error.kind(),
                        ErrorKind::TooNew,
                        "byte {at} is {byte}: {error}"
                    );
                }
            }
        }
        file[at] = FILE[at];
    }
}

#[test]
fn any_changed_byte_of_another_layout_is_no_crash() {
    let original = serde_json::to_vec(&Trace::from_slice(FILE).unwrap()).unwrap();
    let mut file = original.clone();
    for at in 0..file.len() {
        for byte in changed(at, original[at]) {
            file[at] = byte;
            if let Ok(trace) = Trace::from_slice(&file) {
                assert!(trace.records().count() > 0, "byte {at} is {byte}");
            }
        }
        file[at] = original[at];
    }
}
