//! What the writer writes: records with numbers that are usual, and at the ends of their ranges.

use proptest::prelude::*;
use proptest::{option, sample};

use crate::format::write;
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{End, Header, InProgress, PollResult, Record, Site, Sync};

/// Where a way of reading may turn to another one.
const LIMITS: [u64; 14] = [
    9,
    10,
    99_999_999,
    100_000_000,
    u8::MAX as u64,
    u16::MAX as u64,
    u16::MAX as u64 + 1,
    u32::MAX as u64 - 1,
    u32::MAX as u64,
    u32::MAX as u64 + 1,
    9_999_999_999_999_999,
    (1 << 53) - 1,
    1 << 53,
    u64::MAX,
];

/// Any event, or a step.
pub(super) fn event() -> impl Strategy<Value = Record> {
    let number =
        || prop_oneof![20 => 0..4_u64, 10 => 0..1_000_000_u64, 1 => sample::select(&LIMITS[..])];
    let other = move || option::weighted(0.3, number());
    let numbers = (number(), number(), number(), number(), number());
    let rest = (
        other(),
        other(),
        option::weighted(0.3, any::<u32>()),
        any::<bool>(),
    );
    let kinds = (0..4_u8, sample::select(&PollResult::ALL[..]));
    (kinds, numbers, rest).prop_map(|((kind, result), numbers, rest)| {
        let (seq, step, at, took, thread) = numbers;
        let (one, two, wakers, flag) = rest;
        match kind {
            0 => Record::Step(StepRecord {
                seq,
                id: step,
                site: thread,
                parent: one,
                task: two,
                at,
                borrowed: flag,
            }),
            1 => Record::Poll(PollRecord {
                seq,
                step,
                at,
                took,
                thread,
                result,
                wakers,
                within: one,
            }),
            2 => Record::Wake(WakeRecord {
                seq,
                step,
                at,
                by: one,
                thread,
                last: flag,
            }),
            _ => Record::WakerDrop(WakerDropRecord {
                seq,
                step,
                at,
                by: one,
                thread,
            }),
        }
    })
}

/// Any record, most of them events.
pub(super) fn record() -> impl Strategy<Value = Record> {
    prop_oneof![3 => event(), 1 => sample::select(story())]
}

/// A recording with a record of each kind.
pub(super) fn story() -> Vec<Record> {
    let (expr, name) = ("load_cart(\"é\\n\")".to_owned(), Some("shop".to_owned()));
    let site = Site {
        expr,
        file: "src/cart.rs".to_owned(),
        line: 14,
        ..Site::default()
    };
    let (step, thread) = (0, 1);
    let poll = PollRecord {
        seq: 1,
        step,
        at: 6,
        took: 2,
        thread,
        result: PollResult::Pending,
        wakers: Some(1),
        within: None,
    };
    vec![
        Record::Site(SiteRecord { id: 0, site }),
        Record::Task(TaskRecord {
            id: 0,
            name: name.clone(),
            ..TaskRecord::default()
        }),
        Record::Thread(ThreadRecord { id: thread, name }),
        Record::Step(StepRecord {
            seq: 0,
            id: step,
            site: 0,
            parent: None,
            task: Some(0),
            at: 5,
            borrowed: false,
        }),
        Record::Poll(poll),
        Record::Wake(WakeRecord {
            seq: 2,
            step,
            at: 9,
            by: None,
            thread,
            last: true,
        }),
        Record::Sync(Sync {
            at: 10,
            recorded: 3,
            lost: 0,
            polling: vec![InProgress {
                step,
                since: 9,
                thread,
            }],
        }),
        Record::Poll(PollRecord {
            seq: 3,
            at: 11,
            wakers: None,
            ..poll
        }),
        Record::WakerDrop(WakerDropRecord {
            seq: 4,
            step,
            at: 14,
            by: Some(0),
            thread,
        }),
        Record::End(End {
            at: 20,
            recorded: 5,
            lost: 0,
            reason: "finished".to_owned(),
        }),
    ]
}

/// The line of a record.
pub(super) fn line(record: &Record) -> Vec<u8> {
    let mut line = Vec::new();
    write::line(record, &mut line);
    line
}

/// A file of records, with its end or without.
pub(super) fn file(records: &[Record], is_whole: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let header = Header {
        wakes: true,
        ..Header::default()
    };
    write::opening(&header, &mut file);
    for record in records {
        write::line(record, &mut file);
    }
    if is_whole {
        file.extend_from_slice(b"]\n");
    }
    file
}
