//! What only edition 2024 has.

/// Chains of `let` in conditions.
mod c24_let_chains {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        if let Some(x) = some().await
            && let Ok(y) = ok().await
            && x == y
            && one().await == y
        {
            tick().await
        } else {
            panic!()
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A tail whose temporary borrows from a local.
mod c88_tail_that_borrows_from_a_local {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let m = std::cell::RefCell::new(vec![1]);
        eq(f(m).await, 1)
    }

    #[trace_async]
    async fn f(m: std::cell::RefCell<Vec<u32>>) -> usize {
        let c = m;
        len(&c.borrow()).await
    }

    #[trace_async]
    async fn len(v: &[u32]) -> usize {
        tick().await;
        v.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
