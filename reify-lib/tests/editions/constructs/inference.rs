//! Inference and borrows across the await.

/// Types with methods of the names that an expansion may call.
mod c92_methods_named_like_ours {
    use crate::constructs::h::*;

    struct Odd(u32);

    #[allow(dead_code)]
    impl Odd {
        fn poll(&self) -> u32 {
            0
        }
        fn into_future(&self) -> u32 {
            0
        }
        fn clone(&self) -> u32 {
            0
        }
        fn instrument(&self) -> u32 {
            0
        }
        fn traced(&self) -> u32 {
            0
        }
    }

    impl std::future::Future for Odd {
        type Output = u32;
        fn poll(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<u32> {
            std::task::Poll::Ready(self.0)
        }
    }

    #[trace_async]
    async fn run() {
        eq(Odd(3).await, 3)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Inference that runs backwards through the await.
mod c93_inference_backwards {
    use crate::constructs::h::*;
    #[allow(unused_imports)]
    use std::{convert::TryFrom, iter::FromIterator};

    #[trace_async]
    async fn run() {
        let x: u8 = conv(7u32).await;
        let v: Vec<_> = col([1u8, 2]).await;
        let s = def::<u16>().await;
        let mut o = None;
        if one().await == 2 {
            o = Some(1u8)
        }
        assert_eq!((x, v.len(), s, o), (7, 2, 0, None));
        let p = "5".parse().map(std::future::ready).unwrap().await;
        let _: u64 = p;
    }

    #[trace_async]
    async fn conv<A, B: TryFrom<A>>(a: A) -> B {
        tick().await;
        B::try_from(a).ok().unwrap()
    }

    #[trace_async]
    async fn col<T, C: FromIterator<T>>(i: impl IntoIterator<Item = T>) -> C {
        tick().await;
        i.into_iter().collect()
    }

    #[trace_async]
    async fn def<T: Default>() -> T {
        T::default()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Coercions and reborrows at the awaited expression.
mod c94_coercions_and_reborrows {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut v = vec![1];
        let r = &mut v;
        add(r).await;
        add(r).await;
        let s: &str = &String::from("a");
        eq(n(s).await + n(&String::from("bc")).await, 3);
        assert_eq!(v.len(), 3);
        let d: &dyn std::fmt::Debug = &one().await;
        assert_eq!(format!("{d:?}"), "1");
    }

    #[trace_async]
    async fn add(v: &mut Vec<u32>) {
        tick().await;
        v.push(1)
    }

    #[trace_async]
    async fn n(s: &str) -> usize {
        tick().await;
        s.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Values moved or borrowed only on one path.
mod c95_moved_on_one_path {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let s = String::from("a");
        let t = if one().await == 1 {
            take(s).await
        } else {
            drop(s);
            0
        };
        let mut o = Some(String::new());
        while let Some(x) = o.take() {
            if take(x).await == 9 {
                o = Some(String::new())
            }
        }
        assert_eq!(t, 1);
        let y;
        if t == 1 {
            y = one().await
        } else {
            y = 2
        }
        assert_eq!(y, 1);
    }

    #[trace_async]
    async fn take(s: String) -> usize {
        tick().await;
        s.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Borrow checking over the await is no stricter.
mod c96_disjoint_borrows {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut s = St { a: vec![1], b: 2 };
        let St { a, b } = &mut s;
        *b += first(a).await;
        s.b += first(&s.a).await;
        let k = s.get().await;
        *k += 1;
        assert_eq!(s.b, 5);
    }

    struct St {
        a: Vec<u32>,
        b: u32,
    }

    impl St {
        #[trace_async]
        async fn get(&mut self) -> &mut u32 {
            tick().await;
            &mut self.b
        }
    }

    #[trace_async]
    async fn first(v: &[u32]) -> u32 {
        tick().await;
        v[0]
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A wrapper's `Drop` and what it holds.
mod c97_drop_of_the_wrapper {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut v = vec![1];
        {
            let x = fst(&mut v).await;
            *x += 1;
        }
        let y = fst(&mut v).await;
        assert_eq!(*y, 2);
        v.push(3);
    }

    #[trace_async]
    async fn fst(v: &mut Vec<u32>) -> &mut u32 {
        tick().await;
        &mut v[0]
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
