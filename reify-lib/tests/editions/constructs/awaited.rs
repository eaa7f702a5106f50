//! What is awaited.

/// `IntoFuture` that is no future.
mod c55_into_future {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(Later(4).await, 4);
        eq(Later(1).and(2).await, 3);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `&mut` future, `Pin<&mut F>`, `Pin<Box<dyn Future + '_>>`, `Box<dyn Future + Unpin>`.
mod c56_pinned_and_boxed {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut a = Box::pin(one());
        eq((&mut a).await, 1);
        let b = std::pin::pin!(one());
        eq(b.await, 1);
        let s = String::from("ab");
        let c: std::pin::Pin<Box<dyn std::future::Future<Output = usize> + Send + '_>> =
            Box::pin(async { s.len() });
        eq(c.await, 2);
        let d: Box<dyn std::future::Future<Output = u32> + Unpin> = Box::new(std::future::ready(3));
        eq(d.await, 3);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `!Unpin`, self-referential.
mod c57_not_unpin {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(Stuck(std::marker::PhantomPinned).await, 8);
    }

    struct Stuck(std::marker::PhantomPinned);

    impl std::future::Future for Stuck {
        type Output = u32;
        fn poll(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<u32> {
            std::task::Poll::Ready(8)
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A future that ends up dropped half way, one that is never polled, one that panics.
mod c58_dropped_half_way {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let l = Log::new();
        {
            let mut f = Box::pin(half(&l));
            assert!(futures::poll!(&mut f).is_pending());
        }
        drop(half(&l));
        assert_eq!(l.get(), "ad");
    }

    #[trace_async]
    async fn half(l: &Log) {
        l.push("a");
        let _d = D(l, "d");
        tick().await;
        l.push("no");
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The waker that arrives is the caller's.
mod c59_waker_of_the_caller {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let a = std::future::poll_fn(|cx| std::task::Poll::Ready(cx.waker().clone())).await;
        std::future::poll_fn(move |cx| {
            assert!(cx.waker().will_wake(&a));
            std::task::Poll::Ready(())
        })
        .await;
    }

    #[test]
    fn passes() {
        // Recorded, each of the two awaits has a waker of its own.
        pass_unrecorded(run);
    }
}

/// Recursion.
mod c60_recursion {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(fact(5).await, 120);
        is(even(10).await);
    }

    #[trace_async]
    async fn fact(n: u64) -> u64 {
        if n == 0 {
            1
        } else {
            n * Box::pin(fact(n - 1)).await
        }
    }

    #[trace_async]
    fn even(n: u32) -> std::pin::Pin<Box<dyn std::future::Future<Output = bool> + Send>> {
        Box::pin(async move { n == 0 || odd(n - 1).await })
    }

    #[trace_async]
    async fn odd(n: u32) -> bool {
        n != 0 && even(n - 1).await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Large futures.
mod c61_large_futures {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let a = big::<16384>().await;
        assert_eq!(a, 16384);
        assert!(
            std::mem::size_of_val(&deep()) < 200_000,
            "{}",
            std::mem::size_of_val(&deep())
        );
    }

    #[trace_async]
    async fn big<const N: usize>() -> usize {
        let b = [1u8; N];
        tick().await;
        std::hint::black_box(&b).len()
    }

    #[trace_async]
    async fn deep() -> usize {
        d1().await + d1().await
    }

    #[trace_async]
    async fn d1() -> usize {
        d2().await + d2().await
    }

    #[trace_async]
    async fn d2() -> usize {
        d3().await + d3().await
    }

    #[trace_async]
    async fn d3() -> usize {
        big::<1024>().await + big::<1024>().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A `JoinHandle`, a channel, a timer, a lock.
mod c62_tokio_tasks_channels_timers {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let rt = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        std::thread::spawn(move || rt.block_on(inside()))
            .join()
            .unwrap();
    }

    #[trace_async]
    async fn inside() {
        let (tx, mut rx) = tokio::sync::mpsc::channel(1);
        let h = tokio::spawn(async move {
            tx.send(1).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            2
        });
        eq(rx.recv().await, Some(1));
        eq(h.await.unwrap(), 2);
        let t = tokio::time::timeout(
            std::time::Duration::from_millis(1),
            std::future::pending::<()>(),
        )
        .await;
        assert!(t.is_err());
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `catch_unwind` around a future.
mod c63_catch_unwind {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        use futures::FutureExt;
        let r = std::panic::AssertUnwindSafe(boom()).catch_unwind().await;
        assert!(r.is_err());
    }

    #[trace_async]
    async fn boom() {
        tick().await;
        if one().await == 1 {
            std::panic::resume_unwind(Box::new(1))
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Boxed and local boxed futures, and streams' `next()`.
mod c64_boxed_futures_and_streams {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        use futures::{FutureExt, StreamExt};
        eq(one().boxed_local().await, 1);
        let mut s = futures::stream::iter([1, 2]);
        let mut n = 0;
        while let Some(x) = s.next().await {
            n += x;
        }
        assert_eq!(n, 3);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
