//! Recordings that nobody would think of, in the order in which a recorder would write them.

use proptest::prelude::*;
use proptest::sample::Index;
use reify_lib::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use reify_lib::{
    End, Header, InProgress, PollResult, Record, Site, SiteKind, Sync, Trace, TraceBuilder,
    Untraced,
};

/// The largest number of the format.
const MAX: u64 = (1 << 53) - 1;

/// A recording without contradictions, losses and odd numbers but not odd strings included.
pub(crate) fn trace() -> impl Strategy<Value = Trace> {
    records().prop_map(|records| {
        let mut builder = TraceBuilder::new();
        for record in records {
            builder.push(record);
        }
        builder.finish()
    })
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let sites = prop::collection::vec(site(), 1..4);
    let tasks = prop::collection::vec((prop::option::of(text()), prop::option::of(0..MAX)), 0..3);
    let threads = prop::collection::vec(prop::option::of(text()), 0..3);
    let untraced = prop::collection::vec(untraced(), 0..3);
    let acts = prop::collection::vec(act(), 0..40);
    let described = (prop::option::of(header()), sites, tasks, threads, untraced);
    let ending = (prop::option::of(sync()), prop::option::of(end()));
    (described, acts, ending).prop_map(|(described, acts, (sync, end))| {
        let (header, sites, tasks, threads, untraced) = described;
        let mut records: Vec<Record> = header.map(Record::Header).into_iter().collect();
        let numbered = sites.into_iter().enumerate();
        records.extend(numbered.map(|(id, site)| {
            let id = id as u64;
            Record::Site(SiteRecord { id, site })
        }));
        records.extend(threads.into_iter().enumerate().map(|(id, name)| {
            let id = id as u64;
            Record::Thread(ThreadRecord { id, name })
        }));
        records.extend(untraced.into_iter().map(Record::Untraced));
        happenings(&acts, tasks, &mut records);
        let has_steps = records
            .iter()
            .any(|record| matches!(record, Record::Step(_)));
        records.extend(sync.filter(|_| has_steps).map(Record::Sync));
        records.extend(end.map(Record::End));
        records
    })
}

/// What happens to a step, with every number that may come along.
#[derive(Clone, Debug)]
struct Act {
    kind: u8,
    skip: u64,
    step: Index,
    other: Option<Index>,
    site: Index,
    task: Option<Index>,
    flag: bool,
    at: u64,
    took: u64,
    thread: u64,
    result: PollResult,
    wakers: Option<u32>,
}

fn act() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    let skip = prop_oneof![9 => Just(0), 1 => 1..1_000_u64];
    let steps = (
        index(),
        prop::option::of(index()),
        index(),
        prop::option::of(index()),
    );
    let number = || prop_oneof![0..2000_u64, 0..=MAX];
    let wakers = prop::option::of(0..200_u32);
    let result = prop::sample::select(PollResult::ALL.to_vec());
    let poll = (number(), number(), 0..4_u64, result, wakers);
    (0..5_u8, skip, steps, any::<bool>(), poll).prop_map(
        |(kind, skip, (step, other, site, task), flag, (at, took, thread, result, wakers))| Act {
            kind,
            skip,
            step,
            other,
            site,
            task,
            flag,
            at,
            took,
            thread,
            result,
            wakers,
        },
    )
}

