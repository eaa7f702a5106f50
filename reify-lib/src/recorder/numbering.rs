//! [`Numbering`]: makes records of entries, which gives each its number in the total order.

use std::collections::{HashMap, HashSet};

use super::cut::Cut;
use super::entry::{Entry, SiteNumber, StepRef, TaskRef};
use super::{Recorder, lock};
use crate::call_site::CallSite;
use crate::clock::Timeline;
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{End, Record, Sync, untraced};

/// The ids of the executor's tasks lie above all that the recorder gives.
const RUNTIME_TASKS: u64 = 1 << 40;

/// What of a recording was made into records so far.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    next: u64,
    lost: u64,
    /// Whether the future that is awaited there is a `&mut` of another.
    sites: HashMap<SiteNumber, bool>,
    tasks: HashSet<u64>,
    threads: HashSet<u64>,
    untraced: usize,
}

impl Numbering {
    /// Hands the records of a cut to `out`, each site, task and thread before its first use. Says whether there were
    /// any events.
    pub(crate) fn records(
        &mut self,
        recorder: &Recorder,
        cut: &mut Cut,
        out: &mut dyn FnMut(Record),
    ) -> bool {
        // What was left out takes numbers too, so that a reader sees the gap.
        self.next += cut.lost.saturating_sub(self.lost);
        self.lost = cut.lost;
        let before = self.next;
        for (id, name) in &cut.threads {
            if self.threads.insert(*id) {
                let (id, name) = (*id, name.clone());
                out(Record::Thread(ThreadRecord { id, name }));
            }
        }
        for untraced in untraced::since(&mut self.untraced) {
            out(Record::Untraced(untraced));
        }
        let (timeline, is_taken) = (cut.timeline, cut.is_taken);
        cut.entries(|thread, ticks, entry| {
            let source = Source {
                recorder,
                is_taken,
                timeline,
                thread,
                ticks,
            };
            self.record(&source, entry, out);
        });
        self.next > before
    }

    /// A sign of life at the moment of a cut, whose records were handed out.
    pub(crate) fn sync(&self, cut: &Cut) -> Sync<u64> {
        Sync {
            at: cut.time(),
            recorded: self.next,
            lost: self.lost,
            polling: cut.polling.clone(),
        }
    }

    /// The end of the recording at the moment of a cut, whose records were handed out.
    pub(crate) fn end(&self, cut: &Cut, reason: &str) -> End {
        End {
            at: cut.time(),
            recorded: self.next,
            lost: self.lost,
            reason: reason.to_owned(),
        }
    }

    fn record(&mut self, source: &Source<'_>, entry: Entry, out: &mut dyn FnMut(Record)) {
        let (at, thread) = (source.timeline.ns(source.ticks), source.thread);
        match entry {
            Entry::Task { id, spawned_by } => {
                let name = source.recorder.name_of_task(id).map(String::from);
                if source.is_taken {
                    source.recorder.forget_task(id);
                }
                out(Record::Task(TaskRecord {
                    id,
                    name,
                    runtime_id: None,
                    spawned_by: id_of(spawned_by),
                }));
            }
            Entry::TaskMet { id, runtime_id } => out(Record::Task(TaskRecord {
                id,
                runtime_id: Some(runtime_id),
                ..TaskRecord::default()
            })),
            Entry::Made {
                step,
                site,
                parent,
                task,
            } => {
                let borrowed = self.site(source.recorder, site, out);
                let task = task.map(|task| self.task(task, out));
                out(Record::Step(StepRecord {
                    seq: self.number(),
                    id: u64::from(step),
                    site: u64::from(site.0),
                    parent: id_of(parent),
                    task,
                    at,
                    borrowed,
                }));
            }
            Entry::Poll {
                step,
                took,
                result,
                wakers,
                within,
            } => {
                let end = at;
                let at = source
                    .timeline
                    .ns(source.ticks.saturating_sub(took))
                    .min(end);
                out(Record::Poll(PollRecord {
                    seq: self.number(),
                    step: u64::from(step),
                    at,
                    took: end - at,
                    thread,
                    result,
                    wakers,
                    within: id_of(within),
                }));
            }
            Entry::Wake { step, by, last } => out(Record::Wake(WakeRecord {
                seq: self.number(),
                step: u64::from(step),
                at,
                by: id_of(by),
                thread,
                last,
            })),
            Entry::WakerDrop { step, by } => out(Record::WakerDrop(WakerDropRecord {
                seq: self.number(),
                step: u64::from(step),
                at,
                by: id_of(by),
                thread,
            })),
        }
    }

    fn number(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    /// Describes a site before its first use. Says whether futures are awaited through a `&mut` there.
    fn site(
        &mut self,
        recorder: &Recorder,
        number: SiteNumber,
        out: &mut dyn FnMut(Record),
    ) -> bool {
        *self.sites.entry(number).or_insert_with(|| {
            let site = match number.named() {
                Some(named) => lock(&recorder.names).get(named),
                None => {
                    CallSite::with_id(number.0).map_or_else(Default::default, CallSite::to_site)
                }
            };
            let future = site.future.as_str();
            let borrowed =
                future.starts_with("&mut ") || future.starts_with("core::pin::Pin<&mut ");
            let id = u64::from(number.0);
            out(Record::Site(SiteRecord { id, site }));
            borrowed
        })
    }

    fn task(&mut self, task: TaskRef, out: &mut dyn FnMut(Record)) -> u64 {
        let runtime_id = match task {
            TaskRef::Own(id) => return id,
            TaskRef::Runtime(id) => id,
        };
        let id = RUNTIME_TASKS + runtime_id;
        if self.tasks.insert(id) {
            out(Record::Task(TaskRecord {
                id,
                runtime_id: Some(runtime_id),
                ..TaskRecord::default()
            }));
        }
        id
    }
}

/// Where an entry is from.
struct Source<'a> {
    recorder: &'a Recorder,
    is_taken: bool,
    timeline: Timeline,
    thread: u64,
    ticks: u64,
}

fn id_of(step: StepRef) -> Option<u64> {
    step.checked_sub(1).map(u64::from)
}
