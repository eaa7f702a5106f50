//! A fork of a process that is being recorded goes on as if nothing were, and its parent's recording knows nothing of it.
//!
//! A program of its own, with no more threads than it starts: whatever is locked by one of them when it forks stays
//! locked in the child.

#![expect(clippy::print_stdout, reason = "it reports as the test harness would")]

#[cfg(unix)]
fn main() {
    on_unix::main();
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod on_unix {
    use std::future::Future;
    use std::path::Path;
    use std::pin::Pin;
    use std::process::{Command, exit};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::task::{Context, Poll, Waker};

    use fork::{Fork, WEXITSTATUS, WIFEXITED, fork, waitpid};
    use reify_lib::{RecordOptions, Trace, TraceFutureExt, TracedFuture, record_to, trace_async};

    /// How a child ends that did all it had to.
    const DONE: i32 = 7;
    /// More than the steps whose ids a thread has in stock.
    const TURNS: usize = 300;
    /// What each other thread does beside a fork, at most: all of it together fits in the memory of the recording, however
    /// late its writer is.
    const BESIDE: usize = 1_000;
    /// Tells this program to be the one that forks and returns from `main`.
    const RETURNS: &str = "REIFY_TEST_RETURNS";

    pub(crate) fn main() {
        if std::env::var_os(RETURNS).is_some() {
            return fork_and_return();
        }
        // What cargo asks of a test program besides running it.
        if std::env::args().any(|argument| argument == "--list") {
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("trace.json");
        for (name, options, forks) in [
            ("written by a thread", RecordOptions::new(), 60),
            (
                "written on the spot",
                RecordOptions::new().every_event(true),
                20,
            ),
        ] {
            forks_while_threads_record(options, &path, forks);
            println!("test forks of a recording {name} ... ok");
        }
        a_child_may_record_on_its_own(folder.path());
        println!("test a child that records on its own ... ok");
        a_trace_in_memory_stays_with_the_parent();
        println!("test a fork of a recording in memory ... ok");
        a_child_of_init_ends_in_order(&path);
        println!("test a child of a process that was told to record ... ok");
    }

    #[trace_async]
    async fn turns(count: usize) {
        for _ in 0..count {
            tokio::task::yield_now().await;
        }
    }

    fn poll(future: Pin<&mut impl Future<Output = ()>>) -> Poll<()> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    fn block_on(future: impl Future<Output = ()>) {
        let mut future = Box::pin(future);
        while poll(future.as_mut()).is_pending() {}
    }

    /// Forks; the child does what it is told and ends.
    fn fork_and(child: impl FnOnce()) -> i32 {
        match fork().expect("a fork") {
            Fork::Parent(pid) => pid,
            Fork::Child => {
                child();
                exit(DONE)
            }
        }
    }

    /// Waits for a child, which must have done all.
    fn wait_for(child: i32) {
        let status = waitpid(child).expect("a child");
        assert!(WIFEXITED(status), "it was killed: {status}");
        assert_eq!(WEXITSTATUS(status), DONE);
    }

    fn polls_of_turns(trace: &Trace) -> usize {
        let of_turns =
            |poll: &reify_lib::PollEvent| trace.site_of(poll.step).expr.contains("yield_now");
        trace.polls().filter(of_turns).count()
    }

    fn forks_while_threads_record(options: RecordOptions, path: &Path, forks: usize) {
        let mut recording = Some(options.record_to(path).expect("a recording"));
        let (stop, allowed) = (AtomicBool::new(false), AtomicUsize::new(0));
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut own = 0;
                    while !stop.load(Ordering::Relaxed) {
                        if own < allowed.load(Ordering::Relaxed) {
                            block_on(turns(20));
                            own += 20;
                        }
                        // Room for the other threads, also for the one that writes.
                        std::thread::yield_now();
                    }
                    done.fetch_add(own, Ordering::Relaxed);
                });
            }
            for _ in 0..forks {
                allowed.fetch_add(BESIDE, Ordering::Relaxed);
                // It is pending when the process forks, and goes on in both.
                let mut half = Box::pin(turns(TURNS));
                assert!(poll(half.as_mut()).is_pending());
                let child = fork_and(|| {
                    while poll(half.as_mut()).is_pending() {}
                    block_on(turns(TURNS).traced("a task"));
                    let another = std::thread::spawn(|| block_on(turns(TURNS)));
                    another.join().expect("no panic");
                    drop(recording.take());
                    block_on(turns(1));
                });
                while poll(half.as_mut()).is_pending() {}
                done.fetch_add(TURNS, Ordering::Relaxed);
                wait_for(child);
            }
            stop.store(true, Ordering::Relaxed);
        });
        recording
            .take()
            .expect("a recording")
            .finish()
            .expect("written");

        let trace = Trace::load(path).expect("a trace");
        assert_eq!(trace.notices(), []);
        assert_eq!(polls_of_turns(&trace), 2 * done.into_inner());
        assert_eq!(trace.end().expect("an end").reason, "finished");
        assert!(trace.tasks().is_empty(), "only children named tasks");
    }

    fn a_child_may_record_on_its_own(folder: &Path) {
        let (parents, childs) = (folder.join("parent.json"), folder.join("child.json"));
        let recording = record_to(&parents).expect("a recording");
        block_on(turns(10));
        let child = fork_and(|| {
            let own = record_to(&childs).expect("a recording");
            block_on(turns(3));
            own.finish().expect("written");
        });
        wait_for(child);
        block_on(turns(10));
        recording.finish().expect("written");

        let (parent, child) = (Trace::load(parents), Trace::load(childs));
        let (parent, child) = (parent.expect("a trace"), child.expect("a trace"));
        assert_eq!((parent.notices(), child.notices()), (&[][..], &[][..]));
        assert_eq!((polls_of_turns(&parent), polls_of_turns(&child)), (40, 6));
        assert_ne!(parent.header().pid, child.header().pid);
    }

    fn a_trace_in_memory_stays_with_the_parent() {
        let mut future = Box::pin(TracedFuture::new(turns(TURNS)));
        let trace = future.trace().clone();
        assert!(poll(future.as_mut()).is_pending());
        let child = fork_and(|| {
            while poll(future.as_mut()).is_pending() {}
            assert_eq!(trace.snapshot().polls().count(), 0);
            let own = Trace::shared();
            block_on(reify_lib::LabeledFuture::new(async {}, "own", &own));
            assert_eq!(own.snapshot().polls().count(), 1);
        });
        wait_for(child);
        while poll(future.as_mut()).is_pending() {}
        assert_eq!(polls_of_turns(&trace.snapshot()), 2 * TURNS);
    }

    fn a_child_of_init_ends_in_order(path: &Path) {
        let output = Command::new(std::env::current_exe().expect("this program"))
            .env(RETURNS, "1")
            .env("REIFY_TRACE", path)
            .output()
            .expect("a program");
        assert!(output.status.success(), "{output:?}");
        let trace = Trace::load(path).expect("a trace");
        assert_eq!(trace.notices(), []);
        assert_eq!(polls_of_turns(&trace), 2 * 20);
        assert_eq!(trace.end().expect("an end").reason, "exited");
    }

    /// Both processes end by returning from `main`, which is where a recording that `init` began is ended.
    fn fork_and_return() {
        reify_lib::init();
        block_on(turns(10));
        if let Fork::Parent(child) = fork().expect("a fork") {
            let status = waitpid(child).expect("a child");
            assert!(WIFEXITED(status) && WEXITSTATUS(status) == 0, "{status}");
        }
        block_on(turns(10));
    }
}
