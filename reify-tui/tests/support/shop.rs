//! A small recording and the source that it was made of: a checkout that waits for its reservation when the
//! recording ends, after the quote beside it was cancelled.

use std::fs;
use std::path::PathBuf;

use reify_lib::record::{PollRecord, StepRecord, WakeRecord};
use reify_lib::{Header, PollResult, Site, SiteKind, Trace};

use crate::log::Log;

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
    let mut log = Log::new(Header {
        program: "shop".to_owned(),
        ..Header::default()
    });
    log.task(0, "checkout");
    site(&mut log, 0, SiteKind::Root, "checkout", (0, 0));
    site(&mut log, 1, SiteKind::Await, "load_cart(id)", (5, 30));
    site(&mut log, 2, SiteKind::Arm, "reserve(&cart)", (7, 17));
    site(&mut log, 3, SiteKind::Arm, "quote(&cart)", (8, 17));
    step(&mut log, 0, None, 0);
    step(&mut log, 1, Some(0), 1_000);
    poll(&mut log, 1, 2_000, 850, PollResult::Pending);
    poll(&mut log, 0, 900, 2_100, PollResult::Pending);
    log.wake(WakeRecord {
        step: 1,
        at: 11_000_000,
        ..Log::WAKE
    });
    poll(&mut log, 1, 11_050_000, 1_150, PollResult::Ready);
    step(&mut log, 2, Some(0), 11_060_000);
    step(&mut log, 3, Some(0), 11_060_100);
    poll(&mut log, 2, 11_061_000, 12_000, PollResult::Pending);
    poll(&mut log, 3, 11_075_000, 9_000, PollResult::Pending);
    poll(&mut log, 0, 11_050_000, 40_000, PollResult::Pending);
    poll(&mut log, 3, 14_300_000, 0, PollResult::Cancelled);
    poll(&mut log, 2, 14_301_000, 8_000, PollResult::Pending);
    poll(&mut log, 0, 14_299_000, 20_000, PollResult::Pending);
    log.finish()
}

fn site(log: &mut Log, id: u64, kind: SiteKind, expr: &str, (line, column): (u32, u32)) {
    let file = if line == 0 { "" } else { "src/checkout.rs" };
    let site = Site {
        kind,
        expr: expr.to_owned(),
        file: file.to_owned(),
        line,
        column,
        ..Site::default()
    };
    log.site(id, site);
}

/// Each site has one step, of the same number.
fn step(log: &mut Log, id: u64, parent: Option<u64>, at: u64) {
    log.step(StepRecord {
        id,
        site: id,
        parent,
        task: Some(0),
        at,
        ..Log::STEP
    });
}

fn poll(log: &mut Log, step: u64, at: u64, took: u64, result: PollResult) {
    log.poll(PollRecord {
        step,
        at,
        took,
        result,
        wakers: (result == PollResult::Pending).then_some(1),
        within: (result == PollResult::Cancelled).then_some(0),
        ..Log::POLL
    });
}
