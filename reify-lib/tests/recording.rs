//! What a recording holds, by example: who polled what, how often, under whom, and how it ended.

#[path = "support/poll.rs"]
mod poll;

use std::cell::RefCell;
use std::future::{pending, poll_fn, ready};
use std::pin::pin;
use std::task::Poll;

use poll::{block_on, named, poll_once, yields};
use reify_lib::testing::shape;
use reify_lib::{PollResult, Site, Trace, TraceFutureExt, TracedFuture, labeled_await};

/// `name: result, result, ..` of each step, in the order in which the steps were made.
fn polls_by_step(trace: &Trace) -> Vec<String> {
    let of = |step| {
        let results = trace.polls().filter(|poll| poll.step == step);
        let results: Vec<_> = results.map(|poll| poll.result.as_str()).collect();
        format!("{}: {}", trace.site_of(step).expr, results.join(", "))
    };
    trace.step_ids().map(of).collect()
}

fn parent_name(trace: &Trace, name: &str) -> Option<String> {
    let step = trace
        .step_ids()
        .find(|step| trace.site_of(*step).expr == name)
        .expect(name);
    let parent = trace.step(step).parent?;
    Some(trace.site_of(parent).expr.clone())
}

#[test]
fn every_poll_of_a_labelled_future_is_an_event() {
    let trace = Trace::shared();
    block_on(async {
        named("first", &trace, yields(2)).await;
        named("second", &trace, ready(())).await;
    });
    let trace = trace.snapshot();
    assert_eq!(
        polls_by_step(&trace),
        ["first: pending, pending, ready", "second: ready"]
    );
    let times: Vec<_> = trace.polls().map(|poll| (poll.at, poll.end())).collect();
    assert!(
        times.windows(2).all(|pair| pair[0].1 <= pair[1].0),
        "{times:?}"
    );
    assert_eq!(trace.notices(), []);
}

#[test]
fn parent_is_the_step_being_polled() {
    let trace = Trace::shared();
    block_on(named("outer", &trace, async {
        named("inner", &trace, yields(1)).await;
        named("after", &trace, ready(())).await;
    }));
    let trace = trace.snapshot();
    assert_eq!(parent_name(&trace, "outer"), None);
    assert_eq!(parent_name(&trace, "inner").as_deref(), Some("outer"));
    assert_eq!(parent_name(&trace, "after").as_deref(), Some("outer"));
    assert_eq!(
        shape(&trace),
        "\
outer: pending, ready
  inner: pending, ready
  after: ready
"
    );
}

#[test]
fn what_is_dropped_while_pending_is_cancelled_and_says_inside_of_what() {
    let trace = Trace::shared();
    {
        let mut outer = pin!(named("outer", &trace, async {
            let mut slow = Box::pin(named("slow", &trace, pending::<()>()));
            assert!(poll_once(slow.as_mut()).is_pending());
            drop(slow);
            pending::<()>().await;
        }));
        assert!(poll_once(outer.as_mut()).is_pending());
    }
    let trace = trace.snapshot();
    assert_eq!(
        polls_by_step(&trace),
        ["outer: pending, cancelled", "slow: pending, cancelled"]
    );
    let within: Vec<_> = trace
        .polls()
        .filter(|poll| poll.result == PollResult::Cancelled)
        .map(|poll| poll.within.map(|step| trace.site_of(step).expr.clone()))
        .collect();
    assert_eq!(within, [Some("outer".to_owned()), None]);
}

#[test]
fn what_was_never_polled_exists_and_is_not_cancelled() {
    let trace = Trace::shared();
    drop(named("never", &trace, ready(())));
    assert_eq!(polls_by_step(&trace.snapshot()), ["never: "]);
}

#[test]
fn a_panic_is_recorded_and_goes_on() {
    let trace = Trace::shared();
    let future = named(
        "bad",
        &trace,
        poll_fn(|_| -> Poll<()> { std::panic::resume_unwind(Box::new("on purpose")) }),
    );
    let mut future = Box::pin(future);
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = poll_once(future.as_mut());
    }))
    .unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"on purpose"));
    drop(future);
    assert_eq!(polls_by_step(&trace.snapshot()), ["bad: panicked"]);
}

#[test]
fn interleaved_futures_with_the_same_label_stay_apart() {
    let trace = Trace::shared();
    let mut first = pin!(named("same", &trace, yields(1)));
    let mut second = pin!(named("same", &trace, yields(1)));
    assert!(poll_once(first.as_mut()).is_pending());
    assert!(poll_once(second.as_mut()).is_pending());
    assert!(poll_once(first.as_mut()).is_ready());
    assert!(poll_once(second.as_mut()).is_ready());
    assert_eq!(
        polls_by_step(&trace.snapshot()),
        ["same: pending, ready", "same: pending, ready"]
    );
}

