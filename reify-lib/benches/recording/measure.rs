//! Runs cases in turn, and prints what each adds.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

pub(crate) struct Workload {
    pub(crate) name: &'static str,
    pub(crate) units: u32,
    pub(crate) cases: Vec<Case>,
}

pub(crate) struct Case {
    name: &'static str,
    run: Box<dyn Fn() -> Duration>,
}

impl Case {
    pub(crate) fn new(name: &'static str, run: impl Fn() -> Duration + 'static) -> Self {
        Self {
            name,
            run: Box::new(run),
        }
    }
}

/// Polls to the end with a waker that does nothing, so that it is the observer alone that is measured.
pub(crate) fn block_on<F: Future<Output = ()>>(future: F) -> Duration {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    let start = Instant::now();
    while future.as_mut().poll(&mut cx).is_pending() {}
    start.elapsed()
}

/// Runs as a task of a runtime with one thread.
pub(crate) fn on_tokio<F: Future<Output = ()> + Send + 'static>(future: F) -> Duration {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime can be made").block_on(async {
        let start = Instant::now();
        tokio::spawn(future).await.expect("the task ends");
        start.elapsed()
    })
}

/// Polls all in turn until all are ready.
pub(crate) fn take_turns<F: Future<Output = ()>>(futures: Vec<F>) {
    let mut futures: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut cx = Context::from_waker(Waker::noop());
    while !futures.is_empty() {
        futures.retain_mut(|future| future.as_mut().poll(&mut cx) == Poll::Pending);
    }
}

/// Does the same on two threads at once.
pub(crate) fn on_two_threads(work: impl Fn() + Sync) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(&work);
        work();
    });
    start.elapsed()
}

/// Prints a row for each case. The first one is what all are compared with, the second one what shares are of.
pub(crate) fn compare(workload: &Workload) {
    let mut times = vec![Vec::new(); workload.cases.len()];
    for _ in 0..ROUNDS {
        for (case, times) in workload.cases.iter().zip(&mut times) {
            times.push((case.run)().as_secs_f64() * 1e9 / f64::from(workload.units));
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    println!(
        "\n{:<18}{:>10}{:>10}{:>10}",
        workload.name, "ns", "added", "share"
    );
    for (case, median) in workload.cases.iter().zip(&medians) {
        let added = median - medians[0];
        let share = added / (medians[1] - medians[0]);
        println!("{:<18}{median:>10.1}{added:>10.1}{share:>10.3}", case.name);
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
