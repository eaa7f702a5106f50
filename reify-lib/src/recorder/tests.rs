//! What holds of a recorder as a whole.

use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::{Context, Waker};

use super::*;
use crate::{LabeledFuture, NoticeKind, RecordOptions, SharedTrace, TraceFutureExt};

fn poison<T>(mutex: &Mutex<T>) {
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let _guard = lock(mutex);
        resume_unwind(Box::new("on purpose"));
    }));
    assert!(panicked.is_err() && mutex.is_poisoned());
}

fn poison_all(recorder: &Recorder) {
    poison(&recorder.logs);
    poison(&recorder.stray);
    poison(&recorder.names);
    poison(&recorder.tasks);
    poison(&recorder.keeper);
}

fn work(trace: &SharedTrace, name: &str) {
    let task = async {
        ready(()).traced(name).await;
    };
    let mut future = pin!(LabeledFuture::new(task, name, trace));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut cx).is_ready());
}

#[test]
fn poisoned_locks_are_carried_on_from() {
    for options in [RecordOptions::new(), RecordOptions::new().keep(500)] {
        let trace = options.in_memory();
        work(&trace, "before");
        poison_all(trace.recorder());
        // Of this thread, and of one that has no log yet.
        (0..1_000).for_each(|_| work(&trace, "after"));
        std::thread::scope(|scope| {
            scope.spawn(|| work(&trace, "elsewhere"));
        });
        let trace = trace.snapshot();
        let last = trace.step_ids().next_back().expect("a step");
        assert_eq!(trace.site_of(last).expr, "elsewhere");
        let end = trace.end().expect("an end");
        let there = (trace.events().len() + trace.steps().len()) as u64;
        assert_eq!(there + end.lost, end.recorded);
        let other = |kind| ![NoticeKind::Gap, NoticeKind::Lost].contains(&kind);
        assert!(!trace.notices().iter().any(|notice| other(notice.kind)));
    }
}
