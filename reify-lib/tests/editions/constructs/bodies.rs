//! What else is in the body of an async function.

/// A future that never ends, and what is inferred from `!`.
mod c30_never_type {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let r: Result<u32, ()> = Ok(1);
        let _x: u32 = match r {
            Ok(v) => v,
            Err(()) => forever().await,
        };
        let _ = futures::FutureExt::now_or_never(dead());
    }

    #[trace_async]
    async fn forever() -> ! {
        loop {
            tick().await
        }
    }

    #[allow(unreachable_code)]
    #[trace_async]
    async fn dead() -> u32 {
        forever().await;
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// An async fn without an await, or without a body.
mod c31_no_await_or_no_body {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        empty().await;
        unit().await
    }

    #[trace_async]
    async fn empty() {}

    #[trace_async]
    async fn unit() -> () {
        ()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `#[cfg]` on statements, arms, blocks, fields and arguments.
mod c32_cfg_on_everything {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        #[cfg(any())]
        let x = missing().await;
        #[cfg(test)]
        let x = one().await;
        match x {
            #[cfg(any())]
            1 => missing().await,
            _ => tick().await,
        }
        #[cfg(any())]
        {
            missing().await;
        }
        let _ = (
            x,
            #[cfg(any())]
            missing().await,
        );
        let v = [
            #[cfg(test)]
            x,
            #[cfg(any())]
            missing().await,
        ];
        assert_eq!(v.len(), 1);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Items inside a body.
mod c33_items_inside_a_body {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        const N: u32 = 1;
        struct L(u32);
        impl L {
            #[trace_async]
            async fn v(&self) -> u32 {
                self.0 + one().await
            }
        }
        #[trace_async]
        async fn inner(x: u32) -> u32 {
            x + one().await
        }
        use std::string as s;
        fn plain() -> s::String {
            s::String::new()
        }
        eq(inner(N).await + L(1).v().await, 4);
        plain();
        let k = const { 1 + 1 };
        assert_eq!(k, 2);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Inner attributes of the body, doc comments, `#[must_use]`, `#[inline]`, `#[cold]`.
mod c34_inner_attributes_and_docs {
    use crate::constructs::h::*;

    /// Does it.
    ///
    /// ```
    /// assert_eq!(1, 1);
    /// ```
    #[must_use]
    #[inline]
    #[cold]
    #[trace_async]
    async fn f() -> u32 {
        #![allow(unused_variables)]
        let x = one().await;
        3
    }
    #[trace_async]
    async fn run() {
        eq(f().await, 3)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// An `unsafe` block around an await, and an unsafe async fn.
mod c35_unsafe_block_and_fn {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let x = 5;
        eq(unsafe { u(&x).await + *core::ptr::from_ref(&x) }, 10);
    }

    #[allow(unsafe_op_in_unsafe_fn)]
    #[trace_async]
    async unsafe fn u(p: *const u32) -> u32 {
        let v = *p;
        tick2().await;
        v
    }

    #[trace_async]
    async fn tick2() {}

    #[test]
    fn passes() {
        pass(run);
    }
}
