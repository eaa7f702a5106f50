//! Recordings to explore, told as stories: what is made, polled and woken, and how long it takes.

mod story;

use std::sync::Arc;

use reify_lib::{Finding, PollResult, Trace, findings, reify_execution};
use reify_tui::app::{App, AppOptions, Start};
use reify_tui::model::{Model, Totals};

pub(crate) use self::story::Story;

pub(crate) const MICRO: u64 = 1_000;
pub(crate) const MILLI: u64 = 1_000_000;

/// A shop: one thing after the other, then two at the same time, of which one is dropped, and a loop.
pub(crate) fn shop() -> Trace {
    use PollResult::{Pending, Ready};
    let mut story = Story::new("shop");
    let root = story.root("checkout(7)");
    let load = story.site("load_cart(id)", 14);
    let reserve = story.site("reserve(&cart)", 15);
    let quote = story.site("quote(&cart)", 15);
    let fetch = story.site("client.fetch(url).retry(3)", 31);
    let charge = story.site("charge(stock?, price?)", 16);

    story.wait(2 * MICRO);
    story.begin(root);
    let cart = story.step(load);
    story.begin(cart);
    let socket = story.step(fetch);
    story.poll(socket, 12 * MICRO, Pending);
    story.wait(MICRO);
    story.end(Pending);
    story.wait(MICRO);
    story.end(Pending);
    story.wait(11 * MILLI);
    story.wake(socket, None);
    story.wait(40 * MICRO);
    story.begin(root);
    story.begin(cart);
    story.poll(socket, 9 * MICRO, Ready);
    story.wait(MICRO);
    story.end(Ready);
    let stock = story.step(reserve);
    let price = story.step(quote);
    story.poll(stock, 12 * MICRO, Pending);
    story.wait(MICRO);
    story.poll(price, 40 * MICRO, Pending);
    story.end(Pending);
    story.wait(3_300 * MICRO);
    story.wake(stock, Some(price));
    story.wait(5 * MICRO);
    story.begin(root);
    story.poll(stock, 3 * MICRO, Ready);
    story.cancel(price);
    for _ in 0..3 {
        let charge = story.step(charge);
        story.poll(charge, 700, Ready);
    }
    story.wait(MICRO);
    story.end(Ready);
    story.finish()
}

/// A program that stopped within a poll.
pub(crate) fn hang() -> Trace {
    use PollResult::{Pending, Ready};
    let mut story = Story::new("stuck");
    let root = story.root("serve()");
    let accept = story.site("listener.accept()", 8);
    let read = story.site("read(&mut socket)", 21);
    story.begin(root);
    let first = story.step(accept);
    story.poll(first, 5 * MICRO, Ready);
    let reading = story.step(read);
    story.poll(reading, 7 * MICRO, Pending);
    story.end(Pending);
    story.wait(2 * MILLI);
    story.wake(reading, None);
    story.begin(root);
    story.begin(reading);
    story.wait(30_000 * MILLI);
    story.stop()
}

/// The explorer at the first event, or where there is no end at the last moment.
pub(crate) fn app(trace: Trace) -> App {
    let options = match trace.end() {
        Some(_) => at(0),
        None => AppOptions::default(),
    };
    app_with(trace, options)
}

pub(crate) fn app_with(trace: Trace, mut options: AppOptions) -> App {
    let graph = reify_execution(&trace);
    "trace.json".clone_into(&mut options.file);
    App::new(Model::new(Arc::new(trace), graph), options)
}

/// The explorer of a recording with what was found in it, in words that do not change with the library's.
pub(crate) fn app_found(trace: Trace, mut options: AppOptions) -> App {
    let (graph, found) = (reify_execution(&trace), found(&trace));
    "trace.json".clone_into(&mut options.file);
    let model = Model::new(Arc::new(trace), graph).with_findings(found);
    App::new(model, options)
}

/// The explorer of such a recording before it is added up and checked, and what comes then.
pub(crate) fn begun(trace: Trace, mut options: AppOptions) -> (App, Totals, Vec<Finding>) {
    let found = found(&trace);
    "trace.json".clone_into(&mut options.file);
    let model = Model::begin(Arc::new(trace));
    let totals = model.addends().add_up();
    (App::new(model, options), totals, found)
}

fn found(trace: &Trace) -> Vec<Finding> {
    let mut found = findings(trace);
    for finding in &mut found {
        finding.message = format!(
            "{} is not as it should be, as far as can be told",
            finding.place
        );
        "look there".clone_into(&mut finding.next);
        finding.threshold.clear();
    }
    found
}

pub(crate) fn at(position: usize) -> AppOptions {
    AppOptions {
        start: Start::Event(position),
        ..AppOptions::default()
    }
}

/// An actor that takes a message or a stop, twice: the arm of the stop is a `&mut`.
pub(crate) fn borrowing() -> Trace {
    let mut story = Story::new("actor");
    let root = story.root("actor");
    let (recv, stopped) = (
        story.site("inbox.recv()", 14),
        story.site("&mut stopped", 15),
    );
    for turn in 0..2 {
        story.begin(root);
        let inbox = story.step(recv);
        let stop = story.borrow(stopped);
        story.poll(inbox, 300, PollResult::Pending);
        story.poll(stop, 200, PollResult::Pending);
        story.end(PollResult::Pending);
        story.wait(5_000);
        story.begin(root);
        story.cancel(inbox);
        story.cancel(stop);
        story.end(if turn == 0 {
            PollResult::Pending
        } else {
            PollResult::Ready
        });
    }
    story.finish()
}
