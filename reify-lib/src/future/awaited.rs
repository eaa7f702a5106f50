//! [`Awaited`]: what `#[trace_async]` awaits in place of the user's future.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::FusedFuture;
use pin_project_lite::pin_project;

use crate::recorder::OpenStep;

pin_project! {
    /// A future that is a step of a recording while it is awaited.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Awaited<F> {
        step: OpenStep,
        #[pin]
        future: F,
    }
}

impl<F> Awaited<F> {
    #[inline]
    pub(crate) fn new(step: OpenStep, future: F) -> Self {
        Self { step, future }
    }

    /// A step that is made at once, where it is known to be polled later or never.
    #[inline]
    pub(crate) fn made(step: OpenStep, future: F) -> Self {
        let mut awaited = Self::new(step, future);
        awaited.step.make_now();
        awaited
    }
}

impl<F: Future> Future for Awaited<F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let future = this.future;
        this.step.poll(cx, |cx| future.poll(cx))
    }
}

impl<F: FusedFuture> FusedFuture for Awaited<F> {
    fn is_terminated(&self) -> bool {
        self.future.is_terminated()
    }
}
