//! [`Watch`]: a test under a deadline.

use std::future::Future;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use pin_project_lite::pin_project;

use super::report::{Report, default_folder};
use crate::{RecordOptions, SharedTrace, TracedFuture};

/// A test that goes round and round until its deadline is not to take all memory with it.
const MOST_EVENTS: usize = 1_000_000;

/// Puts the rest of a test under a deadline, counted from now.
///
/// See the [module](super) for what happens when it passes. The trace goes to `target/reify/NAME.json`; it has the newest
/// million events, and all steps that are unfinished.
pub fn watch(name: impl Into<String>, deadline: Duration) -> Watch {
    watch_in(default_folder(), name, deadline)
}

/// As [`watch`], with the trace in a folder of your own.
pub fn watch_in(folder: impl Into<PathBuf>, name: impl Into<String>, deadline: Duration) -> Watch {
    let shared = Arc::new(Shared {
        name: name.into(),
        folder: folder.into(),
        trace: RecordOptions::new().keep(MOST_EVENTS).in_memory(),
        state: Mutex::default(),
    });
    let (ended, end) = mpsc::channel();
    let watched = Arc::clone(&shared);
    // Where the system has no thread left there is no deadline, but still a report of a panic.
    let _ = thread::Builder::new()
        .name("reify-watch".to_owned())
        .spawn(move || {
            if end.recv_timeout(deadline) == Err(RecvTimeoutError::Timeout) {
                watched.expire(deadline);
            }
        });
    Watch {
        shared,
        _ended: ended,
    }
}

/// A test under a deadline. Dropped in time, and not by a panic, it leaves nothing behind.
#[derive(Debug)]
#[must_use = "a watch ends when it is dropped"]
pub struct Watch {
    shared: Arc<Shared>,
    /// Dropping it tells the thread that waits for the deadline.
    _ended: Sender<()>,
}

#[derive(Debug)]
struct Shared {
    name: String,
    folder: PathBuf,
    trace: SharedTrace,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What the test fails with once its deadline has passed.
    expired: Option<String>,
    /// It was said what is the matter.
    reported: bool,
    /// Wakes what runs under the watch.
    waker: Option<Waker>,
}

impl Watch {
    /// The trace, to which [`labeled_await!`](crate::labeled_await), [`LabeledFuture`](crate::LabeledFuture) and
    /// `#[trace_async(trace = ..)]` can add, and which can be read at any time.
    pub fn trace(&self) -> &SharedTrace {
        &self.shared.trace
    }

    /// Runs a future and records it, with all in it that carries `#[trace_async]`.
    ///
    /// # Panics
    ///
    /// The future that is given back panics when the deadline has passed.
    #[track_caller]
    pub fn run<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        let shared = Arc::clone(&self.shared);
        let root = TracedFuture::in_trace(future, &shared.name, shared.trace.clone());
        Watched { shared, root }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if thread::panicking() && !std::mem::replace(&mut self.shared.state().reported, true) {
            // This way it stands beside the message of the panic.
            eprint!(
                "the test `{}` panicked\n{}",
                self.shared.name,
                self.shared.report()
            );
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn report(&self) -> Report {
        Report::of(&self.trace.snapshot(), &self.name, &self.folder)
    }

    fn expire(&self, deadline: Duration) {
        let report = self.report();
        let text = format!(
            "the test `{}` outlived its deadline of {deadline:?}",
            self.name
        );
        // Past what captures the output of tests: of a test that never ends it is never shown.
        let _ = write!(io::stderr(), "{text}\n{report}");
        let waker = {
            let mut state = self.state();
            state.reported = true;
            state.expired = Some(format!("{text}: {}; {}", report.worst(), report.place()));
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

pin_project! {
    /// A future that is recorded, and that panics when its deadline has passed.
    struct Watched<F> {
        shared: Arc<Shared>,
        #[pin]
        root: TracedFuture<F>,
    }
}

impl<F: Future> Future for Watched<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let waker = cx.waker().clone();
        let (_before, expired) = {
            let mut state = this.shared.state();
            // What a waker does when it is dropped is not ours: it is done outside of the lock.
            (state.waker.replace(waker), state.expired.clone())
        };
        if let Some(message) = expired {
            panic!("{message}");
        }
        this.root.poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::pin::pin;

    use super::*;
    use crate::{LabeledFuture, Trace};

    fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_test_that_hangs_fails_and_says_at_which_line() {
        let folder = tempfile::tempdir().unwrap();
        let watch = watch_in(folder.path(), "shop::hangs", Duration::MAX);
        let trace = watch.trace().clone();
        let line = line!() + 2;
        let mut test = pin!(watch.run(async move {
            LabeledFuture::new(poll_fn(|_| Poll::<()>::Pending), "stuck", &trace).await;
        }));
        assert!(poll(test.as_mut()).is_pending());

        watch.shared.expire(Duration::from_secs(5));
        let panic = catch_unwind(AssertUnwindSafe(|| poll(test.as_mut()))).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        let place = format!("`stuck` at {}:{line}", file!());
        assert!(
            message.starts_with("the test `shop::hangs` outlived its deadline of 5s: "),
            "{message}"
        );
        assert!(message.contains(&place), "{message}");
        let written = Trace::load(folder.path().join("shop-hangs.json")).unwrap();
        assert_eq!(written.steps().len(), 2);
        let report = watch.shared.report().to_string();
        assert!(
            report.contains("lost-waker") || report.contains("no-waker"),
            "{report}"
        );
        assert!(report.contains("\n>   stuck @ "), "{report}");
    }

    #[test]
    fn whoever_waits_is_woken_at_the_deadline() {
        struct Flag(std::sync::atomic::AtomicBool);
        impl std::task::Wake for Flag {
            fn wake(self: Arc<Self>) {
                self.0.store(true, std::sync::atomic::Ordering::SeqCst);
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let watch = watch_in(folder.path(), "waits", Duration::MAX);
        let flag = Arc::new(Flag(false.into()));
        let waker = Waker::from(Arc::clone(&flag));
        let mut test = pin!(watch.run(pending::<()>()));
        assert!(
            test.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        watch.shared.expire(Duration::ZERO);
        assert!(flag.0.load(std::sync::atomic::Ordering::SeqCst));
    }
}
