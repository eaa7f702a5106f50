//! Where `#[trace_async]` says that an await is, and what it says is awaited there.
//!
//! The tests lay out their functions by hand: lines and columns are what they are about.

use std::future::{Ready, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use reify_lib::{Site, SiteKind, Trace, TracedFuture, trace_async};

fn record<F: Future>(future: F) -> Trace {
    let mut run = pin!(TracedFuture::run(future));
    loop {
        if let Poll::Ready((_, trace)) = run.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        {
            return trace;
        }
    }
}

/// Expression, line within the function that starts at `first`, and column of every await and arm.
fn places(trace: &Trace, first: u32) -> Vec<(&str, u32, u32)> {
    let traced = |site: &&Site| matches!(site.kind, SiteKind::Await | SiteKind::Arm);
    let sites = trace.sites().iter().filter(traced);
    sites
        .map(|site| (site.expr.as_str(), site.line - first, site.column))
        .collect()
}

struct Client(u32);

impl Client {
    fn get(&self, _path: &str) -> Self {
        Self(self.0 + 1)
    }

    fn send(self) -> Ready<Self> {
        ready(self)
    }

    fn text(self) -> Ready<Option<u32>> {
        ready(Some(self.0))
    }
}

async fn add(a: u32, b: u32) -> u32 {
    a + b
}

#[rustfmt::skip]
mod laid_out {
    use super::*;

    pub(crate) const LINES: u32 = line!();
    #[trace_async]
    pub(crate) async fn lines() -> u32 {
        let a = add(1, 2).await;
        let b = add( a,3 )  .await;

        a + b
            + add(a, b).await
    }

    pub(crate) const ONE_LINE: u32 = line!();
    #[trace_async]
    pub(crate) async fn one_line() -> u32 {
        add(add(1, 2).await, 3).await + "é".parse().unwrap_or(add(4, 5).await)
    }

    pub(crate) const CHAIN: u32 = line!();
    #[trace_async]
    pub(crate) async fn chain(client: &Client) -> Option<u32> {
        client
            .get("a b") // the first
            .get(
                "c",
            )
            .send()
            .await
            .get("d")
            .text().await
    }

    pub(crate) const ARMS: u32 = line!();
    #[trace_async]
    pub(crate) async fn arms() -> u32 {
        let (a, b) = tokio::join!(add(1, 1), async {
            add(2, 2).await
        });
        tokio::select! {
            biased;
            c = add(a, b), if a == 2 => c,
            _ = std::future::pending() => 0,
        }
    }

    pub(crate) const MACROS: u32 = line!();
    #[trace_async]
    pub(crate) async fn macros() -> String {
        assert_eq!(add(1, 1).await, 2);
        format!("{} {b}", add(1, 2).await, b = add(3, 4).await)
    }
}

#[test]
fn an_await_is_where_its_keyword_is() {
    assert_eq!(
        places(&record(laid_out::lines()), laid_out::LINES),
        [
            ("add(1, 2)", 3, 27),
            ("add( a,3 )", 4, 30),
            ("add(a, b)", 7, 25)
        ],
    );
}

#[test]
fn awaits_on_one_line_differ_in_their_columns() {
    assert_eq!(
        places(&record(laid_out::one_line()), laid_out::ONE_LINE),
        [
            ("add(1, 2)", 3, 23),
            ("add(add(1, 2).await, 3)", 3, 33),
            ("add(4, 5)", 3, 73)
        ],
    );
}

#[test]
fn an_await_at_the_end_of_a_chain_is_on_its_own_line() {
    assert_eq!(
        places(&record(laid_out::chain(&Client(0))), laid_out::CHAIN),
        [
            ("client.get(\"a b\").get(\"c\").send()", 9, 14),
            (
                "client.get(\"a b\").get(\"c\").send().await.get(\"d\").text()",
                11,
                21
            ),
        ],
    );
}

#[test]
fn an_arm_is_where_it_begins() {
    let trace = record(laid_out::arms());
    assert_eq!(
        places(&trace, laid_out::ARMS),
        [
            ("add(1, 1)", 3, 35),
            ("async { add(2, 2).await }", 3, 46),
            ("add(2, 2)", 4, 23),
            ("add(a, b)", 8, 17),
            ("std::future::pending()", 9, 17),
        ],
    );
    let arms = trace
        .sites()
        .iter()
        .filter(|site| site.kind == SiteKind::Arm);
    assert_eq!(arms.count(), 4);
}

#[test]
fn awaits_in_the_arguments_of_macros_are_where_they_were_typed() {
    assert_eq!(
        places(&record(laid_out::macros()), laid_out::MACROS),
        [
            ("add(1, 1)", 3, 30),
            ("add(1, 2)", 4, 37),
            ("add(3, 4)", 4, 58)
        ],
    );
}

#[test]
fn the_file_is_the_one_that_the_compiler_names() {
    let trace = record(laid_out::lines());
    assert!(places(&trace, 0).len() == 3);
    for site in trace
        .sites()
        .iter()
        .filter(|site| site.kind == SiteKind::Await)
    {
        assert_eq!(site.file, file!());
    }
}

#[trace_async]
mod nested {
    use super::add;

    pub(crate) struct Shop<T>(pub(crate) T);

    impl<T: Into<u32> + Copy> Shop<T> {
        pub(crate) async fn total(&self) -> u32 {
            async fn twice(x: u32) -> u32 {
                add(x, x).await
            }
            twice(self.0.into()).await
        }
    }

    pub(crate) trait Priced {
        fn price(&self) -> u32;

        async fn with_tax(&self) -> u32 {
            add(self.price(), 1).await
        }
    }

    impl Priced for u32 {
        fn price(&self) -> u32 {
            *self
        }
    }
}

#[test]
fn the_function_is_named_with_its_module_and_type() {
    use nested::Priced as _;

    let functions = |trace: &Trace| -> Vec<String> {
        let sites = trace
            .sites()
            .iter()
            .filter(|site| site.kind == SiteKind::Await);
        sites.map(|site| site.function.clone()).collect()
    };
    assert_eq!(
        functions(&record(nested::Shop(4_u8).total())),
        [
            "macro_locations::nested::Shop<T>::total",
            "macro_locations::nested::Shop<T>::total::twice",
        ],
    );
    assert_eq!(
        functions(&record(3_u32.with_tax())),
        ["macro_locations::nested::Priced::with_tax"],
    );
    assert_eq!(
        functions(&record(laid_out::lines()))[0],
        "macro_locations::laid_out::lines"
    );
}

macro_rules! call_it {
    ($client:expr, $method:ident, $($argument:expr),*) => {
        #[trace_async]
        async fn called() -> u32 {
            $client.get("x").$method($($argument),*).await.0
        }
    };
}

call_it!(Client(6 * 7), send,);

#[test]
fn what_a_macro_put_together_reads_as_usual() {
    let trace = record(called());
    assert_eq!(places(&trace, 0)[0].0, "Client(6 * 7).get(\"x\").send()");
}
