//! A recording outlives its program: killed at any moment, the file is readable and its loss is stated.
//!
//! A few kills of each load by default, and what has to be in the file is waited for. With
//! `REIFY_KILLS=1000 cargo test --release -p reify-lib --test kill` there are as many, and the recorder has the 100 ms that
//! it promises, on a machine that has nothing else to do.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reify_lib::{NoticeKind, Trace, record_to, trace_async};

/// What the child is told: the load and the file.
const LOAD: &str = "REIFY_KILL_LOAD";
const FILE: &str = "REIFY_KILL_FILE";
/// Turns of the load that hangs after a burst; a turn is a step, two polls and a wake, and so is the whole.
const BURST: usize = 5_000;
/// What the recorder promises to have written this long after the last event.
const DRAINED: Duration = Duration::from_millis(100);

#[trace_async]
async fn turns(count: usize, mut between: impl FnMut()) {
    for _ in 0..count {
        tokio::task::yield_now().await;
        between();
    }
}

/// The program that is killed. As a test of its own it does nothing.
#[test]
fn child() {
    let (Ok(load), Ok(file)) = (std::env::var(LOAD), std::env::var(FILE)) else {
        return;
    };
    let _recording = record_to(file).expect("a recording");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    println!("begun");
    match load.as_str() {
        "burst" => {
            runtime.block_on(turns(BURST, || ()));
            println!("done");
            loop {
                std::thread::park();
            }
        }
        "blast" => runtime.block_on(turns(usize::MAX, || ())),
        // 5,000 turns a second make 20,000 events.
        "steady" => {
            let start = Instant::now();
            let mut turn = 0;
            runtime.block_on(turns(usize::MAX, || {
                turn += 1;
                while start.elapsed() < Duration::from_micros(200) * turn {
                    std::hint::spin_loop();
                }
            }));
        }
        other => panic!("no such load: {other}"),
    }
}

/// Starts the child and waits until it says a word.
fn start(load: &str, file: &Path, word: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "child", "--nocapture"])
        .env(LOAD, load)
        .env(FILE, file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut lines = lines.map_while(Result::ok);
    assert!(
        lines.any(|line| line.ends_with(word)),
        "the child ended early"
    );
    child
}

fn kill(mut child: Child) {
    child.kill().expect("killed");
    child.wait().expect("dead");
}

/// How many kills were asked for.
fn asked() -> Option<usize> {
    std::env::var("REIFY_KILLS").ok()?.parse().ok()
}

fn kills() -> usize {
    asked().unwrap_or(5)
}

/// Gives the recorder its time, or as long as it needs where other tests run beside it.
fn wait_for_the_recorder(path: &Path) {
    if asked().is_some() {
        return std::thread::sleep(DRAINED);
    }
    while Trace::load(path)
        .expect("a trace at any moment")
        .events()
        .len()
        < 3 * BURST
    {
        std::thread::yield_now();
    }
}

/// Moments to kill at, spread over what a run shows of itself; the same in each run.
fn moments() -> impl Iterator<Item = Duration> {
    (0..kills() as u64).map(|kill| Duration::from_micros(kill.wrapping_mul(7_919) % 60_000))
}

/// Checks that a file holds all its whole lines as records, and says of the rest what it is.
fn check(path: &Path) -> Trace {
    let bytes = fs::read(path).expect("a file");
    let trace = Trace::load(path).expect("a trace");
    let whole = bytes.split(|byte| *byte == b'\n').count() - 1;
    let torn = usize::from(bytes.last() != Some(&b'\n'));
    let notices: Vec<_> = trace.notices().iter().map(|notice| notice.kind).collect();
    assert!(notices.contains(&NoticeKind::NoEnd));
    let torn_said = usize::from(notices.contains(&NoticeKind::TornTail));
    assert!(torn_said <= torn, "a torn tail in a whole file");
    let others = [NoticeKind::BadLine, NoticeKind::Gap, NoticeKind::UnknownId];
    assert!(
        !notices.iter().any(|kind| others.contains(kind)),
        "{notices:?}"
    );
    let text = String::from_utf8_lossy(&bytes);
    let events = ["{\"poll\"", "{\"wake\"", "{\"waker_drop\""];
    let lines = text.lines().take(whole);
    let written = lines.filter(|line| events.iter().any(|kind| line.starts_with(kind)));
    let written = written.count();
    // The last line may be whole but for its end.
    assert!((written..=written + torn).contains(&trace.events().len()));
    trace
}

#[test]
fn nothing_is_lost_that_the_recorder_had_the_time_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    for _ in 0..kills() {
        let child = start("burst", &path, "done");
        wait_for_the_recorder(&path);
        kill(child);
        let trace = check(&path);
        assert_eq!(trace.steps().len(), BURST);
        assert_eq!(trace.polls().count(), 2 * BURST);
        assert_eq!(trace.events().len(), 3 * BURST);
    }
}

#[test]
fn a_file_is_readable_whenever_its_program_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trace.json");
    for load in ["blast", "steady"] {
        for moment in moments() {
            let child = start(load, &path, "begun");
            std::thread::sleep(moment);
            kill(child);
            check(&path);
        }
    }
}
