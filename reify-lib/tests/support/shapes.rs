//! Traces in shapes that no program has, of any size: what looks at each pair of anything would not come to an end.

use reify_lib::{PollResult, Trace};

use super::script::Script;

type Make = fn(usize) -> Trace;

const MS: u64 = 1_000_000;

pub(crate) const SHAPES: &[(&str, Make)] = &[
    ("one parent of all", children),
    ("one inside of the other", nested),
    ("all wait for one lock", one_lock),
    ("all hold a lock and want it", all_hold),
    ("all send to the next", senders),
    ("each spawns the next", joins),
    ("long polls and late wakes", delays),
    ("all cut in one place", cut),
    ("all panic in one place", panics),
    ("many roots without a task", strays),
];

/// A parent whose steps all wait.
fn children(count: usize) -> Trace {
    let mut script = Script::new();
    let parent = script.step("all()");
    script.around(parent, PollResult::Pending, |script| {
        for _ in 0..count {
            let step = script.child(parent, "request");
            script.pending(step);
        }
    });
    script.now += 1_000 * MS;
    script.killed()
}

/// A path, polled from its lower end upwards.
fn nested(count: usize) -> Trace {
    let mut script = Script::new();
    let mut path = vec![script.step("descend()")];
    for _ in 0..count {
        path.push(script.child(path[path.len() - 1], "descend()"));
    }
    let began = script.now;
    for step in path.into_iter().rev() {
        let took = script.now - began;
        script.now = began;
        script.poll(step, PollResult::Pending, took);
    }
    script.now += 1_000 * MS;
    script.killed()
}

fn one_lock(count: usize) -> Trace {
    let mut script = Script::new();
    for task in 0..count as u64 {
        let step = script.make("db.lock()", None, Some(task));
        script.pending(step);
    }
    script.now += 1_000 * MS;
    script.killed()
}

fn all_hold(count: usize) -> Trace {
    let mut script = Script::new();
    for task in 0..count as u64 {
        let outer = script.make("transfer()", None, Some(task));
        let held = script.child(outer, "a.lock()");
        script.ready(held);
        let wanted = script.child(outer, "b.lock()");
        script.around(outer, PollResult::Pending, |script| script.pending(wanted));
    }
    script.now += 1_000 * MS;
    script.killed()
}

fn senders(count: usize) -> Trace {
    let mut script = Script::new();
    let mut before = script.make("send()", None, Some(0));
    for task in 1..count as u64 {
        let step = script.make("send()", None, Some(task));
        script.pending(step);
        script.wake(step, Some(before));
        script.pending(step);
        before = step;
    }
    script.now += 1_000 * MS;
    script.killed()
}

fn joins(count: usize) -> Trace {
    let mut script = Script::new();
    let handle = "tokio::runtime::task::join::JoinHandle<()>";
    script.site_of("next", reify_lib::SiteKind::Await, handle);
    let mut before = None;
    for task in 0..count as u64 {
        script.task(task, "link", before);
        let step = script.make("next", None, Some(task));
        script.pending(step);
        before = Some(step);
    }
    script.now += 1_000 * MS;
    script.killed()
}

fn delays(count: usize) -> Trace {
    let mut script = Script::new();
    for _ in 0..count {
        let waits = script.make("rx.recv()", None, Some(1));
        script.pending(waits);
        script.wake(waits, None);
        let blocks = script.step("parse()");
        script.poll(blocks, PollResult::Ready, 200 * MS);
        script.ready(waits);
    }
    script.killed()
}

fn cut(count: usize) -> Trace {
    ends(count, PollResult::Cancelled)
}

fn panics(count: usize) -> Trace {
    ends(count, PollResult::Panicked)
}

/// A path of a thousand, with many steps at its lower end, that all end the same way.
fn ends(count: usize, result: PollResult) -> Trace {
    let mut script = Script::new();
    let mut path = vec![script.step("serve()")];
    for _ in 0..1_000 {
        path.push(script.child(path[path.len() - 1], "inner()"));
    }
    for _ in 0..count {
        let step = script.child(path[1_000], "work()");
        script.pending(step);
        script.poll(step, result, 0);
    }
    for step in path.into_iter().rev() {
        script.pending(step);
        script.poll(step, result, 0);
    }
    script.killed()
}

fn strays(count: usize) -> Trace {
    let mut script = Script::new();
    for _ in 0..count {
        let step = script.make("rx.recv()", None, None);
        script.pending(step);
        script.waker_drop(step);
    }
    script.killed()
}
