//! A recording of any length: tasks in turn, each with a loop over awaits that wait, are woken and become ready, and one
//! await that is polled over and over.

use reify_lib::record::{PollRecord, StepRecord, WakeRecord};
use reify_lib::{Header, PollResult, Site, SiteKind, Trace};

use crate::log::Log;

const TASKS: u64 = 64;
const SITES: u64 = 40;

/// Tells a recording.
struct Story {
    log: Log,
    now: u64,
    steps: u64,
}

/// A recording of so many events, or a few more.
pub(crate) fn of_events(events: u64) -> Trace {
    let mut story = Story {
        log: log(),
        now: 0,
        steps: 0,
    };
    let roots: Vec<u64> = (0..TASKS)
        .map(|task| story.step(0, None, Some(task)))
        .collect();
    let always: Vec<u64> = roots
        .iter()
        .map(|root| story.step(1, Some(*root), None))
        .collect();
    let mut turn = 0_u64;
    while story.log.happened() < events {
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
    story.log.finish()
}

/// What is known before anything happens.
fn log() -> Log {
    let mut log = Log::new(Header {
        program: "bench".to_owned(),
        ..Header::default()
    });
    for id in 0..TASKS {
        log.task(id, &format!("task {id}"));
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
        log.site(id, site);
    }
    log
}

impl Story {
    fn step(&mut self, site: u64, parent: Option<u64>, task: Option<u64>) -> u64 {
        let (id, at) = (self.steps, self.next());
        self.steps += 1;
        self.log.step(StepRecord {
            id,
            site,
            parent,
            task,
            at,
            ..Log::STEP
        });
        id
    }

    fn poll(&mut self, step: u64, result: PollResult, took: u64) {
        let at = self.next();
        self.now += took;
        self.log.poll(PollRecord {
            step,
            at,
            took,
            result,
            ..Log::POLL
        });
    }

    fn wake(&mut self, step: u64, by: Option<u64>) {
        let at = self.next();
        self.log.wake(WakeRecord {
            step,
            at,
            by,
            ..Log::WAKE
        });
    }

    fn next(&mut self) -> u64 {
        self.now += 300;
        self.now
    }
}
