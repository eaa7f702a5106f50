//! The signatures of async functions.

/// Every receiver.
mod c65_every_receiver {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        use std::{pin::Pin, rc::Rc, sync::Arc};
        let mut r = R(1);
        r.b().await;
        eq(r.a().await, 2);
        eq(
            Box::new(R(1)).c().await + Rc::new(R(1)).d().await + Arc::new(R(1)).e().await,
            3,
        );
        let mut p = R(1);
        eq(Pin::new(&mut p).f().await, 1);
        eq(R(1).g().await, 2);
    }

    struct R(u32);

    impl R {
        #[trace_async]
        async fn a(&self) -> u32 {
            tick().await;
            self.0
        }
        #[trace_async]
        async fn b(&mut self) {
            self.0 += one().await
        }
        #[trace_async]
        async fn c(self: Box<Self>) -> u32 {
            tick().await;
            self.0
        }
        #[trace_async]
        async fn d(self: std::rc::Rc<Self>) -> u32 {
            tick().await;
            self.0
        }
        #[trace_async]
        async fn e(self: std::sync::Arc<Self>) -> u32 {
            tick().await;
            self.0
        }
        #[trace_async]
        async fn f(self: std::pin::Pin<&mut Self>) -> u32 {
            tick().await;
            self.0
        }
        #[trace_async]
        async fn g(mut self) -> u32 {
            self.0 += one().await;
            self.0
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Patterns, attributes and wild cards in the arguments.
mod c66_patterns_in_arguments {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(f((1, 2), P { x: 3, y: 4 }, W(5), 6, 7, [8, 9]).await, 36);
    }

    struct P {
        x: u32,
        y: u32,
    }
    struct W(u32);

    #[trace_async]
    async fn f(
        (a, mut b): (u32, u32),
        P { x, y: z }: P,
        W(w): W,
        _: u32,
        #[allow(unused)] mut u: u32,
        [h, ..]: [u32; 2],
    ) -> u32 {
        b += one().await;
        a + b + x + z + w + u + h + 5
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The order in which arguments drop.
mod c67_drop_order_of_arguments {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let l = Log::new();
        f(D(&l, "1"), D(&l, "2"), D(&l, "3")).await;
        assert_eq!(l.get(), "b321");
    }

    #[trace_async]
    async fn f<'a>(a: D<'a>, _: D<'a>, _c: D<'a>) {
        tick().await;
        a.0.push("b");
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Generics, `impl Trait`, const generics, where clauses.
mod c68_generics {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(g::<_, 2>([1u32, 2], "ab", |x| x + 1).await, 5);
        eq(d(&3).await, "3".to_string());
    }

    #[trace_async]
    async fn g<T, const N: usize>(
        a: [T; N],
        s: impl AsRef<str> + Send,
        f: impl Fn(u32) -> u32,
    ) -> u32
    where
        T: Copy + Into<u32>,
        [T; N]: Sized,
    {
        tick().await;
        f(a[N - 1].into()) + s.as_ref().len() as u32
    }

    #[trace_async]
    async fn d<F: ?Sized + std::fmt::Display>(x: &F) -> String {
        tick().await;
        x.to_string()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Lifetimes: elided, `'_`, several, in what is returned.
mod c69_lifetimes {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let a = String::from("ab");
        let c = C { s: &a };
        eq(c.get(&String::from("x")).await, "ab");
        eq(long(&a, "b").await, "ab");
        eq(it(&[1, 2]).await.count(), 2);
    }

    struct C<'a> {
        s: &'a str,
    }

    impl<'a> C<'a> {
        #[trace_async]
        async fn get(&self, _x: &String) -> &'a str {
            tick().await;
            self.s
        }
    }

    #[trace_async]
    async fn long<'x, 'y: 'x>(a: &'x str, _b: &'y str) -> &'x str {
        tick().await;
        a
    }

    #[trace_async]
    async fn it<'a>(v: &'a [u32]) -> impl Iterator<Item = &'a u32> + 'a {
        tick().await;
        v.iter()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// What is returned is coerced or inferred from the signature.
mod c70_coerced_output {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(b(1).await(1), 2);
        let _ = v().await;
        let _: Box<dyn std::fmt::Debug> = e().await.unwrap_err();
        is(o().await.is_none());
    }

    #[trace_async]
    async fn b(k: u32) -> Box<dyn Fn(u32) -> u32> {
        if k == 0 {
            return Box::new(|x| x);
        }
        tick().await;
        Box::new(move |x| x + k)
    }

    #[trace_async]
    async fn v() -> Vec<Box<dyn std::fmt::Debug + Send>> {
        tick().await;
        vec![Box::new(1), Box::new("a")]
    }

    #[trace_async]
    async fn e() -> Result<(), Box<dyn std::fmt::Debug>> {
        tick().await;
        Err(Box::new(1))
    }

    #[trace_async]
    async fn o() -> Option<&'static dyn std::fmt::Debug> {
        tick().await;
        None
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
