//! The workloads, once for each way to observe them.
//!
//! W1 is one await that is pending many times, W2 many awaits that are ready at once, W3 ten awaits deep and pending
//! once at the bottom. Peers that wrap functions and peers that wrap awaits observe equally many instances in each.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Pending so many times, waking itself each time.
pub(crate) struct Yields(pub(crate) u32);

impl Future for Yields {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        // So that what has nothing on it is polled too.
        if black_box(self.0) == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// The workloads with the given attributes on every function, and `$awaited` around every awaited future.
macro_rules! workloads {
    ($name:ident, [$($attribute:tt)*], $awaited:expr) => {
        pub(crate) mod $name {
            #[allow(unused_imports, reason = "what the attributes and wrappers of a peer need")]
            use super::*;

            $($attribute)*
            pub(crate) async fn polls(times: u32) {
                $awaited(Yields(times)).await;
            }

            $($attribute)*
            pub(crate) async fn awaits(times: u32) {
                for _ in 0..times {
                    $awaited(leaf()).await;
                }
            }

            $($attribute)*
            #[allow(clippy::unused_async, reason = "an await that is ready at once")]
            async fn leaf() {}

            $($attribute)*
            pub(crate) async fn nested(times: u32) {
                for _ in 0..times {
                    $awaited(n1()).await;
                }
            }

            workloads!(@nested n1 n2, [$($attribute)*], $awaited);
            workloads!(@nested n2 n3, [$($attribute)*], $awaited);
            workloads!(@nested n3 n4, [$($attribute)*], $awaited);
            workloads!(@nested n4 n5, [$($attribute)*], $awaited);
            workloads!(@nested n5 n6, [$($attribute)*], $awaited);
            workloads!(@nested n6 n7, [$($attribute)*], $awaited);
            workloads!(@nested n7 n8, [$($attribute)*], $awaited);
            workloads!(@nested n8 n9, [$($attribute)*], $awaited);

            $($attribute)*
            async fn n9() {
                $awaited(Yields(1)).await;
            }
        }
    };
    (@nested $outer:ident $inner:ident, [$($attribute:tt)*], $awaited:expr) => {
        $($attribute)*
        async fn $outer() {
            $awaited($inner()).await;
        }
    };
}

fn as_it_is<F>(future: F) -> F {
    future
}

fn in_await_tree<F: Future>(future: F) -> impl Future<Output = F::Output> {
    await_tree::InstrumentAwait::instrument_await(future, "an await")
}

workloads!(bare, [], as_it_is);
workloads!(ambient, [#[reify_lib::trace_async]], as_it_is);
workloads!(spans, [#[::tracing::instrument]], as_it_is);
workloads!(backtrace, [#[::async_backtrace::framed]], as_it_is);
workloads!(tree, [], in_await_tree);

/// The workloads with the trace as an argument of every function, as async-reify has to have it.
macro_rules! with_trace {
    ($name:ident, $attribute:path, $shared:ty) => {
        pub(crate) mod $name {
            use super::Yields;

            #[$attribute(trace = trace)]
            pub(crate) async fn polls(times: u32, trace: $shared) {
                Yields(times).await;
            }

            #[$attribute(trace = trace)]
            pub(crate) async fn awaits(times: u32, trace: $shared) {
                for _ in 0..times {
                    leaf().await;
                }
            }

            #[allow(clippy::unused_async, reason = "an await that is ready at once")]
            async fn leaf() {}

            #[$attribute(trace = trace)]
            pub(crate) async fn nested(times: u32, trace: $shared) {
                for _ in 0..times {
                    n1(trace.clone()).await;
                }
            }

            with_trace!(@nested n1 n2, $attribute, $shared);
            with_trace!(@nested n2 n3, $attribute, $shared);
            with_trace!(@nested n3 n4, $attribute, $shared);
            with_trace!(@nested n4 n5, $attribute, $shared);
            with_trace!(@nested n5 n6, $attribute, $shared);
            with_trace!(@nested n6 n7, $attribute, $shared);
            with_trace!(@nested n7 n8, $attribute, $shared);
            with_trace!(@nested n8 n9, $attribute, $shared);

            #[$attribute(trace = trace)]
            async fn n9(trace: $shared) {
                Yields(1).await;
            }
        }
    };
    (@nested $outer:ident $inner:ident, $attribute:path, $shared:ty) => {
        #[$attribute(trace = trace)]
        async fn $outer(trace: $shared) {
            $inner(trace.clone()).await;
        }
    };
}

with_trace!(
    source,
    async_reify::trace_async,
    std::sync::Arc<std::sync::Mutex<async_reify::Trace>>
);

/// As it is used: no function has the trace as an argument, but all that is awaited inside of a future of that trace is
/// recorded there. Where that would be a second step beside the only one, the trace is an argument.
pub(crate) mod reify {
    use reify_lib::{LabeledFuture, SharedTrace};

    use super::{Yields, ambient};

    #[reify_lib::trace_async(trace = trace)]
    pub(crate) async fn polls(times: u32, trace: SharedTrace) {
        Yields(times).await;
    }

    pub(crate) async fn awaits(times: u32, trace: SharedTrace) {
        LabeledFuture::new(ambient::awaits(times), "awaits", &trace).await;
    }

    pub(crate) async fn nested(times: u32, trace: SharedTrace) {
        LabeledFuture::new(ambient::nested(times), "nested", &trace).await;
    }
}
