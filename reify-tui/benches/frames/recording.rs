//! A recording of any length: tasks in turn, each with a loop over awaits that wait, are woken and become ready, and one
//! await that is polled over and over.

use reify_lib::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord};
use reify_lib::{Header, PollResult, Record, Site, SiteKind, Trace, TraceBuilder};

const TASKS: u64 = 64;
const SITES: u64 = 40;

/// Tells a recording.
struct Story {
    builder: TraceBuilder,
    seq: u64,
    now: u64,
    steps: u64,
}

/// A recording of so many events, or a few more.
pub(crate) fn of_events(events: u64) -> Trace {
    let mut story = Story {
        builder: TraceBuilder::new(),
        seq: 0,
        now: 0,
        steps: 0,
    };
    story.begin();
    let roots: Vec<u64> = (0..TASKS)
        .map(|task| story.step(0, None, Some(task)))
        .collect();
    let always: Vec<u64> = roots
        .iter()
        .map(|root| story.step(1, Some(*root), None))
        .collect();
    let mut turn = 0_u64;
    while story.seq < events {
        let task = (turn % TASKS) as usize;
        let step = story.step(2 + turn / TASKS / 8 % SITES, Some(roots[task]), None);
        story.poll(step, PollResult::Pending, 900);
        story.poll(always[task], PollResult::Pending, 150);
        story.poll(roots[task], PollResult::Pending, 1_200 + turn % 97);
        story.wake(step, None);
        story.wake(roots[task], Some(step));
        story.poll(step, PollResult::Ready, 700 + turn % 31);
        turn += 1;
    }
    story.builder.finish()
}

impl Story {
    fn begin(&mut self) {
        self.builder.push(Record::Header(Header {
            program: "bench".to_owned(),
            wakes: true,
            ..Header::default()
        }));
        self.builder.push(Record::Thread(ThreadRecord {
            id: 1,
            name: Some("main".to_owned()),
        }));
        for id in 0..TASKS {
            self.builder.push(Record::Task(TaskRecord {
                id,
                name: Some(format!("task {id}")),
                ..TaskRecord::default()
            }));
        }
        for id in 0..2 + SITES {
            let kind = if id == 0 {
                SiteKind::Root
            } else {
                SiteKind::Await
            };
            let site = Site {
                kind,
                expr: format!("client.request({id}).send()"),
                file: "src/client.rs".to_owned(),
                line: 10 + id as u32,
                ..Site::default()
            };
            self.builder.push(Record::Site(SiteRecord { id, site }));
        }
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.now += 300;
        self.seq - 1
    }

    fn step(&mut self, site: u64, parent: Option<u64>, task: Option<u64>) -> u64 {
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

    fn poll(&mut self, step: u64, result: PollResult, took: u64) {
        let seq = self.next_seq();
        let at = self.now;
        self.now += took;
        self.builder.push(Record::Poll(PollRecord {
            seq,
            step,
            at,
            took,
            thread: 1,
            result,
            wakers: None,
            within: None,
        }));
    }

    fn wake(&mut self, step: u64, by: Option<u64>) {
        let seq = self.next_seq();
        self.builder.push(Record::Wake(WakeRecord {
            seq,
            step,
            at: self.now,
            by,
            thread: 1,
            last: false,
        }));
    }
}
