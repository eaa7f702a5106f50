//! A small recording and the source that it was made of: a checkout that waits for its reservation when the
//! recording ends, after the quote beside it was cancelled.

use std::fs;
use std::path::PathBuf;

use reify_lib::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord};
use reify_lib::{Header, PollResult, Record, Site, SiteKind, Trace, TraceBuilder};

/// What the recorded file says.
pub(crate) const SOURCE: &str = "\
use reify_lib::trace_async;

#[trace_async]
async fn checkout(id: u32) {
    let cart = load_cart(id).await;
    tokio::select! {
        stock = reserve(&cart) => charge(stock).await,
        price = quote(&cart) => show(price).await,
    }
}
";

/// A project folder with the source and the recording.
pub(crate) struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let shop = Self {
            folder: tempfile::tempdir().expect("there is a folder for temporary files"),
        };
        fs::create_dir(shop.folder().join("src")).expect("the folder is ours");
        shop.write("Cargo.toml", "");
        shop.write("src/checkout.rs", SOURCE);
        trace().save(shop.trace()).expect("the folder is ours");
        shop
    }

    pub(crate) fn folder(&self) -> PathBuf {
        // Editors are given the path with links resolved.
        self.folder
            .path()
            .canonicalize()
            .expect("the folder is there")
    }

    pub(crate) fn trace(&self) -> PathBuf {
        self.folder().join("trace.json")
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(name);
        let folder = path.parent().expect("it lies in the folder");
        fs::create_dir_all(folder).expect("the folder is ours");
        fs::write(&path, text).expect("the folder is ours");
        path
    }
}

/// The recording.
pub(crate) fn trace() -> Trace {
    let mut log = Log::default();
    log.builder.push(Record::Header(Header {
        program: "shop".to_owned(),
        wakes: true,
        ..Header::default()
    }));
    log.builder.push(Record::Task(TaskRecord {
        id: 0,
        name: Some("checkout".to_owned()),
        ..TaskRecord::default()
    }));
    log.builder.push(Record::Thread(ThreadRecord {
        id: 1,
        name: Some("main".to_owned()),
    }));
    log.site(0, SiteKind::Root, "checkout", 0, 0);
    log.site(1, SiteKind::Await, "load_cart(id)", 5, 30);
    log.site(2, SiteKind::Arm, "reserve(&cart)", 7, 17);
    log.site(3, SiteKind::Arm, "quote(&cart)", 8, 17);
    log.step(0, None, 0);
    log.step(1, Some(0), 1_000);
    log.poll(1, 2_000, 850, PollResult::Pending);
    log.poll(0, 900, 2_100, PollResult::Pending);
    log.wake(1, 11_000_000);
    log.poll(1, 11_050_000, 1_150, PollResult::Ready);
    log.step(2, Some(0), 11_060_000);
    log.step(3, Some(0), 11_060_100);
    log.poll(2, 11_061_000, 12_000, PollResult::Pending);
    log.poll(3, 11_075_000, 9_000, PollResult::Pending);
    log.poll(0, 11_050_000, 40_000, PollResult::Pending);
    log.poll(3, 14_300_000, 0, PollResult::Cancelled);
    log.poll(2, 14_301_000, 8_000, PollResult::Pending);
    log.poll(0, 14_299_000, 20_000, PollResult::Pending);
    log.builder.finish()
}

#[derive(Default)]
struct Log {
    builder: TraceBuilder,
    seq: u64,
}

impl Log {
    fn next(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }

    fn site(&mut self, id: u64, kind: SiteKind, expr: &str, line: u32, column: u32) {
        let file = if line == 0 { "" } else { "src/checkout.rs" };
        let site = Site {
            kind,
            expr: expr.to_owned(),
            file: file.to_owned(),
            line,
            column,
            ..Site::default()
        };
        self.builder.push(Record::Site(SiteRecord { id, site }));
    }

    fn step(&mut self, id: u64, parent: Option<u64>, at: u64) {
        let seq = self.next();
        self.builder.push(Record::Step(StepRecord {
            seq,
            id,
            site: id,
            parent,
            task: Some(0),
            at,
            borrowed: false,
        }));
    }

    fn poll(&mut self, step: u64, at: u64, took: u64, result: PollResult) {
        let seq = self.next();
        self.builder.push(Record::Poll(PollRecord {
            seq,
            step,
            at,
            took,
            thread: 1,
            result,
            wakers: (result == PollResult::Pending).then_some(1),
            within: (result == PollResult::Cancelled).then_some(0),
        }));
    }

    fn wake(&mut self, step: u64, at: u64) {
        let seq = self.next();
        self.builder.push(Record::Wake(WakeRecord {
            seq,
            step,
            at,
            by: None,
            thread: 1,
            last: false,
        }));
    }
}
