//! Real programs with one planted fault each, run as processes and killed: every fault is found on its line. And programs
//! that look alike and are healthy: none raises an alarm.
#![cfg(all(unix, feature = "macros", feature = "record"))]
#![expect(
    clippy::unwrap_used,
    clippy::unused_async,
    reason = "programs made to be watched"
)]

#[path = "programs/healthy.rs"]
mod healthy;
#[path = "programs/lookalikes.rs"]
mod lookalikes;
#[path = "programs/stuck.rs"]
mod stuck;
#[path = "programs/threads.rs"]
mod threads;
#[path = "programs/waste.rs"]
mod waste;

use std::path::Path;
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reify_lib::{Finding, Severity, Trace, findings, record_to};

/// What the child is told: the program and the file.
const PROGRAM: &str = "REIFY_FINDINGS_PROGRAM";
const FILE: &str = "REIFY_FINDINGS_FILE";
const THREADS: &str = "REIFY_FINDINGS_THREADS";

const SHORT: Duration = Duration::from_millis(10);
/// Longer than what counts as too long.
const LONG: Duration = Duration::from_millis(250);
/// What a program needs to be as it will stay.
const SETTLED: u64 = 900_000_000;
/// For a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(30);

/// The end of a program that has nothing more to do.
async fn settle() {
    tokio::time::sleep(Duration::from_secs(3600)).await;
}

struct Program {
    name: &'static str,
    main: fn() -> Pin<Box<dyn Future<Output = ()>>>,
    /// The comments on the lines of its faults: a kind of finding, and which one.
    faults: &'static [&'static str],
}

macro_rules! programs {
    ($($module:ident::$name:ident $(: $($fault:literal),+)?;)*) => {
        &[$(Program {
            name: stringify!($name),
            main: || Box::pin($module::$name()),
            faults: &[$($($fault),+)?],
        },)*]
    };
}

const HEALTHY: &[Program] = programs![
    healthy::server;
    healthy::intervals;
    healthy::select_loop;
    healthy::kept_over_rounds;
    lookalikes::registers_again;
    lookalikes::unordered;
    lookalikes::blocking_elsewhere;
    lookalikes::recursion;
    lookalikes::contention;
    lookalikes::ping_pong;
    lookalikes::leans_on_another;
    healthy::main_stays;
    lookalikes::gives_way;
    healthy::nameless;
];

const FAULTY: &[Program] = programs![
    stuck::cleared: "lost-waker: the slot is cleared";
    stuck::cleared_without_a_name: "lost-waker: in a task that is not known";
    stuck::overwritten: "lost-waker: the slot is overwritten";
    stuck::forgetful: "no-waker: never kept";
    stuck::forgetful_later: "no-waker: kept the first time only";
    stuck::kept_lock: "futurelock: a kept lock";
    stuck::kept_permit: "futurelock: a kept permit";
    stuck::silent_channel: "waiting: a silent channel";
    stuck::opposite_order: "waiting: locks in opposite order";
    stuck::unanswered: "waiting: an answer that never comes";
    threads::sleeps: "blocking-poll: a sleep", "slow-wake: behind a sleep";
    threads::computes_long: "blocking-poll: a computation", "slow-wake: behind a computation";
    threads::never_gives_way: "slow-wake: behind awaits that never wait";
    threads::long_queue: "slow-wake: at the end of a queue";
    threads::stuck_in_a_poll: "blocking-poll: has not returned";
    threads::wakes_itself: "busy-loop: wakes itself";
    threads::yields_forever: "busy-loop: only gives way";
    threads::closed_channel: "busy-loop: a closed channel";
    waste::joins_by_hand: "spurious-polls: polls all of them";
    waste::polls_for_each_tick: "spurious-polls: polled for each tick";
    waste::one_by_one: "sequential-awaits: one fetch after the other";
    waste::one_by_one_with_more: "sequential-awaits: with something in between";
    waste::times_out: "cancelled-midway: by a timeout";
    waste::aborts: "cancelled-midway: by an abort";
    waste::panics: "panicked: and left its task";
    waste::catches: "panicked: and was caught";
    waste::forgets: "never-polled: forgotten";
    waste::gathers_only: "never-polled: kept in a list";
    waste::throws_away: "never-polled: dropped at once";
    waste::starves: "never-polled: starved";
];

