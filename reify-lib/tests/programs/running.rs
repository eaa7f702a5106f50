//! Running programs: each in a process of its own, recorded into a file, until it is killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reify_lib::{Trace, record_to, trace_async};

use crate::list::{FAULTY, HEALTHY, Program};

/// The test that becomes the program.
const CHILD: &str = "child";
/// What the child is told: the program and the file.
const PROGRAM: &str = "REIFY_FINDINGS_PROGRAM";
const FILE: &str = "REIFY_FINDINGS_FILE";
const THREADS: &str = "REIFY_FINDINGS_THREADS";

/// For a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many programs run at once. They mostly wait.
const AT_ONCE: usize = 8;

/// The end of a program that has nothing more to do. What it has started goes on; it is as it will stay.
pub(crate) async fn settle() {
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
pub(crate) fn marker(trace: &Path) -> PathBuf {
    trace.with_extension("settled")
}

/// Is the program that is killed, where it is told which one; else it does nothing.
pub(crate) fn be_the_program() {
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
            .args(["--exact", CHILD, "--nocapture"])
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
pub(crate) fn trace_of(
    program: &Program,
    threads: &str,
    mut enough: impl FnMut(&Path) -> bool,
) -> Trace {
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
pub(crate) fn each(programs: &[Program], check: impl Fn(&Program) -> Result<(), String> + Sync) {
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
