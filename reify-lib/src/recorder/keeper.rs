//! [`Keeper`]: the memory of a recording that holds only its newest events.
//!
//! Where there are more than it may have, the oldest sheet of the log that is furthest behind goes. What goes is left out
//! by whole steps: a step that is finished and has lost anything is left out as a whole, and one that is not finished keeps
//! its beginning, so that what hangs stays in sight however long ago it was made.

use std::collections::{HashMap, HashSet};

use super::Recorder;
use super::cut::Timed;
use super::entry::{Entry, TaskRef};

/// What it knows of all that went.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    /// The steps that were made in what went, and did not end in it.
    open: HashMap<u32, Timed>,
    /// The steps that ended in what went, and were not made in it: another thread's log is not as far yet.
    early: HashSet<u32>,
    /// The tasks of open roots.
    tasks: HashMap<u64, Timed>,
    /// How many numbers of the total order went.
    gone: u64,
}

/// Lets the oldest events go, where there are more than the recording may have.
pub(super) fn make_room(recorder: &Recorder) {
    // Another thread that is at it does it for this one too.
    let Ok(mut keeper) = recorder.keeper.try_lock() else {
        return;
    };
    recorder.forget_ended_logs();
    let logs = recorder.logs();
    let mut events: usize = logs.iter().map(|log| log.len()).sum();
    // The sheet that is being written fills up before the next look.
    let most = recorder
        .settings
        .keep
        .saturating_sub(recorder.settings.sheet());
    while events > most {
        let oldest = logs
            .iter()
            .filter_map(|log| Some((log.oldest_sheet()?, log)))
            .min_by_key(|(time, _)| *time);
        let Some((thread, entries)) =
            oldest.and_then(|(_, log)| Some((log.thread, log.take_sheet()?)))
        else {
            return;
        };
        events -= entries.len();
        for (ticks, entry) in entries {
            keeper.let_go(Timed {
                thread,
                ticks,
                entry,
            });
        }
    }
}

impl Keeper {
    fn let_go(&mut self, event: Timed) {
        match &event.entry {
            Entry::Task(task) => {
                self.keep_task(task.id, event);
                return;
            }
            Entry::Made { step, .. } if !self.early.remove(step) => {
                self.open.insert(*step, event);
                return;
            }
            Entry::Made { task, .. } => self.forget_task(*task),
            Entry::Poll { step, result, .. } if result.is_final() => match self.open.remove(step) {
                Some(Timed {
                    entry: Entry::Made { task, .. },
                    ..
                }) => {
                    self.forget_task(task);
                    self.gone += 1;
                }
                _ => {
                    self.early.insert(*step);
                }
            },
            _ => {}
        }
        self.gone += 1;
    }

    /// What is known of a task comes in two pieces: its beginning, and what its executor calls it.
    fn keep_task(&mut self, id: u64, event: Timed) {
        let Entry::Task(later) = &event.entry else {
            return;
        };
        match self.tasks.get_mut(&id).map(|known| &mut known.entry) {
            Some(Entry::Task(known)) => known.runtime_id = known.runtime_id.or(later.runtime_id),
            _ if later.name.is_some() => {
                self.tasks.insert(id, event);
            }
            // The task is over, and gone.
            _ => {}
        }
    }

    fn forget_task(&mut self, task: Option<TaskRef>) {
        if let Some(TaskRef::Own(id)) = task {
            self.tasks.remove(&id);
        }
    }

    /// Completes what is left of the logs: puts the beginnings of unfinished steps before it, and leaves out what belongs
    /// to steps that went, in events and in references. Gives back how many numbers of the total order are left out.
    pub(super) fn complete(&self, events: &mut Vec<Timed>) -> u64 {
        let ended: HashSet<u32> = events
            .iter()
            .filter_map(|event| event.entry.ends())
            .collect();
        let mut steps: HashSet<u32> = events
            .iter()
            .filter_map(|event| event.entry.makes())
            .collect();
        let unfinished = self.open.iter().filter(|(step, _)| !ended.contains(step));
        let mut beginnings: Vec<Timed> = unfinished.map(|(_, made)| made.clone()).collect();
        steps.extend(beginnings.iter().filter_map(|made| made.entry.makes()));
        let kept = beginnings.len() as u64;
        let before = events.len();
        events.retain(|event| event.entry.step().is_none_or(|step| steps.contains(&step)));
        let left_out = (before - events.len()) as u64;
        beginnings.extend(self.tasks.values().cloned());
        beginnings.sort_by_key(|event| event.ticks);
        events.splice(0..0, beginnings);
        for event in events {
            event.entry.keep_references(&steps);
        }
        self.gone + left_out + (self.open.len() as u64 - kept)
    }
}
