//! What recording costs, beside other ways to observe async code, in one run.
//!
//! ```sh
//! cargo bench -p reify-lib --bench recording
//! ```
//!
//! The figures are nanoseconds a poll (W1, W3, W4) or an await (W2), over the same code with nothing on it, and the share
//! of what async-reify adds in the same run. Rounds are interleaved and the median counts: absolute figures are those
//! of the machine, shares travel.

mod cases;
mod measure;

use std::future::Future;
use std::sync::Arc;

use reify_lib::{RecordOptions, SharedTrace};
use tracing_subscriber::util::SubscriberInitExt;

use self::measure::{Case, Workload, block_on, compare, on_tokio, on_two_threads};

/// Polls or awaits a run; a multiple of the 20 polls of one turn of W3.
const UNITS: u32 = 100_000;
const TURNS: u32 = UNITS / 20;
/// Futures a thread in W4, and polls of each.
const FUTURES: u32 = 32;
const EACH: u32 = UNITS / FUTURES;

fn main() {
    // What the spans of `tracing` need to exist at all.
    tracing_subscriber::registry().init();
    let workloads = [
        Workload {
            name: "W1 polls",
            units: UNITS,
            cases: cases!(polls, UNITS),
        },
        Workload {
            name: "W1 in a task",
            units: UNITS,
            cases: in_a_task(),
        },
        Workload {
            name: "W2 awaits",
            units: UNITS,
            cases: cases!(awaits, UNITS),
        },
        Workload {
            name: "W3 nested",
            units: UNITS,
            cases: cases!(nested, TURNS),
        },
        Workload {
            name: "W4 threads",
            units: UNITS,
            cases: two_threads(),
        },
    ];
    for workload in &workloads {
        compare(workload);
    }
}

/// One workload in every way, with all that belongs to a way made ready outside of the measured time.
#[macro_export]
macro_rules! cases {
    ($function:ident, $times:expr) => {
        vec![
            Case::new("nothing", || block_on(cases::bare::$function($times))),
            Case::new("async-reify", || {
                block_on(cases::source::$function(
                    $times,
                    async_reify::Trace::shared(),
                ))
            }),
            Case::new("await-tree", || {
                block_on(in_tree(cases::tree::$function($times)))
            }),
            Case::new("async-backtrace", || {
                block_on(cases::backtrace::$function($times))
            }),
            Case::new("tracing", || block_on(cases::spans::$function($times))),
            Case::new("reify, off", || block_on(cases::ambient::$function($times))),
            Case::new("reify", || {
                block_on(cases::reify::$function($times, without_wakes()))
            }),
            Case::new("reify, wakes", || {
                block_on(cases::reify::$function($times, with_wakes()))
            }),
        ]
    };
}

/// On tokio, where a wake and a poll have their own cost.
fn in_a_task() -> Vec<Case> {
    vec![
        Case::new("nothing", || on_tokio(cases::bare::polls(UNITS))),
        Case::new("async-reify", || {
            on_tokio(cases::source::polls(UNITS, async_reify::Trace::shared()))
        }),
        Case::new("await-tree", || {
            on_tokio(in_tree(cases::tree::polls(UNITS)))
        }),
        Case::new("reify", || {
            on_tokio(cases::reify::polls(UNITS, without_wakes()))
        }),
        Case::new("reify, wakes", || {
            on_tokio(cases::reify::polls(UNITS, with_wakes()))
        }),
    ]
}

fn two_threads() -> Vec<Case> {
    vec![
        Case::new("nothing", || {
            on_two_threads(|| each(|| cases::bare::polls(EACH)))
        }),
        Case::new("async-reify", || {
            let trace = async_reify::Trace::shared();
            on_two_threads(|| each(|| cases::source::polls(EACH, Arc::clone(&trace))))
        }),
        Case::new("await-tree", || {
            on_two_threads(|| each(|| in_tree(cases::tree::polls(EACH))))
        }),
        Case::new("async-backtrace", || {
            on_two_threads(|| each(|| cases::backtrace::polls(EACH)))
        }),
        Case::new("tracing", || {
            on_two_threads(|| each(|| cases::spans::polls(EACH)))
        }),
        Case::new("reify", || {
            let trace = without_wakes();
            on_two_threads(|| each(|| cases::reify::polls(EACH, trace.clone())))
        }),
        Case::new("reify, wakes", || {
            let trace = with_wakes();
            on_two_threads(|| each(|| cases::reify::polls(EACH, trace.clone())))
        }),
    ]
}

/// Half of the futures of a thread, one after the other poll by poll, as an executor would.
fn each<F: Future<Output = ()>>(make: impl Fn() -> F) {
    let futures: Vec<F> = (0..FUTURES / 2).map(|_| make()).collect();
    measure::take_turns(futures);
}

fn with_wakes() -> SharedTrace {
    RecordOptions::new().in_memory()
}

fn without_wakes() -> SharedTrace {
    RecordOptions::new().wakes(false).in_memory()
}

fn in_tree<F: Future>(future: F) -> impl Future<Output = F::Output> {
    await_tree::Registry::new(await_tree::Config::default())
        .register((), "root")
        .instrument(future)
}
