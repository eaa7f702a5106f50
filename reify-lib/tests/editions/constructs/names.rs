//! Names that an expansion must not meet.

/// Locals and arguments with the names that an expansion may use.
mod c78_locals_named_like_ours {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let (trace, label, fut, future, guard, cx, span, inner, this, result, f, __trace, __label) =
            (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        eq(
            one().await
                + trace
                + label
                + fut
                + future
                + guard
                + cx
                + span
                + inner
                + this
                + result
                + f
                + __trace
                + __label,
            92,
        );
        eq(g(one()).await, 1);
    }

    #[trace_async]
    async fn g(fut: impl std::future::Future<Output = u32>) -> u32 {
        let __fut = fut;
        let future = __fut;
        future.await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Types of the prelude shadowed.
mod c79_prelude_shadowed {
    use crate::constructs::h::*;

    #[allow(dead_code)]
    mod m {
        #[derive(Debug, PartialEq)]
        pub struct Option;
        pub struct Some;
        pub struct None;
        #[derive(Debug)]
        pub struct Ok(pub u32);
        pub struct Err;
        pub struct Result;
        pub struct Box;
        pub struct String;
        pub struct Vec;
        pub struct Future;
        pub struct Pin;
        pub struct Poll;
        pub struct Drop;
        pub struct Arc;
        pub type Send = u8;
        #[crate::trace_async]
        pub async fn f() -> u32 {
            super::one().await + super::ok().await.unwrap_or(0)
        }
    }
    #[trace_async]
    async fn run() {
        eq(m::f().await, 2)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Modules of the crate's own called `std`, `core`, `alloc`, `tracing`, `trace`.
mod c80_modules_named_like_crates {
    use crate::constructs::h::*;

    mod m {
        #[allow(unused)]
        mod std {}
        #[allow(unused)]
        mod core {}
        #[allow(unused)]
        mod alloc {}
        #[allow(unused)]
        mod trace {}
        #[allow(unused)]
        mod futures {}
        #[allow(unused)]
        mod tokio {}
        #[crate::trace_async]
        pub async fn f() -> u32 {
            super::one().await
        }
    }

    #[crate::trace_async]
    async fn run() {
        eq(m::f().await, 1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `#![no_implicit_prelude]`.
mod c81_no_implicit_prelude {
    use crate::constructs::h::*;

    mod m {
        #![no_implicit_prelude]
        #[crate::trace_async]
        pub async fn f() -> ::std::result::Result<u32, ::std::string::String> {
            let x = super::ok().await?;
            ::std::assert!(x == 1);
            ::std::result::Result::Ok(x)
        }
    }

    #[crate::trace_async]
    async fn run() {
        eq(m::f().await, Ok(1))
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `#![forbid(unsafe_code)]`.
mod c83_no_unsafe_code {
    use crate::constructs::h::*;

    mod m {
        #![deny(unsafe_code)]
        #[crate::trace_async]
        pub async fn f() -> u32 {
            super::one().await
        }
    }

    #[crate::trace_async]
    async fn run() {
        eq(m::f().await, 1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Names that are keywords in one edition or in all.
mod c90_names_that_are_keywords {
    use crate::constructs::h::*;

    struct R {
        r#async: u32,
    }

    #[trace_async]
    impl R {
        async fn r#try(&self) -> u32 {
            one().await + self.r#async
        }

        async fn r#await(&self, r#dyn: u32) -> u32 {
            self.r#try().await + r#dyn
        }
    }

    #[trace_async]
    async fn r#gen<F: std::future::Future<Output = u32>>(r#yield: F) -> u32 {
        r#yield.await
    }

    #[trace_async]
    async fn run() {
        let r#box = R { r#async: 1 };
        eq(r#box.r#await(1).await, 3);
        eq(r#gen(r#box.r#try()).await, 2);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
