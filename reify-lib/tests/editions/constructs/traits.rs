//! Traits, and the attributes that rewrite async functions.

/// `Self`, associated types, `impl` blocks with generics.
mod c71_associated_types {
    use crate::constructs::h::*;
    #[allow(unused_imports)]
    use std::convert::TryFrom;

    #[trace_async]
    async fn run() {
        eq(<S<u32> as M>::make(3).await.0, 3);
        eq(S(1u8).out().await, 1);
    }

    struct S<T>(T);

    trait M {
        type Out;
        fn make(x: u32) -> impl std::future::Future<Output = Self>
        where
            Self: Sized;
        fn out(&self) -> impl std::future::Future<Output = Self::Out>;
    }

    impl<T: Copy + TryFrom<u32>> M for S<T>
    where
        T::Error: std::fmt::Debug,
    {
        type Out = T;
        #[trace_async]
        async fn make(x: u32) -> Self {
            tick().await;
            Self(T::try_from(x).unwrap())
        }
        #[trace_async]
        async fn out(&self) -> Self::Out {
            tick().await;
            Self::id(self.0)
        }
    }

    impl<T> S<T> {
        fn id(t: T) -> T {
            t
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Traits with async fns, defaults, and refinement.
mod c72_traits_with_defaults {
    use crate::constructs::h::*;

    #[allow(async_fn_in_trait)]
    trait T {
        #[trace_async]
        async fn a(&self) -> u32 {
            self.b().await + one().await
        }
        #[trace_async]
        async fn b(&self) -> u32;
    }

    struct I;

    impl T for I {
        #[trace_async]
        async fn b(&self) -> u32 {
            tick().await;
            4
        }
    }

    impl<X: T> T for &X {
        #[trace_async]
        async fn b(&self) -> u32 {
            T::b(*self).await
        }
    }

    #[trace_async]
    async fn run() {
        eq(I.a().await + (&&I).b().await, 9)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `#[async_trait]`: the attribute inside, and what it then sees.
mod c73_async_trait {
    use crate::constructs::h::*;

    #[async_trait::async_trait]
    trait T: Send + Sync {
        #[trace_async]
        async fn a(&self, s: &str) -> usize {
            self.b().await + s.len()
        }
        #[trace_async]
        async fn b(&self) -> usize;
        #[trace_async]
        async fn c(self: Box<Self>) -> usize
        where
            Self: Sized + 'static,
        {
            1
        }
    }

    struct I(u32);

    #[async_trait::async_trait]
    impl T for I {
        #[trace_async]
        async fn b(&self) -> usize {
            tick().await;
            self.0 as usize + Self::k().await
        }
    }

    impl I {
        #[trace_async]
        async fn k() -> usize {
            1
        }
    }

    #[trace_async]
    async fn run() {
        let d: Box<dyn T> = Box::new(I(2));
        eq(d.a("ab").await, 5);
        eq(Box::new(I(1)).c().await, 1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Beside other attributes of its kind.
mod c74_other_attributes {
    use crate::constructs::h::*;

    #[async_recursion::async_recursion]
    #[trace_async]
    async fn f(n: u32) -> u32 {
        if n == 0 {
            0
        } else {
            f(n - 1).await + one().await
        }
    }

    #[tokio::test]
    #[trace_async]
    async fn in_tokio() {
        tick().await;
        tokio::task::yield_now().await;
    }

    #[trace_async]
    async fn run() {
        eq(f(3).await, 3)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Visibilities and raw names.
mod c75_visibilities_and_raw_names {
    use crate::constructs::h::*;

    pub(crate) mod m {
        #[crate::trace_async]
        pub(crate) async fn r#loop(r#type: u32) -> u32 {
            let r#match = super::one().await;
            r#type + r#match
        }
        #[crate::trace_async]
        pub(super) async fn p() {}
    }

    #[crate::trace_async]
    async fn run() {
        m::p().await;
        eq(m::r#loop(1).await, 2);
        assert_eq!(A { r#await: 3 }.r#await, 3);
        let r#async = one();
        eq(r#async.await, 1);
    }

    struct A {
        r#await: u32,
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `impl Future` returned by a fn that is not async, `async` in the return position of traits.
mod c76_impl_future {
    use crate::constructs::h::*;

    #[trace_async]
    fn f<'a>(s: &'a str) -> impl std::future::Future<Output = usize> + Send + use<'a> {
        async move {
            tick().await;
            s.len()
        }
    }

    #[trace_async]
    async fn run() {
        eq(f("abc").await, 3);
        fn need<T: Send>(t: T) -> T {
            t
        }
        need(async { f("a").await }).await;
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Higher-ranked callers.
mod c77_higher_ranked {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let v = hr(|s| {
            Box::pin(async move {
                tick().await;
                s.len()
            })
        })
        .await;
        assert_eq!(v, 2);
        let w = hr2(lenf).await;
        assert_eq!(w, 2);
    }

    #[trace_async]
    async fn hr<F>(f: F) -> usize
    where
        F: for<'a> Fn(
            &'a str,
        )
            -> std::pin::Pin<Box<dyn std::future::Future<Output = usize> + Send + 'a>>,
    {
        f("ab").await
    }

    #[trace_async]
    async fn hr2<F>(f: F) -> usize
    where
        F: for<'a> AsyncFn(&'a str) -> usize,
    {
        f("ab").await
    }

    #[trace_async]
    async fn lenf(s: &str) -> usize {
        tick().await;
        s.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
