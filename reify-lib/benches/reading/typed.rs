//! What a JSON parser is told of the records: the least that a program would keep.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// A record as a program would declare it that is after the numbers only.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "what is measured is that they are made")]
pub(crate) enum Typed {
    Reify(IgnoredAny),
    Site(IgnoredAny),
    Task(IgnoredAny),
    Thread(IgnoredAny),
    Sync(IgnoredAny),
    End(IgnoredAny),
    Step(Step),
    Poll(Poll),
    Wake(Wake),
    WakerDrop(Wake),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Step {
    seq: u64,
    id: u32,
    site: u32,
    at: u64,
    #[serde(default)]
    parent: Option<u32>,
    #[serde(default)]
    task: Option<u32>,
    #[serde(default)]
    borrowed: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Poll {
    seq: u64,
    step: u32,
    at: u64,
    took: u64,
    thread: u32,
    result: Outcome,
    #[serde(default)]
    wakers: Option<u32>,
    #[serde(default)]
    within: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Pending,
    Ready,
    Cancelled,
    Panicked,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Wake {
    seq: u64,
    step: u32,
    at: u64,
    thread: u32,
    #[serde(default)]
    by: Option<u32>,
    #[serde(default)]
    last: bool,
}
