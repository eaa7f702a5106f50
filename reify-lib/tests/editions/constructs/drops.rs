//! When temporaries drop, in each edition.

/// Tail-expression temporaries, 2021 against 2024.
mod c87_tail_temporaries {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let l = Log::new();
        tail(&l).await;
        assert_eq!(l.get(), if crate::IS_2024 { "tx" } else { "xt" });
    }

    #[trace_async]
    async fn tail(l: &Log) -> usize {
        let _x = D(l, "x");
        len(&D(l, "t")).await
    }

    #[trace_async]
    async fn len(d: &D<'_>) -> usize {
        tick().await;
        d.1.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `if let` rescoping.
mod c89_if_let_rescoping {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let l = Log::new();
        if let Some(2) = opt(&D(&l, "t")).await {
        } else {
            l.push("e")
        }
        assert_eq!(l.get(), if crate::IS_2024 { "te" } else { "et" });
    }

    #[trace_async]
    async fn opt(_: &D<'_>) -> Option<u32> {
        tick().await;
        Some(1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