fn happenings(acts: &[Act], tasks: Vec<(Option<String>, Option<u64>)>, records: &mut Vec<Record>) {
    let sites = records
        .iter()
        .filter(|record| matches!(record, Record::Site(_)))
        .count();
    let mut tasks = tasks
        .into_iter()
        .enumerate()
        .map(|(id, (name, runtime_id))| (id, name, runtime_id));
    let mut task_ids = Vec::new();
    let mut steps: Vec<u64> = Vec::new();
    let mut seq = 0;
    for act in acts {
        seq += act.skip;
        let other = act
            .other
            .filter(|_| !steps.is_empty())
            .map(|other| *other.get(&steps));
        if let Some((id, name, runtime_id)) = tasks.next() {
            let id = id as u64 * 7;
            task_ids.push(id);
            records.push(Record::Task(TaskRecord {
                id,
                name,
                runtime_id,
                spawned_by: other,
            }));
        }
        if act.kind == 0 || steps.is_empty() {
            let id = steps.len() as u64 * 3;
            let task = act.task.filter(|_| !task_ids.is_empty());
            records.push(Record::Step(StepRecord {
                seq,
                id,
                site: act.site.index(sites) as u64,
                parent: other,
                task: task.map(|task| *task.get(&task_ids)),
                at: act.at,
                borrowed: act.flag,
            }));
            steps.push(id);
        } else {
            records.push(event(act, seq, *act.step.get(&steps), other));
        }
        seq += 1;
    }
}

fn event(act: &Act, seq: u64, step: u64, other: Option<u64>) -> Record {
    let (at, thread) = (act.at, act.thread);
    match act.kind {
        1 => Record::Wake(WakeRecord {
            seq,
            step,
            at,
            by: other,
            thread,
            last: act.flag,
        }),
        2 => Record::WakerDrop(WakerDropRecord {
            seq,
            step,
            at,
            by: other,
            thread,
        }),
        _ => Record::Poll(PollRecord {
            seq,
            step,
            at,
            took: act.took,
            thread,
            result: act.result,
            wakers: act.wakers,
            within: other,
        }),
    }
}

/// Text of all kinds: what people write, what acts on a terminal, and anything else.
fn text() -> impl Strategy<Value = String> {
    let hidden = prop::sample::select(vec![
        '\0',
        '\n',
        '\t',
        '\u{1b}',
        '\u{7f}',
        '\u{9b}',
        '\u{ad}',
        '\u{200b}',
        '\u{202e}',
        '\u{2028}',
        '\u{2066}',
        '\u{feff}',
        '\u{e0041}',
        '"',
        '\\',
        '/',
        '🦀',
        'a',
        ' ',
    ]);
    let odd = prop::collection::vec(hidden, 0..12).prop_map(String::from_iter);
    prop_oneof!["[a-z_]{1,8}\\([a-z]{0,3}\\)", odd, any::<String>()]
}

fn site() -> impl Strategy<Value = Site> {
    let kinds = vec![
        SiteKind::Await,
        SiteKind::Arm,
        SiteKind::Named,
        SiteKind::Root,
    ];
    let texts = (text(), text(), text(), text());
    (prop::sample::select(kinds), texts, any::<(u32, u32)>()).prop_map(
        |(kind, (expr, file, function, future), (line, column))| Site {
            kind,
            expr,
            file,
            line,
            column,
            function,
            future,
        },
    )
}

fn header() -> impl Strategy<Value = Header> {
    let texts = (text(), text(), text(), text());
    (texts, 0..=MAX, any::<bool>()).prop_map(|((writer, program, started, root), pid, wakes)| {
        Header {
            writer,
            program,
            pid,
            started,
            root,
            wakes,
            ..Header::default()
        }
    })
}

fn untraced() -> impl Strategy<Value = Untraced> {
    (text(), any::<(u32, u32)>(), text()).prop_map(|(file, (line, column), within)| Untraced {
        file,
        line,
        column,
        within,
    })
}

/// Polls in progress are of the first step: there may be no other.
fn sync() -> impl Strategy<Value = Sync<u64>> {
    let polling = prop::collection::vec((0..=MAX, 0..9_u64), 0..3);
    (0..=MAX, 0..=MAX, 0..3_u64, polling).prop_map(|(at, recorded, lost, polling)| {
        let polling = polling.into_iter().map(|(since, thread)| InProgress {
            step: 0,
            since,
            thread,
        });
        Sync {
            at,
            recorded,
            lost,
            polling: polling.collect(),
        }
    })
}

fn end() -> impl Strategy<Value = End> {
    (0..=MAX, 0..=MAX, 0..3_u64, text()).prop_map(|(at, recorded, lost, reason)| End {
        at,
        recorded,
        lost,
        reason,
    })
}
