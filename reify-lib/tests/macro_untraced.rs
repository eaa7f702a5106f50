//! What `#[trace_async]` cannot make a step is said in the trace, with the reason.

use std::future::{Pending, pending, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use reify_lib::{SiteKind, Trace, TracedFuture, trace_async};

fn record<F: Future>(future: F) -> Trace {
    let mut run = pin!(TracedFuture::run(future));
    loop {
        if let Poll::Ready((_, trace)) = run.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        {
            return trace;
        }
    }
}

/// Macro, line after `first`, and column of what the function there leaves untraced.
fn untraced(trace: &Trace, first: u32, lines: u32) -> Vec<(&str, u32, u32)> {
    let here = trace.untraced().iter().filter(|one| one.file == file!());
    let here = here.filter(|one| (first..=first + lines).contains(&one.line));
    here.map(|one| (one.within.as_str(), one.line - first, one.column))
        .collect()
}

fn awaits(trace: &Trace) -> usize {
    trace
        .sites()
        .iter()
        .filter(|site| site.kind == SiteKind::Await)
        .count()
}

macro_rules! own_grammar {
    ($future:expr => $name:ident) => {
        let $name = $future;
    };
}

#[rustfmt::skip]
mod laid_out {
    use super::*;

    pub(crate) const GRAMMAR: u32 = line!();
    #[trace_async]
    pub(crate) async fn grammar() -> u32 {
        own_grammar!(async { 1 }.await + async { 2 }.await => x);
        x
    }

    pub(crate) const TEXT: u32 = line!();
    #[trace_async]
    #[expect(clippy::dbg_macro, reason = "what it prints is the text of its argument")]
    pub(crate) async fn text() -> bool {
        assert!(async { true }.await);
        assert!(async { true }.await, "with a message");
        dbg!(async { true }.await)
    }

    pub(crate) const QUOTED: u32 = line!();
    #[trace_async]
    pub(crate) async fn quoted() -> &'static str {
        macro_rules! later { () => { async { 1 }.await } }
        later!();
        stringify!(async { 1 }.await)
    }

    pub(crate) const ARM: u32 = line!();
    #[trace_async]
    pub(crate) async fn arm(named: Pending<u32>) -> u32 {
        use tokio::select;
        select! {
            x = named => x,
            x = ready(5) => x,
        }
    }
}

#[test]
fn an_await_in_a_grammar_of_its_own_is_reported() {
    let trace = record(laid_out::grammar());
    assert_eq!(
        untraced(&trace, laid_out::GRAMMAR, 6),
        [("own_grammar!", 3, 34), ("own_grammar!", 3, 54)],
    );
    assert_eq!(awaits(&trace), 0);
}

#[test]
fn an_await_whose_text_is_printed_is_reported_unless_a_message_hides_it() {
    let trace = record(laid_out::text());
    assert_eq!(
        untraced(&trace, laid_out::TEXT, 8),
        [("assert!", 4, 32), ("dbg!", 6, 29)]
    );
    assert_eq!(awaits(&trace), 1);
}

#[test]
fn an_await_that_is_only_quoted_is_none() {
    let trace = record(laid_out::quoted());
    assert_eq!(untraced(&trace, laid_out::QUOTED, 7), []);
}

#[test]
fn a_variable_that_is_an_arm_of_an_imported_select_is_reported() {
    let trace = record(laid_out::arm(pending()));
    assert_eq!(untraced(&trace, laid_out::ARM, 7), [("select!", 5, 17)]);
    let arms = trace
        .sites()
        .iter()
        .filter(|site| site.kind == SiteKind::Arm);
    assert_eq!(
        arms.map(|site| site.expr.as_str()).collect::<Vec<_>>(),
        ["ready(5)"]
    );
}
