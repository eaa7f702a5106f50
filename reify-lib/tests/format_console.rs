//! Recordings of tokio-console are read as far as they carry a trace.

use std::fs;
use std::path::Path;
use std::process::Command;

use reify_lib::{Event, NoticeKind, PollResult, Trace, TraceReader};

const RECORDED: &[u8] = include_bytes!("data/console/record.json");

fn named<'a>(trace: &'a Trace, name: &str) -> Vec<&'a str> {
    let events = trace.events().iter().filter_map(|event| {
        (trace.site_of(event.step()).expr == name).then_some(match event {
            Event::Poll(poll) => poll.result.as_str(),
            Event::Wake(wake) if wake.by == Some(wake.step) => "woken by itself",
            Event::Wake(_) => "wake",
            _ => "another event",
        })
    });
    events.collect()
}

/// What the program that is recorded does, as far as a recording tells.
fn assert_is_the_program(trace: &Trace) {
    let tasks = trace.tasks().iter().map(|task| task.name.as_deref());
    assert_eq!(
        tasks.collect::<Vec<_>>(),
        [Some("answer"), Some("question"), Some("stuck"), None]
    );
    assert!(trace.tasks().iter().all(|task| task.runtime_id.is_some()));
    assert_eq!(
        named(trace, "answer"),
        ["pending", "wake", "pending", "ready"]
    );
    assert_eq!(
        named(trace, "question"),
        ["pending", "wake", "pending", "wake", "pending", "ready"]
    );
    assert_eq!(named(trace, "stuck"), ["pending"]);
    let began = trace.header().started.as_str();
    assert!(began.starts_with("20") && began.ends_with('Z'), "{began}");
    let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Foreign, NoticeKind::NoEnd]);
}

#[test]
fn tasks_polls_and_wakes_of_a_real_recording_are_read() {
    assert_is_the_program(&Trace::from_slice(RECORDED).expect("it can be read"));
}

#[test]
#[ignore = "builds console-subscriber, with a hundred crates and a flag of its own"]
fn a_recording_that_console_subscriber_makes_now_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("console.json");
    // The flag stands in the configuration of the package, which is looked for from its folder.
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--"])
        .arg(&made)
        .current_dir(folder.join("console_recorder"))
        .env_remove("RUSTFLAGS")
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("console"),
        )
        .status();
    assert!(status.expect("cargo runs this test").success());
    assert_is_the_program(&Trace::load(&made).expect("it can be read"));
    if std::env::var_os("REIFY_UPDATE_CONSOLE").is_some() {
        fs::copy(&made, folder.join("data/console/record.json")).expect("the folder is ours");
    }
}

#[test]
fn a_recording_says_what_it_does_not_carry() {
    let trace = Trace::from_slice(RECORDED).expect("it can be read");
    let kinds: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Foreign, NoticeKind::NoEnd]);
    let message = trace.notices()[0].to_string();
    assert!(message.contains("not of the awaits"), "{message}");
}

#[test]
fn a_recording_cut_anywhere_is_read_up_to_the_cut() {
    for cut in 8..RECORDED.len() {
        let trace = Trace::from_slice(&RECORDED[..cut]).expect("its first line is whole");
        let is_torn = trace
            .notices()
            .iter()
            .any(|notice| notice.kind == NoticeKind::TornTail);
        // A line is whole with its last bracket, with or without the line feed behind it.
        let is_whole = RECORDED[cut - 1] == b'\n' || RECORDED[cut] == b'\n';
        assert_eq!(is_torn, !is_whole, "cut at {cut}");
    }
}

#[test]
fn a_snapshot_of_a_recording_that_grows_is_what_there_is() {
    let mut reader = TraceReader::new();
    for line in RECORDED.split_inclusive(|byte| *byte == b'\n') {
        reader.feed(line).expect("it is a recording");
        reader.snapshot();
    }
    let whole = Trace::from_slice(RECORDED).expect("it can be read");
    assert_eq!(reader.snapshot(), whole);
}

#[test]
fn a_task_in_the_middle_of_a_poll_is_polling_at_the_end() {
    let at = |nanos| format!("{{\"secs_since_epoch\":5,\"nanos_since_epoch\":{nanos}}}");
    let file = format!(
        "{{\"v\":1}}\n{{\"Spawn\":{{\"id\":9,\"at\":{},\"fields\":[]}}}}\n{{\"Enter\":{{\"id\":9,\"at\":{}}}}}\n",
        at(100),
        at(130)
    );
    let trace = Trace::from_slice(file.as_bytes()).expect("it can be read");
    let polling = &trace.last_sync().expect("it was there to the end").polling;
    assert_eq!(polling.len(), 1);
    assert_eq!(polling[0].since, 30);
    assert_eq!(
        trace
            .polls()
            .filter(|poll| poll.result == PollResult::Ready)
            .count(),
        0
    );
}

