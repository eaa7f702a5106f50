//! The workloads, once for each way to observe them.
//!
//! W1 is one await that is pending many times, W2 many awaits that are ready at once, W3 ten awaits deep and pending
//! once at the bottom. Peers that wrap functions and peers that wrap awaits observe equally many instances in each.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Pending so many times, waking itself each time.
pub(crate) struct Yields(pub(crate) u32);

impl Future for Yields {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
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
workloads!(reify, [#[reify_lib::trace_async]], as_it_is);
workloads!(spans, [#[::tracing::instrument]], as_it_is);
workloads!(backtrace, [#[::async_backtrace::framed]], as_it_is);
workloads!(tree, [], in_await_tree);

/// async-reify names its trace in every function.
pub(crate) mod async_reify {
    use std::sync::{Arc, Mutex};

    use async_reify::{Trace, trace_async};

    use super::Yields;

    type Shared = Arc<Mutex<Trace>>;

    #[trace_async(trace = trace)]
    pub(crate) async fn polls(times: u32, trace: Shared) {
        Yields(times).await;
    }

    #[trace_async(trace = trace)]
    pub(crate) async fn awaits(times: u32, trace: Shared) {
        for _ in 0..times {
            leaf().await;
        }
    }

    #[allow(clippy::unused_async, reason = "an await that is ready at once")]
    async fn leaf() {}

    #[trace_async(trace = trace)]
    pub(crate) async fn nested(times: u32, trace: Shared) {
        for _ in 0..times {
            n1(trace.clone()).await;
        }
    }

    macro_rules! nested {
        ($outer:ident $inner:ident) => {
            #[trace_async(trace = trace)]
            async fn $outer(trace: Shared) {
                $inner(trace.clone()).await;
            }
        };
    }

    nested!(n1 n2);
    nested!(n2 n3);
    nested!(n3 n4);
    nested!(n4 n5);
    nested!(n5 n6);
    nested!(n6 n7);
    nested!(n7 n8);
    nested!(n8 n9);

    #[trace_async(trace = trace)]
    async fn n9(trace: Shared) {
        Yields(1).await;
    }
}
