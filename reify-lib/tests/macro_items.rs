//! Every kind of item that `#[trace_async]` goes on, and that each await in it is one step.

use std::future::{Future, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use reify_lib::{SharedTrace, SiteKind, Trace, TracedFuture, trace_async};

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return output;
        }
    }
}

/// The function and the expression of every step, without the names of this file's modules.
fn steps<F: Future>(future: F) -> Vec<String> {
    let trace = run(TracedFuture::run(future)).1;
    let sites = trace.step_ids().map(|step| trace.site_of(step));
    let sites = sites.filter(|site| site.kind == SiteKind::Await);
    let name = |function: &str| function.replace("macro_items::", "");
    sites
        .map(|site| format!("{}: {}", name(&site.function), site.expr))
        .collect()
}

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[trace_async]
fn boxed(n: u32) -> Boxed<'static, u32> {
    Box::pin(async move { ready(n).await })
}

#[trace_async]
#[expect(
    clippy::manual_async_fn,
    reason = "the attribute takes such functions too"
)]
fn opaque(n: u32) -> impl Future<Output = u32> {
    async move { ready(n).await }
}

#[test]
fn functions_that_return_a_future_are_traced() {
    assert_eq!(steps(boxed(1)), ["boxed: ready(n)"]);
    assert_eq!(steps(opaque(1)), ["opaque: ready(n)"]);
}

struct Shop;

#[trace_async]
impl Shop {
    const OPEN: fn() -> Boxed<'static, u32> = || Box::pin(async { ready(8).await });

    async fn total(&self) -> u32 {
        let twice = async |n: u32| ready(n).await * 2;
        let thrice = |n: u32| async move { ready(n).await * 3 };
        twice(1).await + thrice(2).await
    }
}

#[test]
fn an_impl_block_is_traced_with_its_closures_and_constants() {
    assert_eq!(
        steps(Shop.total()),
        [
            "Shop::total: twice(1)",
            "Shop::total: ready(n)",
            "Shop::total: thrice(2)",
            "Shop::total: ready(n)",
        ],
    );
    assert_eq!(steps(Shop::OPEN()), ["Shop: ready(8)"]);
}

#[trace_async]
trait Priced {
    async fn price(&self) -> u32;

    async fn doubled(&self) -> u32 {
        self.price().await * 2
    }
}

impl Priced for Shop {
    #[trace_async]
    async fn price(&self) -> u32 {
        ready(4).await
    }
}

#[test]
fn a_trait_is_traced_in_its_default_bodies() {
    assert_eq!(
        steps(Shop.doubled()),
        ["Priced::doubled: self.price()", "price: ready(4)"]
    );
}

#[async_trait]
trait Outside {
    #[trace_async]
    async fn inner(&self) -> u32 {
        ready(1).await
    }

    async fn outer(&self) -> u32;
}

#[trace_async]
#[async_trait]
impl Outside for Shop {
    async fn outer(&self) -> u32 {
        self.inner().await
    }
}

#[async_trait]
trait Inside {
    async fn first(&self) -> u32;
}

#[async_trait]
#[trace_async]
impl Inside for Shop {
    async fn first(&self) -> u32 {
        ready(2).await
    }
}

#[test]
fn async_trait_goes_before_and_after() {
    assert_eq!(
        steps(Shop.outer()),
        ["Shop::outer: self.inner()", "inner: ready(1)"]
    );
    assert_eq!(steps(Shop.first()), ["Shop::first: ready(2)"]);
}

macro_rules! items {
    ($($item:item)*) => { $($item)* };
}

#[trace_async]
mod outer {
    use super::{Future, ready, trace_async};

    pub(crate) mod inner {
        pub(crate) async fn deep() -> u32 {
            super::ready(1).await
        }
    }

    items! {
        pub(crate) async fn in_a_macro() -> u32 {
            ready(2).await
        }
    }

    #[trace_async]
    pub(crate) async fn with_its_own() -> u32 {
        ready(3).await
    }

    #[cfg_attr(test, trace_async)]
    pub(crate) async fn with_its_own_for_tests() -> u32 {
        ready(4).await
    }

    pub(crate) fn stays_sync(future: &impl Future) -> usize {
        size_of_val(future)
    }
}

#[test]
fn a_module_is_traced_and_nothing_in_it_twice() {
    assert_eq!(
        steps(outer::inner::deep()),
        ["outer::inner::deep: super::ready(1)"]
    );
    assert_eq!(steps(outer::in_a_macro()), ["outer::in_a_macro: ready(2)"]);
    assert_eq!(
        steps(outer::with_its_own()),
        ["outer::with_its_own: ready(3)"]
    );
    assert_eq!(
        steps(outer::with_its_own_for_tests()),
        ["outer::with_its_own_for_tests: ready(4)"],
    );
    assert!(outer::stays_sync(&ready(1)) > 0);
}

struct Worker {
    trace: SharedTrace,
    done: u32,
}

#[trace_async(trace = self.trace.clone())]
impl Worker {
    async fn work(&mut self) -> u32 {
        async fn ambient() -> u32 {
            ready(1).await
        }
        self.done += ready(1).await;
        let (a, b) = tokio::join!(ready(2), ready(3));
        self.done += a + b + ambient().await;
        self.done
    }
}

#[test]
fn a_trace_that_is_named_gets_the_steps_and_those_that_run_in_them() {
    let trace = Trace::shared();
    let mut worker = Worker {
        trace: trace.clone(),
        done: 0,
    };
    assert_eq!(steps(worker.work()), <[&str; 0]>::default());
    let trace = trace.snapshot();
    let exprs: Vec<_> = trace
        .step_ids()
        .map(|step| trace.site_of(step).expr.as_str())
        .collect();
    assert_eq!(
        exprs,
        ["ready(1)", "ready(2)", "ready(3)", "ambient()", "ready(1)"]
    );
}

#[test]
fn the_library_is_found_where_it_is_said_to_be() {
    mod tools {
        pub(crate) use reify_lib;
    }

    #[trace_async(crate = tools::reify_lib)]
    async fn by_path() -> u32 {
        ready(1).await
    }

    #[trace_async(crate = "::reify_lib")]
    async fn by_text() -> u32 {
        ready(2).await
    }

    assert_eq!(steps(by_path()), ["by_path: ready(1)"]);
    assert_eq!(steps(by_text()), ["by_text: ready(2)"]);
}
