//! [`Numbering`]: makes records of entries, which gives each its number in the total order.

use std::collections::{HashMap, HashSet};

use super::cut::Cut;
use super::entry::{Entry, SiteRef, TaskRef};
use super::{Recorder, lock};
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{End, Record, Sync, untraced};

/// The ids of named sites and of the executor's tasks lie above all that a program reaches otherwise.
const NAMED_SITES: u64 = 1 << 32;
const RUNTIME_TASKS: u64 = 1 << 40;

/// What of a recording was made into records so far.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    next: u64,
    lost: u64,
    /// Whether the future that is awaited there is a `&mut` of another.
    sites: HashMap<u64, bool>,
    tasks: HashSet<u64>,
    threads: HashSet<u64>,
    untraced: usize,
}

impl Numbering {
    /// Hands the records of a cut to `out`, each site, task and thread before its first use.
    pub(crate) fn records(&mut self, recorder: &Recorder, cut: &Cut, out: &mut dyn FnMut(Record)) {
        for (id, name) in &cut.threads {
            if self.threads.insert(*id) {
                let (id, name) = (*id, name.clone());
                out(Record::Thread(ThreadRecord { id, name }));
            }
        }
        for untraced in untraced::since(&mut self.untraced) {
            out(Record::Untraced(untraced));
        }
        for (thread, entry) in &cut.entries {
            self.record(recorder, *thread, entry, out);
        }
        // What was left out takes numbers too, so that a reader sees the gap.
        self.next += cut.lost.saturating_sub(self.lost);
        self.lost = cut.lost;
    }

    /// A sign of life at the moment of a cut, whose records were handed out.
    pub(crate) fn sync(&self, recorder: &Recorder, cut: &Cut) -> Sync<u64> {
        Sync {
            at: recorder.since_start(cut.at),
            recorded: self.next,
            lost: self.lost,
            polling: cut.polling.clone(),
        }
    }

    /// The end of the recording at the moment of a cut, whose records were handed out.
    pub(crate) fn end(&self, recorder: &Recorder, cut: &Cut, reason: &str) -> End {
        End {
            at: recorder.since_start(cut.at),
            recorded: self.next,
            lost: self.lost,
            reason: reason.to_owned(),
        }
    }

    fn record(
        &mut self,
        recorder: &Recorder,
        thread: u64,
        entry: &Entry,
        out: &mut dyn FnMut(Record),
    ) {
        match entry {
            Entry::Task {
                id,
                name,
                spawned_by,
                ..
            } => out(Record::Task(TaskRecord {
                id: *id,
                name: name.as_deref().map(str::to_owned),
                runtime_id: None,
                spawned_by: *spawned_by,
            })),
            Entry::Made {
                at,
                step,
                site,
                parent,
                task,
            } => {
                let (site, borrowed) = self.site(recorder, *site, out);
                let task = task.map(|task| self.task(task, out));
                out(Record::Step(StepRecord {
                    seq: self.number(),
                    id: *step,
                    site,
                    parent: parent.checked_sub(1),
                    task,
                    at: recorder.since_start(*at),
                    borrowed,
                }));
            }
            Entry::Poll {
                end,
                began,
                step,
                result,
                wakers,
                within,
            } => out(Record::Poll(PollRecord {
                seq: self.number(),
                step: *step,
                at: recorder.since_start(*began),
                took: end.saturating_sub(*began),
                thread,
                result: *result,
                wakers: *wakers,
                within: *within,
            })),
            Entry::Wake { at, step, by, last } => out(Record::Wake(WakeRecord {
                seq: self.number(),
                step: *step,
                at: recorder.since_start(*at),
                by: *by,
                thread,
                last: *last,
            })),
            Entry::WakerDrop { at, step, by } => out(Record::WakerDrop(WakerDropRecord {
                seq: self.number(),
                step: *step,
                at: recorder.since_start(*at),
                by: *by,
                thread,
            })),
        }
    }

    fn number(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    /// The id of a site, and whether futures are awaited through a `&mut` there.
    fn site(
        &mut self,
        recorder: &Recorder,
        site: SiteRef,
        out: &mut dyn FnMut(Record),
    ) -> (u64, bool) {
        let id = match site {
            SiteRef::Static(site) => u64::from(site.id()),
            SiteRef::Named(number) => NAMED_SITES + u64::from(number),
        };
        let borrowed = *self.sites.entry(id).or_insert_with(|| {
            let site = match site {
                SiteRef::Static(site) => site.to_site(),
                SiteRef::Named(number) => lock(&recorder.names).get(number),
            };
            let future = site.future.as_str();
            let borrowed =
                future.starts_with("&mut ") || future.starts_with("core::pin::Pin<&mut ");
            out(Record::Site(SiteRecord { id, site }));
            borrowed
        });
        (id, borrowed)
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