#[test]
fn a_snapshot_can_be_taken_while_futures_are_pending() {
    let mut future = pin!(TracedFuture::with_label(yields(1), "job"));
    assert!(poll_once(future.as_mut()).is_pending());
    let trace = future.trace().snapshot();
    assert_eq!(polls_by_step(&trace), ["job: pending"]);
    assert!(poll_once(future.as_mut()).is_ready());
    assert_eq!(
        polls_by_step(&future.trace().snapshot()),
        ["job: pending, ready"]
    );
    assert_eq!(polls_by_step(&trace), ["job: pending"]);
}

#[test]
fn a_traced_future_is_named_after_its_function() {
    async fn load_cart() -> u32 {
        ready(7).await
    }
    let (seven, trace) = block_on(TracedFuture::run(load_cart()));
    assert_eq!(seven, 7);
    let name = &trace.sites()[0].expr;
    assert!(name.ends_with("load_cart"), "{name}");
    assert_eq!(trace.tasks()[0].name.as_ref(), Some(name));
    assert_eq!(trace.end().unwrap().reason, "finished");
}

#[test]
fn a_label_of_an_expression_carries_its_place() {
    let trace = Trace::shared();
    let line = line!() + 1;
    block_on(labeled_await!(yields(0), trace));
    let trace = trace.snapshot();
    let site = &trace.sites()[0];
    assert_eq!(
        site.label().to_string(),
        format!("yields(0) @ {}:{line}", file!())
    );
}

#[test]
fn a_spawned_task_is_linked_to_the_step_that_spawned_it() {
    let spawned = RefCell::new(None);
    let ((), trace) = block_on(TracedFuture::run(async {
        *spawned.borrow_mut() = Some(Box::pin(yields(0).traced("child")));
    }));
    assert_eq!(trace.tasks()[1].name.as_deref(), Some("child"));
    let origin = trace.tasks()[1].spawned_by.expect("an origin");
    assert_eq!(trace.step(origin).parent, None);
}

#[test]
fn what_outlives_its_trace_is_not_recorded_and_works() {
    let late = RefCell::new(None);
    block_on(TracedFuture::run(async {
        *late.borrow_mut() = Some(Box::pin(yields(1).traced("late")));
    }));
    let mut late = late.into_inner().expect("a future");
    assert!(poll_once(late.as_mut()).is_pending());
    assert!(poll_once(late.as_mut()).is_ready());
}

#[test]
fn two_traces_do_not_mix() {
    let (a, b) = (Trace::shared(), Trace::shared());
    block_on(named("a", &a, async {
        named("b", &b, async { named("in a again", &a, ready(())).await }).await;
    }));
    assert_eq!(
        polls_by_step(&a.snapshot()),
        ["a: ready", "in a again: ready"]
    );
    assert_eq!(polls_by_step(&b.snapshot()), ["b: ready"]);
}

#[test]
fn events_of_several_threads_have_one_order() {
    let trace = Trace::shared();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| block_on(named("job", &trace, yields(100))));
        }
    });
    let trace = trace.snapshot();
    assert_eq!(trace.notices(), []);
    assert_eq!(trace.polls().count(), 4 * 101);
    let ends: Vec<u64> = trace.polls().map(|poll| poll.end()).collect();
    assert!(ends.is_sorted());
    let threads: std::collections::HashSet<_> = trace.polls().map(|poll| poll.thread).collect();
    assert_eq!(threads.len(), 4);
}

#[test]
fn sites_know_the_type_of_their_future() {
    let trace = Trace::shared();
    block_on(named("ready", &trace, ready(1_u8)));
    let trace = trace.snapshot();
    let sites: &[Site] = trace.sites();
    assert_eq!(sites[0].future, "core::future::ready::Ready<u8>");
}

#[test]
fn awaiting_through_a_reference_is_marked() {
    let trace = Trace::shared();
    let mut inner = Box::pin(yields(1));
    block_on(named("borrowed", &trace, &mut inner));
    block_on(named("owned", &trace, async {}));
    let trace = trace.snapshot();
    let borrowed: Vec<bool> = trace.steps().iter().map(|step| step.borrowed).collect();
    assert_eq!(borrowed, [true, false]);
}
