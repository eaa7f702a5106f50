//! However a program ends, its own result is unchanged, its recording is readable, and the file says how it ended.
//!
//! A program of its own, as the end of the main thread is part of the matter: it runs itself once for each way to end.

#![expect(clippy::print_stdout, reason = "it reports as the test harness would")]

use std::path::Path;
use std::process::{Command, Output};

use reify_lib::{NoticeKind, RecordOptions, Trace, record_to, trace_async};

const END: &str = "REIFY_TEST_END";
const FILE: &str = "REIFY_TEST_FILE";
const TURNS: usize = 2_000;

#[trace_async]
async fn turns() {
    for _ in 0..TURNS {
        tokio::task::yield_now().await;
    }
}

fn run_turns() {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(turns());
}

/// The program that ends, in the way that it is told to.
fn end(how: &str) {
    let file = || std::env::var(FILE).expect("a file");
    match how {
        "by returning from main" => {
            reify_lib::init();
            run_turns();
        }
        "by exit" => {
            reify_lib::init();
            run_turns();
            std::process::exit(3);
        }
        "by a panic" => {
            let _recording = record_to(file()).expect("a recording");
            run_turns();
            panic!("on purpose");
        }
        "by abort, each event on the spot" => {
            let recording = RecordOptions::new().every_event(true).record_to(file());
            let _recording = recording.expect("a recording");
            run_turns();
            std::process::abort();
        }
        "by a panic that aborts" => {
            // As with `panic = "abort"`: nothing is dropped, and nobody is told.
            std::panic::set_hook(Box::new(|_| std::process::abort()));
            let _recording = record_to(file()).expect("a recording");
            run_turns();
            panic!("on purpose");
        }
        "by abort" => {
            reify_lib::init();
            run_turns();
            std::process::abort();
        }
        "with tasks that live" => {
            let _recording = record_to(file()).expect("a recording");
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.spawn(async { std::future::pending::<()>().await });
            runtime.block_on(turns());
        }
        other => panic!("no such end: {other}"),
    }
}

/// Runs this program so that it ends in one way.
fn ended(how: &str, file: &Path) -> Output {
    command(how, file).output().expect("a program")
}

fn command(how: &str, file: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .env(END, how)
        .env(FILE, file)
        .env("REIFY_TRACE", file)
        .env("RUST_BACKTRACE", "0");
    command
}

fn load(file: &Path) -> Trace {
    let trace = Trace::load(file).expect("a trace");
    let lost = [NoticeKind::Lost, NoticeKind::Gap, NoticeKind::TornTail];
    let notices = trace.notices();
    assert!(
        !notices.iter().any(|notice| lost.contains(&notice.kind)),
        "{notices:?}"
    );
    trace
}

fn reason(trace: &Trace) -> Option<&str> {
    trace.end().map(|end| end.reason.as_str())
}

/// All ways, each with the exit code of the program and what its file has to say.
fn orderly_ends(folder: &Path) {
    let cases = [
        ("by returning from main", Some(0), Some("exited")),
        ("by exit", Some(3), Some("exited")),
        ("by a panic", Some(101), Some("panicked")),
        ("by abort, each event on the spot", None, None),
        ("with tasks that live", Some(0), Some("finished")),
    ];
    for (how, code, says) in cases {
        let file = folder.join("trace.json");
        let output = ended(how, &file);
        // A program that was killed by a signal has no code.
        assert_eq!(output.status.code(), code, "{how}: {output:?}");
        let trace = load(&file);
        assert_eq!(reason(&trace), says, "{how}");
        let polls = trace
            .polls()
            .filter(|poll| trace.site_of(poll.step).expr == "tokio::task::yield_now()");
        assert_eq!(polls.count(), 2 * TURNS, "{how}");
        println!("test a program that ends {how} ... ok");
    }
}

/// Nothing tells the recorder of the end: what it had not written yet is missing at the end, and nothing before. The line
/// that it was about to write may be torn.
fn a_panic_that_aborts(folder: &Path) {
    let file = folder.join("trace.json");
    let output = ended("by a panic that aborts", &file);
    assert_eq!(output.status.code(), None, "{output:?}");
    let trace = Trace::load(&file).expect("a trace");
    let mut notices: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    notices.retain(|kind| *kind != NoticeKind::TornTail);
    assert_eq!(notices, [NoticeKind::NoEnd]);
    assert!(trace.polls().count() <= 2 * TURNS);
    println!("test a program that ends by a panic that aborts ... ok");
}

/// What the environment says of the recording, besides where it goes.
fn options_of_init(folder: &Path) {
    let file = folder.join("trace.json");
    let run = |how: &str, variables: &[(&str, &str)]| {
        let mut command = command(how, &file);
        command.envs(variables.iter().copied());
        command.output().expect("a program")
    };

    run("by exit", &[("REIFY_WAKES", "0")]);
    let trace = load(&file);
    assert!(!trace.header().wakes);
    assert_eq!(trace.events().len(), 2 * TURNS, "polls alone");

    run("by abort", &[("REIFY_EVERY_EVENT", "1")]);
    assert_eq!(load(&file).polls().count(), 2 * TURNS);

    run("by exit", &[("REIFY_LIMIT", "8K")]);
    assert_eq!(reason(&load(&file)), Some("limit"));

    run("by exit", &[("REIFY_MEMORY", "1K")]);
    let trace = Trace::load(&file).expect("a trace");
    let end = trace.end().expect("an end");
    assert!(end.lost > 0);
    let there = trace.events().len() + trace.steps().len();
    assert_eq!(there as u64 + end.lost, end.recorded);

    for (name, value) in [("REIFY_WAKES", "maybe"), ("REIFY_MEMORY", "much")] {
        std::fs::remove_file(&file).unwrap_or_default();
        let output = run("by exit", &[(name, value)]);
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.lines().count() == 1 && said.contains(name), "{said}");
        assert!(!file.exists());
    }
    println!("test what the environment says of a recording ... ok");
}

fn a_file_that_cannot_be_made(folder: &Path) {
    let output = ended("by exit", &folder.join("no such folder/trace.json"));
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("reify: REIFY_TRACE: ") && said.contains("no such folder"),
        "{said}"
    );
    println!("test a file that cannot be made ... ok");
}

/// A limit on the size of files stands for a full disk: in both cases the system refuses to write.
#[cfg(unix)]
fn a_disk_that_is_full(folder: &Path) {
    let file = folder.join("trace.json");
    let program = std::env::current_exe().expect("this program");
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\""])
        .arg(program)
        .env(END, "by exit")
        .env(FILE, &file)
        .env("REIFY_TRACE", &file)
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let trace = Trace::load(&file).expect("a trace");
    assert_eq!(reason(&trace), None);
    assert!(trace.polls().count() > 10);
    println!("test a disk that is full ... ok");
}

fn main() {
    if let Ok(how) = std::env::var(END) {
        return end(&how);
    }
    // What cargo asks of a test program besides running it.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    orderly_ends(folder.path());
    a_panic_that_aborts(folder.path());
    options_of_init(folder.path());
    a_file_that_cannot_be_made(folder.path());
    #[cfg(unix)]
    a_disk_that_is_full(folder.path());
}
