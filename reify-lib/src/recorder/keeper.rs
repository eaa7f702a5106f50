//! [`Keeper`]: the memory of a recording that holds only its newest events.
//!
//! Where there are more than it may have, the oldest sheet of the log that reaches back furthest goes. What goes is left out
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
    tasks: HashMap<u64, Vec<Timed>>,
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
            .filter_map(|log| Some((log.oldest()?, log)))
            .min_by_key(|(time, _)| *time);
        let Some((_, log)) = oldest else {
            return;
        };
        let entries = log.take_sheet();
        events -= entries.len();
        for packed in entries {
            let event = Timed {
                thread: log.thread,
                ticks: packed.time,
                entry: packed.entry(),
            };
            if let Some(task) = keeper.let_go(event) {
                recorder.forget_task(task);
            }
        }
    }
}

impl Keeper {
    /// Gives back the task that goes with the event, if it is its last one.
    fn let_go(&mut self, event: Timed) -> Option<u64> {
        let ended = match event.entry {
            Entry::Task { id, .. } => {
                self.tasks.insert(id, vec![event]);
                return None;
            }
            Entry::TaskMet { id, .. } => {
                // If there is none, the task is over, and gone.
                if let Some(known) = self.tasks.get_mut(&id) {
                    known.push(event);
                }
                return None;
            }
            Entry::Made { step, .. } if !self.early.remove(&step) => {
                self.open.insert(step, event);
                return None;
            }
            Entry::Made { task, .. } => task,
            Entry::Poll { step, result, .. } if result.is_final() => {
                let made = self.open.remove(&step);
                if made.is_some() {
                    self.gone += 1;
                } else {
                    self.early.insert(step);
                }
                match made.map(|made| made.entry) {
                    Some(Entry::Made { task, .. }) => task,
                    _ => None,
                }
            }
            _ => None,
        };
        self.gone += 1;
        let Some(TaskRef::Own(id)) = ended else {
            return None;
        };
        self.tasks.remove(&id);
        Some(id)
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
        let mut beginnings: Vec<Timed> = unfinished.map(|(_, made)| *made).collect();
        steps.extend(beginnings.iter().filter_map(|made| made.entry.makes()));
        let kept = beginnings.len() as u64;
        let before = events.len();
        events.retain(|event| event.entry.step().is_none_or(|step| steps.contains(&step)));
        let left_out = (before - events.len()) as u64;
        beginnings.extend(self.tasks.values().flatten().copied());
        beginnings.sort_by_key(|event| event.ticks);
        events.splice(0..0, beginnings);
        for event in events {
            event.entry.keep_references(&steps);
        }
        self.gone + left_out + (self.open.len() as u64 - kept)
    }
}