#[test]
fn lines_that_are_no_events_are_counted() {
    let file = [RECORDED, b"{\"Enter\":{\"id\":-1}}\n{\"v\":1}\nnonsense\n"].concat();
    let trace = Trace::from_slice(&file).expect("most of it can be read");
    let bad = trace
        .notices()
        .iter()
        .find(|notice| notice.kind == NoticeKind::BadLine);
    assert_eq!(bad.map(|notice| notice.count), Some(3));
}

#[test]
fn every_notice_about_a_recording_has_its_place() {
    let trace = Trace::from_slice(RECORDED).expect("it can be read");
    let notices = trace.notices().iter();
    let lines: Vec<_> = notices
        .map(|notice| (notice.kind, notice.first.map(|first| first.line)))
        .collect();
    // The two lines behind the last one that is of use are about resources.
    let expected = [
        (NoticeKind::Foreign, Some(1)),
        (NoticeKind::NoEnd, Some(69)),
    ];
    assert_eq!(lines, expected);
}

/// What a line says of the task 7.
fn of_task(what: &str, at: u64, fields: &str) -> String {
    format!(
        "{{\"{what}\":{{\"id\":7,\"at\":{{\"secs_since_epoch\":{at},\"nanos_since_epoch\":0}}{fields}}}}}\n"
    )
}

/// A recording of these lines, and of its notices the kinds with their lines, without what holds for all recordings.
fn recording(lines: &[String]) -> (Trace, Vec<(NoticeKind, u64)>) {
    let file = format!("{{\"v\":1}}\n{}", lines.concat());
    let trace = Trace::from_slice(file.as_bytes()).expect("its first line is whole");
    let notices = trace.notices().iter();
    let notices = notices.filter(|notice| notice.kind != NoticeKind::Foreign);
    let first = |notice: &reify_lib::Notice| notice.first.map_or(0, |first| first.line);
    let notices = notices.map(|notice| (notice.kind, first(notice))).collect();
    (trace, notices)
}

const WAKE: &str = ",\"op\":{\"Wake\":{\"self_wake\":false}}";

#[test]
fn the_last_line_that_is_of_use_is_where_the_end_is_missing() {
    assert_eq!(recording(&[]).1, [(NoticeKind::NoEnd, 1)]);
    // What came of an exit tells the line behind it.
    let lines = [
        of_task("Spawn", 1, ",\"fields\":[]"),
        of_task("Enter", 2, ""),
        of_task("Exit", 3, ""),
    ];
    for length in 1..=lines.len() {
        let (_, notices) = recording(&lines[..length]);
        assert_eq!(notices, [(NoticeKind::NoEnd, 1 + length as u64)]);
    }
}

#[test]
fn what_later_recorders_may_add_is_skipped_and_counted() {
    let odd = ",\"fields\":[{\"name\":\"a\",\"value\":null},{\"name\":\"b\",\"value\":[1,{\"c\":2.5}]},\
               {\"name\":\"task.name\",\"value\":\"odd\"},{\"name\":\"d\",\"value\":{\"e\":[]}},\
               {\"name\":\"f\",\"value\":0.5}]";
    let (trace, notices) = recording(&[
        of_task("Spawn", 1, odd),
        of_task("Enter", 2, ",\"thread\":{\"id\":[1]}"),
        of_task("Migrate", 2, ""),
        of_task("Exit", 3, ""),
    ]);
    let expected = [
        (NoticeKind::UnknownField, 3),
        (NoticeKind::UnknownKind, 4),
        (NoticeKind::NoEnd, 5),
    ];
    assert_eq!(notices, expected);
    assert_eq!(trace.tasks()[0].name.as_deref(), Some("odd"));
    assert_eq!(named(&trace, "odd"), ["pending"]);
}

#[test]
fn a_clock_that_was_set_back_is_told() {
    let (trace, notices) = recording(&[
        of_task("Spawn", 100, ",\"fields\":[]"),
        of_task("Enter", 99, ""),
        of_task("Exit", 101, ""),
    ]);
    assert_eq!(
        notices,
        [(NoticeKind::OutOfRange, 3), (NoticeKind::NoEnd, 4)]
    );
    let polls: Vec<_> = trace.polls().map(|poll| (poll.at, poll.took)).collect();
    assert_eq!(polls, [(0, 1_000_000_000)]);
}

#[test]
fn a_task_is_woken_after_its_end_too_and_one_that_was_never_spawned_is_told() {
    let (trace, notices) = recording(&[
        of_task("Waker", 1, WAKE),
        of_task("Spawn", 2, ",\"fields\":[]"),
        of_task("Close", 3, ""),
        of_task("Waker", 4, WAKE),
        // The id is that of a resource by now.
        of_task("Enter", 5, ""),
        of_task("Exit", 6, ""),
    ]);
    assert_eq!(
        notices,
        [(NoticeKind::UnknownId, 2), (NoticeKind::NoEnd, 5)]
    );
    assert_eq!(named(&trace, "task"), ["ready", "wake"]);
}
