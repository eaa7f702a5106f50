//! Real programs with one planted fault each, run as processes and killed: every fault is found on its line. And programs
//! that look alike and are healthy: none raises an alarm.
#![cfg(all(unix, feature = "macros", feature = "record"))]
#![expect(
    clippy::unwrap_used,
    clippy::unused_async,
    reason = "programs made to be watched"
)]

#[path = "programs/cautious.rs"]
mod cautious;
#[path = "programs/diligent.rs"]
mod diligent;
#[path = "programs/healthy.rs"]
mod healthy;
#[path = "programs/idle.rs"]
mod idle;
#[path = "programs/lookalikes.rs"]
mod lookalikes;
#[path = "programs/stuck.rs"]
mod stuck;
#[path = "programs/threads.rs"]
mod threads;
#[path = "programs/waste.rs"]
mod waste;

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reify_lib::{
    Certainty, Finding, FindingKind, Severity, Trace, findings, record_to, trace_async,
};

/// What the child is told: the program and the file.
const PROGRAM: &str = "REIFY_FINDINGS_PROGRAM";
const FILE: &str = "REIFY_FINDINGS_FILE";
const THREADS: &str = "REIFY_FINDINGS_THREADS";

const SHORT: Duration = Duration::from_millis(10);
/// Longer than what counts as too long.
const LONG: Duration = Duration::from_millis(250);
/// Longer than any threshold: what a program that is as it will stay has to go on for, in ns.
const SETTLED: u64 = 600_000_000;
/// For a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many programs run at once. They mostly wait.
const AT_ONCE: usize = 8;

/// The end of a program that has nothing more to do. What it has started goes on; it is as it will stay.
async fn settle() {
    let file = std::env::var(FILE).unwrap();
    std::fs::write(marker(Path::new(&file)), "").unwrap();
    // A recording of a program in which nothing happens gives ever fewer signs of life.
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(PAUSE);
            futures::executor::block_on(beats());
        }
    });
    std::future::pending::<()>().await;
}

#[trace_async]
async fn beats() {
    std::future::ready(()).await;
}

/// The file that tells that a program has settled.
fn marker(trace: &Path) -> PathBuf {
    trace.with_extension("settled")
}

struct Program {
    name: &'static str,
    main: fn() -> Pin<Box<dyn Future<Output = ()>>>,
    /// The comments on the lines of its faults: a kind of finding, how sure it is at least, and which one. Of a healthy
    /// program the kinds of faults that it looks like.
    faults: &'static [&'static str],
}

macro_rules! programs {
    ($($module:ident::$name:ident: $($fault:literal),+;)*) => {
        &[$(Program {
            name: stringify!($name),
            main: || Box::pin($module::$name()),
            faults: &[$($fault),+],
        },)*]
    };
}

const HEALTHY: &[Program] = programs![
    lookalikes::registers_again: "lost-waker";
    cautious::first_call_counts: "lost-waker";
    cautious::lost_and_timed: "lost-waker";
    cautious::sender_goes: "lost-waker", "waiting";
    lookalikes::leans_on_another: "no-waker";
    cautious::finished_arms: "no-waker", "never-polled";
    healthy::main_stays: "no-waker", "waiting";
    healthy::kept_over_rounds: "futurelock", "spurious-polls";
    diligent::fair_buffer: "futurelock";
    diligent::kept_for_later: "futurelock";
    healthy::server: "waiting";
    healthy::nameless: "waiting", "lost-waker";
    lookalikes::contention: "waiting";
    idle::shared_receiver: "waiting", "futurelock";
    idle::sent_locks: "waiting";
    idle::quiet_broadcast: "waiting";
    idle::held_by_a_thread: "waiting";
    idle::rate_limit: "waiting";
    idle::readers_and_a_writer: "waiting";
    idle::one_is_missing: "waiting";
    idle::actors_at_rest: "waiting";
    idle::lock_across_work: "waiting", "blocking-poll";
    lookalikes::blocking_elsewhere: "blocking-poll", "slow-wake";
    diligent::moves_others_away: "blocking-poll", "slow-wake";
    diligent::brief_polls: "blocking-poll", "slow-wake";
    lookalikes::recursion: "blocking-poll";
    healthy::intervals: "busy-loop", "slow-wake";
    lookalikes::gives_way: "busy-loop";
    lookalikes::ping_pong: "busy-loop", "sequential-awaits";
    diligent::pipeline_in_one_task: "busy-loop", "spurious-polls";
    diligent::in_parts: "busy-loop";
    diligent::ready_stream: "busy-loop", "sequential-awaits";
    lookalikes::unordered: "spurious-polls";
    diligent::joins_thirty: "spurious-polls";
    cautious::follows_the_cursor: "sequential-awaits";
    healthy::select_loop: "cancelled-midway";
    cautious::backs_off: "cancelled-midway", "sequential-awaits";
    cautious::shuts_down: "cancelled-midway";
    cautious::expects_panics: "panicked";
    cautious::lazy_stream: "never-polled";
];

