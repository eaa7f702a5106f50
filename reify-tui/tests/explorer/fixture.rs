//! Recordings to explore, told as stories: what is made, polled and woken, and how long it takes.

use std::sync::Arc;

use reify_lib::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord};
use reify_lib::{
    End, Header, InProgress, PollResult, Record, Site, SiteKind, Sync, Trace, TraceBuilder,
    findings, reify_execution,
};
use reify_tui::app::{App, AppOptions, Start};
use reify_tui::model::Model;

pub(crate) const MICRO: u64 = 1_000;
pub(crate) const MILLI: u64 = 1_000_000;

/// Tells a recording from its beginning to its end. Time goes on only where it is told to.
pub(crate) struct Story {
    builder: TraceBuilder,
    seq: u64,
    now: u64,
    steps: u64,
    sites: u64,
    /// Steps within a poll, and when it began.
    polling: Vec<(u64, u64)>,
}

impl Story {
    pub(crate) fn new(program: &str) -> Self {
        let mut builder = TraceBuilder::new();
        builder.push(Record::Header(Header {
            program: program.to_owned(),
            wakes: true,
            writer: "reify-lib 0.1.0".to_owned(),
            started: "2026-11-22T10:00:00.123456789Z".to_owned(),
            ..Header::default()
        }));
        for (id, name) in [(1, "main"), (2, "tokio-rt-worker")] {
            let name = Some(name.to_owned());
            builder.push(Record::Thread(ThreadRecord { id, name }));
        }
        Self {
            builder,
            seq: 0,
            now: 0,
            steps: 0,
            sites: 0,
            polling: Vec::new(),
        }
    }

    pub(crate) fn root(&mut self, name: &str) -> u64 {
        let task = self.steps;
        self.builder.push(Record::Task(TaskRecord {
            id: task,
            name: Some(name.to_owned()),
            ..TaskRecord::default()
        }));
        let site = self.site_of(Site {
            kind: SiteKind::Root,
            expr: name.to_owned(),
            ..Site::default()
        });
        self.push_step(site, None, Some(task))
    }

    pub(crate) fn site(&mut self, expr: &str, line: u32) -> u64 {
        self.site_of(Site {
            expr: expr.to_owned(),
            file: "src/checkout.rs".to_owned(),
            line,
            column: 9,
            function: "shop::checkout".to_owned(),
            ..Site::default()
        })
    }

    pub(crate) fn site_of(&mut self, site: Site) -> u64 {
        self.sites += 1;
        let id = self.sites;
        self.builder.push(Record::Site(SiteRecord { id, site }));
        id
    }

    /// Makes a step under the one that is being polled.
    pub(crate) fn step(&mut self, site: u64) -> u64 {
        let parent = self.polling.last().map(|&(step, _)| step);
        self.push_step(site, parent, None)
    }

    fn push_step(&mut self, site: u64, parent: Option<u64>, task: Option<u64>) -> u64 {
        let (id, seq) = (self.steps, self.next_seq());
        self.steps += 1;
        self.builder.push(Record::Step(StepRecord {
            seq,
            id,
            site,
            parent,
            task,
            at: self.now,
            borrowed: false,
        }));
        id
    }

    pub(crate) fn wait(&mut self, ns: u64) {
        self.now += ns;
    }

    pub(crate) fn begin(&mut self, step: u64) {
        self.polling.push((step, self.now));
    }

    /// The innermost poll returns.
    pub(crate) fn end(&mut self, result: PollResult) {
        let (step, at) = self.polling.pop().expect("a poll has begun");
        let seq = self.next_seq();
        self.builder.push(Record::Poll(PollRecord {
            seq,
            step,
            at,
            took: self.now - at,
            thread: 1,
            result,
            wakers: None,
            within: None,
        }));
    }

    pub(crate) fn poll(&mut self, step: u64, took: u64, result: PollResult) {
        self.begin(step);
        self.wait(took);
        self.end(result);
    }

    /// Drops a step within the poll that is in progress.
    pub(crate) fn cancel(&mut self, step: u64) {
        let seq = self.next_seq();
        let within = self.polling.last().map(|&(step, _)| step);
        self.builder.push(Record::Poll(PollRecord {
            seq,
            step,
            at: self.now,
            took: 0,
            thread: 1,
            result: PollResult::Cancelled,
            wakers: None,
            within,
        }));
    }

    pub(crate) fn wake(&mut self, step: u64, by: Option<u64>) {
        let seq = self.next_seq();
        let thread = if by.is_some() { 1 } else { 2 };
        self.builder.push(Record::Wake(WakeRecord {
            seq,
            step,
            at: self.now,
            by,
            thread,
            last: false,
        }));
    }

    pub(crate) fn finish(mut self) -> Trace {
        self.builder.push(Record::End(End {
            at: self.now,
            recorded: self.seq,
            lost: 0,
            reason: "finished".to_owned(),
        }));
        self.builder.finish()
    }

    /// Ends without an end: the last sign of life sees what is within a poll.
    pub(crate) fn stop(mut self) -> Trace {
        let polling = self.polling.last().map(|&(step, since)| InProgress {
            step,
            since,
            thread: 1,
        });
        self.builder.push(Record::Sync(Sync {
            at: self.now,
            recorded: self.seq,
            lost: 0,
            polling: polling.into_iter().collect(),
        }));
        self.builder.finish()
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}

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
    let (graph, mut found) = (reify_execution(&trace), findings(&trace));
    for finding in &mut found {
        finding.message = format!(
            "{} is not as it should be, as far as can be told",
            finding.place
        );
        "look there".clone_into(&mut finding.next);
        finding.threshold.clear();
    }
    "trace.json".clone_into(&mut options.file);
    let model = Model::new(Arc::new(trace), graph).with_findings(found);
    App::new(model, options)
}

pub(crate) fn at(position: usize) -> AppOptions {
    AppOptions {
        start: Start::Event(position),
        ..AppOptions::default()
    }
}
