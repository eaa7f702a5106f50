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
#[path = "programs/list.rs"]
mod list;
#[path = "programs/lookalikes.rs"]
mod lookalikes;
#[path = "programs/running.rs"]
mod running;
#[path = "programs/stuck.rs"]
mod stuck;
#[path = "programs/threads.rs"]
mod threads;
#[path = "programs/waste.rs"]
mod waste;

use std::time::Duration;

use reify_lib::{Certainty, Finding, FindingKind, Severity, Trace, findings};

use list::{FAULTY, HEALTHY, Program};
use running::{each, marker, settle, trace_of};

const SHORT: Duration = Duration::from_millis(10);
/// Longer than what counts as too long.
const LONG: Duration = Duration::from_millis(250);
/// Longer than any threshold: what a program that is as it will stay has to go on for, in ns.
const SETTLED: u64 = 600_000_000;

/// The program that is killed. As a test of its own it does nothing.
#[test]
fn child() {
    running::be_the_program();
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
