//! Observing changes nothing: generated programs do the same traced and untraced.
//!
//! A program is a tree of what async code is made of. One interpreter runs it, compiled twice from the same lines: with
//! `#[trace_async]` on each of its functions and `traced` around each task, and without. What a program does (what it logs
//! and in which order things are dropped, what it gives back or panics with, how often each of its tasks is polled and
//! woken, how many wakers are left) must be equal.
//! `REIFY_PROGRAMS=100000 cargo test --release -p reify-lib --test nothing_changes` runs as many.

#[path = "nothing_changes/interpreter.rs"]
mod interpreter;
#[path = "nothing_changes/program.rs"]
mod program;
#[path = "nothing_changes/run.rs"]
mod run;

use std::sync::{Mutex, MutexGuard, PoisonError};

use program::{Program, Random};
use reify_lib::{RecordOptions, TracedFuture};
use run::{Behaviour, run};

/// What the whole process is recorded into concerns all tests.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn programs() -> impl Iterator<Item = Program> {
    let count = std::env::var("REIFY_PROGRAMS").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(3_000);
    (0..count).map(|seed| Program::generate(&mut Random::new(seed)))
}

fn untraced(program: &Program) -> Behaviour {
    run(|world| interpreter::plain::interpret(program.clone(), world))
}

#[test]
fn a_program_does_the_same_when_it_is_recorded() {
    for (number, program) in programs().enumerate() {
        let mut shared = None;
        let traced = run(|world| {
            let future = TracedFuture::new(interpreter::traced::interpret(program.clone(), world));
            shared = Some(future.trace().clone());
            future
        });
        let trace = shared.expect("a trace").snapshot();
        assert_eq!(untraced(&program), traced, "program {number}: {program:#?}");
        assert_eq!(trace.notices(), [], "program {number}: {program:#?}");
        let mut ends = vec![0; trace.steps().len()];
        let mut polled = vec![0; trace.steps().len()];
        for poll in trace.polls() {
            polled[poll.step.index()] = 1;
            ends[poll.step.index()] += usize::from(poll.result.is_final());
        }
        assert_eq!(
            ends, polled,
            "program {number}: each polled step ends once: {program:#?}"
        );
    }
}

#[test]
fn a_program_does_the_same_when_the_attribute_records_nowhere() {
    let _alone = alone();
    for (number, program) in programs().enumerate() {
        let traced = run(|world| interpreter::traced::interpret(program.clone(), world));
        assert_eq!(untraced(&program), traced, "program {number}: {program:#?}");
    }
}

#[test]
fn a_program_does_the_same_when_its_process_is_recorded_without_wakes() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder");
    let options = RecordOptions::new().wakes(false);
    let recording = options.record_to(folder.path().join("trace.json"));
    let recording = recording.expect("a recording");
    for (number, program) in programs().enumerate() {
        let traced = run(|world| interpreter::traced::interpret(program.clone(), world));
        assert_eq!(untraced(&program), traced, "program {number}: {program:#?}");
    }
    // What is in the file is not the matter here, nor whether there is time to write it all.
    drop(recording);
}

#[test]
fn the_programs_do_all_that_they_can() {
    let behaviours: Vec<Behaviour> = programs().map(|program| untraced(&program)).collect();
    let some = |what: &dyn Fn(&Behaviour) -> bool| behaviours.iter().filter(|b| what(b)).count();
    assert_eq!(some(&Behaviour::is_stuck), 0);
    assert!(some(&Behaviour::panics) > 10);
    assert!(some(&|behaviour| behaviour.tasks() > 1) > 100);
    assert!(some(&|behaviour| behaviour.says("aborted")) > 10);
    assert!(some(&|behaviour| behaviour.says("first")) > 10);
    assert!(some(&|behaviour| behaviour.says("second")) > 10);
}