/// The program that is killed. As a test of its own it does nothing.
#[test]
fn child() {
    let (Ok(name), Ok(file)) = (std::env::var(PROGRAM), std::env::var(FILE)) else {
        return;
    };
    let mut all = HEALTHY.iter().chain(FAULTY);
    let program = all.find(|program| program.name == name).expect("a program");
    let _recording = record_to(file).expect("a recording");
    let mut builder = match std::env::var(THREADS).as_deref() {
        Ok("1") => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = builder.enable_all().build().expect("a runtime");
    runtime.block_on((program.main)());
}

/// A program that runs, and is killed when this is dropped.
struct Running(Child);

impl Running {
    fn start(program: &Program, threads: &str, file: &Path) -> Self {
        let child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "child", "--nocapture"])
            .env(PROGRAM, program.name)
            .env(FILE, file)
            .env(THREADS, threads)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Self(child.expect("a child"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a program until its trace, which grows, satisfies; kills it, and gives back what is found in what it left.
fn found_in(program: &Program, threads: &str, enough: impl Fn(&Trace) -> bool) -> Vec<Finding> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trace.json");
    let running = Running::start(program, threads, &file);
    let start = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(50));
        let trace = Trace::load(&file).unwrap_or_default();
        if enough(&trace) || start.elapsed() > PATIENCE {
            break;
        }
    }
    drop(running);
    findings(&Trace::load(&file).expect("a trace"))
}

/// Runs programs two at a time: they mostly wait. Panics with what all of them have to say.
fn each(programs: &[Program], check: impl Fn(&Program) -> Result<(), String> + Sync) {
    let (one, other) = programs.split_at(programs.len() / 2);
    let complaints = std::thread::scope(|scope| {
        let halves = [one, other].map(|half| {
            let check = &check;
            scope.spawn(move || {
                half.iter()
                    .filter_map(|program| check(program).err())
                    .collect::<Vec<_>>()
            })
        });
        halves.map(|half| half.join().expect("a half")).concat()
    });
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

fn listed(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The file and line on which a comment stands.
fn place_of(fault: &str) -> (&'static str, u32) {
    let sources = [
        ("stuck.rs", include_str!("programs/stuck.rs")),
        ("threads.rs", include_str!("programs/threads.rs")),
        ("waste.rs", include_str!("programs/waste.rs")),
    ];
    let mut places = sources.iter().flat_map(|(file, text)| {
        let lines = text.lines().zip(1..);
        lines
            .filter(|(text, _)| text.ends_with(fault))
            .map(|(_, line)| (*file, line))
    });
    places.next().expect(fault)
}

fn is_found(fault: &str, findings: &[Finding]) -> bool {
    let (kind, _) = fault.split_once(':').expect(fault);
    let (file, line) = place_of(fault);
    findings.iter().any(|found| {
        found.kind.as_str() == kind && found.place.line == line && found.place.file.ends_with(file)
    })
}

#[test]
fn every_fault_is_found_on_its_line() {
    each(FAULTY, |program| {
        let all =
            |findings: &[Finding]| program.faults.iter().all(|fault| is_found(fault, findings));
        let found = found_in(program, "1", |trace| all(&findings(trace)));
        let missing: Vec<_> = program
            .faults
            .iter()
            .filter(|fault| !is_found(fault, &found))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(format!(
            "{}: {missing:?} not among\n{}",
            program.name,
            listed(&found)
        ))
    });
}

fn raises_no_alarm(program: &Program, threads: &str) -> Result<(), String> {
    let mut found = found_in(program, threads, |trace| trace.duration() >= SETTLED);
    found.retain(|finding| finding.severity == Severity::Alarm);
    if found.is_empty() {
        return Ok(());
    }
    Err(format!("{}:\n{}", program.name, listed(&found)))
}

#[test]
fn healthy_programs_raise_no_alarm() {
    each(HEALTHY, |program| raises_no_alarm(program, "1"));
}

#[test]
fn healthy_programs_raise_no_alarm_on_several_threads() {
    each(HEALTHY, |program| raises_no_alarm(program, "many"));
}