const FAULTY: &[Program] = programs![
    stuck::cleared: "lost-waker=certain: the slot is cleared";
    stuck::cleared_without_a_name: "lost-waker=likely: in a task that is not known";
    stuck::overwritten: "lost-waker=certain: the slot is overwritten";
    stuck::forgetful: "no-waker=certain: never kept";
    stuck::forgetful_later: "no-waker=certain: kept the first time only";
    stuck::kept_lock: "futurelock=likely: a kept lock";
    stuck::kept_permit: "futurelock=likely: a kept permit";
    stuck::silent_channel: "waiting: a silent channel";
    stuck::opposite_order: "waiting=likely: locks in opposite order";
    stuck::reads_and_writes: "waiting=likely: a reader that wants to write";
    stuck::philosophers: "waiting=likely: a fork too few";
    stuck::both_full: "waiting: both channels are full";
    stuck::joins_under_lock: "waiting: joins a task that wants its lock";
    stuck::unanswered: "waiting: an answer that never comes";
    threads::sleeps: "blocking-poll=likely: a sleep", "slow-wake=likely: behind a sleep";
    threads::computes_long: "blocking-poll=likely: a computation", "slow-wake=likely: behind a computation";
    threads::never_gives_way: "slow-wake: behind awaits that never wait";
    threads::long_queue: "slow-wake: at the end of a queue";
    threads::stuck_in_a_poll: "blocking-poll=likely: has not returned";
    threads::wakes_itself: "busy-loop=likely: wakes itself";
    threads::yields_forever: "busy-loop: only gives way";
    threads::closed_channel: "busy-loop: a closed channel";
    waste::joins_by_hand: "spurious-polls=likely: polls all of them";
    waste::polls_for_each_tick: "spurious-polls: polled for each tick";
    waste::one_by_one: "sequential-awaits: one fetch after the other";
    waste::one_by_one_with_more: "sequential-awaits: with something in between";
    waste::times_out: "cancelled-midway: by a timeout";
    waste::aborts: "cancelled-midway: by an abort";
    waste::panics: "panicked=certain: and left its task";
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

/// How often a program is looked after.
const PAUSE: Duration = Duration::from_millis(100);

/// Runs a program until `enough` says so of the file of its trace, which grows; kills it, and reads what it left.
fn trace_of(program: &Program, threads: &str, mut enough: impl FnMut(&Path) -> bool) -> Trace {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("trace.json");
    let running = Running::start(program, threads, &file);
    let start = Instant::now();
    while !enough(&file) && start.elapsed() < PATIENCE {
        std::thread::sleep(PAUSE);
    }
    drop(running);
    Trace::load(&file).expect("a trace")
}

/// Runs programs, some at once. Panics with what all of them have to say.
fn each(programs: &[Program], check: impl Fn(&Program) -> Result<(), String> + Sync) {
    let (next, complaints) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let complaint = check(program).err();
                    complaints.lock().unwrap().extend(complaint);
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
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
    let (kind, certainty) = kind.split_once('=').unwrap_or((kind, "possible"));
    let certainty = Certainty::parse(certainty).expect(fault);
    let (file, line) = place_of(fault);
    findings.iter().any(|found| {
        let is_there = found.place.line == line && found.place.file.ends_with(file);
        found.kind.as_str() == kind && found.certainty >= certainty && is_there
    })
}

#[test]
fn every_kind_has_two_faulty_programs_and_as_many_healthy_ones() {
    assert!(HEALTHY.len() >= FAULTY.len());
    for kind in FindingKind::ALL {
        let of_kind = |programs: &[Program]| {
            let faults = programs.iter().flat_map(|program| program.faults);
            let kinds = faults.filter_map(|fault| fault.split([':', '=']).next());
            kinds.filter(|it| *it == kind.as_str()).count()
        };
        assert!(of_kind(FAULTY) >= 2, "{kind}");
        assert!(of_kind(HEALTHY) >= 1, "{kind}");
    }
}

#[test]
fn every_fault_is_found_on_its_line() {
    each(FAULTY, |program| {
        let missing = |trace: &Trace| -> Vec<&str> {
            let (found, faults) = (findings(trace), program.faults.iter().copied());
            faults.filter(|fault| !is_found(fault, &found)).collect()
        };
        let trace = trace_of(program, "1", |file| {
            Trace::load(file).is_ok_and(|trace| missing(&trace).is_empty())
        });
        match missing(&trace).as_slice() {
            [] => Ok(()),
            missing => Err(format!(
                "{}: {missing:?} not among\n{}",
                program.name,
                listed(&findings(&trace))
            )),
        }
    });
}

/// The alarms that a program raises once it has settled.
fn alarms_of(program: &Program, threads: &str) -> Vec<Finding> {
    let mut settled_at = None;
    let trace = trace_of(program, threads, |file| {
        if !marker(file).exists() {
            return false;
        }
        let now = Trace::load(file).unwrap_or_default().duration();
        now >= *settled_at.get_or_insert(now) + SETTLED
    });
    assert!(settled_at.is_some(), "{} has not settled", program.name);
    let mut found = findings(&trace);
    found.retain(|finding| finding.severity == Severity::Alarm);
    found
}

/// Whether a machine that lets its programs wait makes any of them look like this.
fn is_of_the_machine(finding: &Finding) -> bool {
    matches!(
        finding.kind,
        FindingKind::BlockingPoll | FindingKind::SlowWake
    )
}

fn raises_no_alarm(program: &Program, threads: &str) -> Result<(), String> {
    let mut found = Vec::new();
    // What is due to the machine is not there each time; what is due to the program is.
    for _ in 0..4 {
        found = alarms_of(program, threads);
        if !found.iter().all(is_of_the_machine) {
            break;
        }
        if found.is_empty() {
            return Ok(());
        }
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
