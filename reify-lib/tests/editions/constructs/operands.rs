//! Where the await stands: among operands, in literals, and what can be awaited.

/// Both sides of a binary operator; short circuits.
mod c11_binary_operators_and_short_circuits {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        is(one().await + one().await == 2);
        is(!(no().await && never().await));
        is(yes().await || never().await);
    }

    #[trace_async]
    async fn no() -> bool {
        false
    }

    #[trace_async]
    async fn yes() -> bool {
        true
    }

    #[trace_async]
    async fn never() -> bool {
        panic!("evaluated")
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Assignments, to a place behind an await, and compound ones.
mod c12_assignments {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let m = tokio::sync::Mutex::new(1);
        *m.lock().await = one().await + 1;
        *m.lock().await += one().await;
        let mut x = 0;
        x += one().await;
        (x, _) = (x + one().await, 2);
        eq((*m.lock().await, x), (3, 2));
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Indexes, fields, ranges, casts.
mod c13_indexes_fields_ranges_casts {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let v = [1u32, 2, 3];
        eq(v[one().await as usize], 2);
        eq(arr().await[0], 7);
        eq(pair().await.1, 2);
        for i in 0..one().await {
            assert_eq!(i, 0);
        }
        is((one().await as u64) < 2);
    }

    #[trace_async]
    async fn arr() -> [u32; 2] {
        [7, 8]
    }

    #[trace_async]
    async fn pair() -> (u32, u32) {
        (1, 2)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Literals: arrays, tuples, struct fields, the base of an update.
mod c14_literals {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let a = [one().await, 2];
        let t = (one().await, [one().await; 2]);
        let p = P {
            x: one().await,
            ..base().await
        };
        assert_eq!((a[0], t.1[1], p.x, p.y), (1, 1, 1, 9));
    }

    struct P {
        x: u32,
        y: u32,
    }

    #[trace_async]
    async fn base() -> P {
        P { x: 5, y: 9 }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `return`, `break` with a value.
mod c15_return_and_break {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> u32 {
        if one().await == 2 {
            return one().await;
        }
        loop {
            break one().await + 1;
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `_ = `, `let _ = `, `let _g = ` and when the value drops.
mod c16_when_a_value_drops {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let log = Log::new();
        let _ = d(&log, "a").await;
        log.push("b");
        _ = d(&log, "c").await;
        let _g = d(&log, "e").await;
        log.push("d");
        assert_eq!(log.get(), "abcd");
    }

    #[trace_async]
    async fn d<'a>(l: &'a Log, s: &'static str) -> D<'a> {
        D(l, s)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A parenthesised future, with attributes on the statement.
mod c17_parentheses_and_attributes {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut f = std::future::ready(1u32);
        eq((&mut f).await, 1);
        #[allow(unused_parens)]
        let x = (one()).await;
        #[allow(deprecated)]
        old().await;
        assert_eq!(x, 1);
    }

    #[deprecated]
    #[trace_async]
    async fn old() {}

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Awaiting an `if`, a `match`, a block, an `unsafe` block, a macro, an async block.
mod c18_awaited_blocks {
    use crate::constructs::h::*;

    #[allow(unused_unsafe)]
    #[trace_async]
    async fn run() {
        let a = if one().await == 1 {
            std::future::ready(1)
        } else {
            std::future::ready(2)
        }
        .await;
        let b = match a {
            1 => std::future::ready(2),
            _ => std::future::ready(3),
        }
        .await;
        let c = {
            tick().await;
            std::future::ready(3)
        }
        .await;
        let d = unsafe { std::future::ready(core::hint::black_box(4)) }.await;
        let e = async { one().await + 4 }.await;
        let f = mk!(6).await;
        assert_eq!([a, b, c, d, e, f], [1, 2, 3, 4, 5, 6]);
    }

    macro_rules! mk {
        ($e:expr) => {
            std::future::ready($e)
        };
    }

    use mk;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Path calls: turbofish, `Self::`, `<T as Trait>::`, a field that is callable.
mod c19_path_calls {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let c = C {
            f: |x| std::future::ready(x),
        };
        eq(
            (c.f)(2).await + <C as Tr>::g(&c).await + gene::<u32, 3>(1).await,
            6,
        );
    }

    struct C {
        f: fn(u32) -> std::future::Ready<u32>,
    }

    trait Tr {
        fn g(&self) -> impl std::future::Future<Output = u32>;
    }

    impl Tr for C {
        #[trace_async]
        async fn g(&self) -> u32 {
            Self::k().await
        }
    }

    impl C {
        #[trace_async]
        async fn k() -> u32 {
            one().await
        }
    }

    #[trace_async]
    async fn gene<T: Into<u32>, const N: u32>(t: T) -> u32 {
        tick().await;
        t.into() + N - 1
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
