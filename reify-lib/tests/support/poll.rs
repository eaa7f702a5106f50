//! Polls futures by hand.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use reify_lib::{LabeledFuture, SharedTrace};

/// Polls once with a waker that does nothing.
pub(crate) fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls until it is ready.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = poll_once(future.as_mut()) {
            return output;
        }
    }
}

/// Pending as many times as given, waking itself each time.
#[allow(dead_code, reason = "not every test yields")]
pub(crate) async fn yields(times: usize) {
    let mut left = times;
    poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[allow(dead_code, reason = "not every test names its futures")]
pub(crate) fn named<F: Future>(name: &str, trace: &SharedTrace, future: F) -> LabeledFuture<F> {
    LabeledFuture::new(future, name, trace)
}
