//! Closures, async blocks and async closures.

/// Long chains of adapters over several lines.
mod c20_chains_of_adapters {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        use futures::{FutureExt, StreamExt, TryFutureExt};
        let v: Vec<u32> = futures::stream::iter(1..4)
            .then(|x| async move { x + one().await })
            .filter(|x| std::future::ready(*x != 3))
            .collect()
            .await;
        assert_eq!(v, [2, 4]);
        eq(ok().map_ok(|x| x + 1).boxed().await, Ok(2));
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A closure that gives an async block.
mod c48_closure_of_an_async_block {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let k = one().await;
        let f = |x: u32| async move { x + k + one().await };
        let g = move || {
            Box::pin(async move { one().await })
                as std::pin::Pin<Box<dyn std::future::Future<Output = u32>>>
        };
        eq(f(1).await + g().await, 4);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `async` without `move` borrows, and is awaited later.
mod c49_async_block_that_borrows {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut v = vec![1];
        {
            let f = async {
                v.push(one().await);
                v.len()
            };
            eq(f.await, 2);
        }
        v.push(3);
        assert_eq!(v.len(), 3);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `?` and `return` inside an async block.
mod c50_question_mark_in_an_async_block {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> u32 {
        let r: Result<u32, String> = async {
            let x = ok().await?;
            if x == 1 {
                return Ok(5);
            }
            Err("no".to_string())
        }
        .await;
        r.unwrap()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Async closures, and bounds on `AsyncFn`.
mod c51_async_closures {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        let mut f = async |x: &u32| {
            n += *x;
            tick().await;
            n
        };
        eq(f(&1).await + f(&2).await, 4);
        eq(
            call(async |s: &str| s.len() + one().await as usize).await,
            3,
        );
    }

    #[trace_async]
    async fn call<F: AsyncFn(&str) -> usize>(f: F) -> usize {
        f(&String::from("ab")).await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// An async fn as a value.
mod c52_async_fn_as_a_value {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let fs: [fn(u32) -> std::pin::Pin<Box<dyn std::future::Future<Output = u32>>>; 1] =
            [|x| Box::pin(dbl(x))];
        eq(fs[0](2).await, 4);
        eq(app(dbl, 3).await, 6);
    }

    #[trace_async]
    async fn dbl(x: u32) -> u32 {
        tick().await;
        x * 2
    }

    #[trace_async]
    async fn app<F, Fut>(f: F, x: u32) -> u32
    where
        F: Fn(u32) -> Fut,
        Fut: std::future::Future<Output = u32>,
    {
        f(x).await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Spawned: `Send + 'static` still holds.
mod c53_send_and_static {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        fn need<T: Send + 'static>(t: T) -> T {
            t
        }
        eq(need(work(Box::new(1))).await, 2);
        eq(need(fmt(3)).await, "3".to_string());
    }

    #[trace_async]
    async fn work(b: Box<u32>) -> u32 {
        let c = std::cell::Cell::new(1);
        let k = c.get();
        drop(c);
        tick().await;
        *b + k - 0
    }

    #[trace_async]
    async fn fmt(n: u32) -> String {
        let s = format!("{n}");
        tick().await;
        s
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Not `Send`, and staying so.
mod c54_not_send {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let r = std::rc::Rc::new(std::cell::RefCell::new(0));
        let r2 = r.clone();
        *r2.borrow_mut() += rc(r2.clone()).await;
        assert_eq!(*r.borrow(), 1);
    }

    #[trace_async]
    async fn rc(r: std::rc::Rc<std::cell::RefCell<u32>>) -> u32 {
        tick().await;
        drop(r);
        one().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
