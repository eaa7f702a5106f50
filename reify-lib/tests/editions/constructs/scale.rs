//! Many awaits, deep ones, and odd outputs.

/// Many awaits in one fn, deep nesting.
mod c98_many_and_nested {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        n += one().await
            + one().await
            + one().await
            + one().await
            + one().await
            + one().await
            + one().await
            + one().await
            + one().await
            + one().await;
        n += add(
            add(
                add(add(add(add(n, one().await).await, 1).await, 1).await, 1).await,
                1,
            )
            .await,
            1,
        )
        .await;
        assert_eq!(n, 26);
    }

    #[trace_async]
    async fn add(a: u32, b: u32) -> u32 {
        a + b
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Called before any runtime, after one, on several at once, from `Drop`.
mod c100_outside_of_runtimes {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        std::thread::spawn(|| futures::executor::block_on(one()))
            .join()
            .unwrap();
        struct Z;
        impl Drop for Z {
            fn drop(&mut self) {
                futures::FutureExt::now_or_never(rdy()).unwrap();
            }
        }
        let z = Z;
        tick().await;
        drop(z);
    }

    #[trace_async]
    async fn rdy() -> u32 {
        1
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// As many polls as before.
mod c101_as_many_polls {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        let mut f = std::pin::pin!(async { two().await });
        std::future::poll_fn(|cx| {
            n += 1;
            f.as_mut().poll(cx)
        })
        .await;
        assert_eq!(n, 3);
    }

    #[trace_async]
    async fn two() {
        tick().await;
        tick().await;
    }

    use std::future::Future as _;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Outputs that are neither `Debug`, `Clone`, `Send`, `Unpin` nor sized as one thinks.
mod c102_odd_outputs {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let a = odd().await;
        let b = a.1;
        assert_eq!(b, 2);
        let (): () = nothing().await;
        let z: [u8; 0] = zero().await;
        assert!(z.is_empty());
    }

    #[allow(dead_code)]
    struct Odd(std::rc::Rc<()>, u32, std::marker::PhantomPinned);

    #[trace_async]
    async fn odd() -> Odd {
        tick().await;
        Odd(std::rc::Rc::new(()), 2, std::marker::PhantomPinned)
    }

    #[trace_async]
    async fn nothing() {
        tick().await
    }

    #[trace_async]
    async fn zero() -> [u8; 0] {
        tick().await;
        []
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// One future polled on over several turns of a `select!` loop.
mod c103_polled_over_several_turns {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut slow = std::pin::pin!(slow());
        let mut n = 0;
        loop {
            tokio::select! { biased; x = &mut slow => { assert_eq!(x, 4); break } () = quick() => { n += 1; tick().await; } }
        }
        assert!(n > 0);
    }

    #[trace_async]
    async fn slow() -> u32 {
        let mut x = 0;
        for _ in 0..4 {
            tick().await;
            x += one().await;
        }
        x
    }

    #[trace_async]
    async fn quick() {
        tick().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A future of a future.
mod c106_future_of_a_future {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(ff().await.await, 1);
        eq(Box::pin(async { Later(2) }).await.await, 2);
    }

    #[trace_async]
    async fn ff() -> impl std::future::Future<Output = u32> {
        tick().await;
        one()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Async fns in anonymous constants, in traits inside bodies, in `mod` inside bodies.
mod c107_items_in_anonymous_constants {
    use crate::constructs::h::*;

    const _: () = {
        #[allow(dead_code)]
        #[trace_async]
        async fn hidden() -> u32 {
            one().await
        }
    };

    #[trace_async]
    async fn run() {
        trait L {
            #[trace_async]
            async fn l(&self) -> u32 {
                one().await
            }
        }
        impl L for () {}
        mod deep {
            #[crate::trace_async]
            pub async fn f() -> u32 {
                1
            }
        }
        eq(().l().await + deep::f().await, 2);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Deep layers of generic futures.
mod c108_deep_generic_futures {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(l0(|| async { one().await }).await, 1);
    }

    #[trace_async]
    async fn l0<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l1(async || f().await).await
    }

    #[trace_async]
    async fn l1<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l2(async || f().await).await
    }

    #[trace_async]
    async fn l2<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l3(async || f().await).await
    }

    #[trace_async]
    async fn l3<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l4(async || f().await).await
    }

    #[trace_async]
    async fn l4<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l5(async || f().await).await
    }

    #[trace_async]
    async fn l5<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l6(async || f().await).await
    }

    #[trace_async]
    async fn l6<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        l7(async || f().await).await
    }

    #[trace_async]
    async fn l7<F: AsyncFnOnce() -> u32>(f: F) -> u32 {
        f().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
