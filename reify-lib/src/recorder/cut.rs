//! [`Cut`]: all that was recorded up to one moment, in its total order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::entry::Entry;
use super::log::ThreadLog;
use super::pages::{Pages, Reading};
use super::{Recorder, lock};
use crate::InProgress;
use crate::clock::Timeline;

/// An entry with its thread and its time.
#[derive(Clone, Debug)]
pub(super) struct Timed {
    pub(super) thread: u64,
    pub(super) ticks: u64,
    pub(super) entry: Entry,
}

/// What was recorded up to one moment.
#[derive(Debug)]
pub(crate) struct Cut {
    /// Up to the moment of the cut.
    pub(super) timeline: Timeline,
    /// That moment, in ticks.
    at: u64,
    /// How many entries were left out so far.
    pub(super) lost: u64,
    /// The polls in progress.
    pub(super) polling: Vec<InProgress<u64>>,
    pub(super) threads: Vec<(u64, Option<String>)>,
    /// Each with the number of its thread, and in the order of times. Pages of one thread stand in the order in which
    /// they were written.
    readings: Vec<(u64, Reading)>,
    /// What comes before all that is to be read.
    completed: Vec<Timed>,
}

impl Cut {
    /// Copies what is in the logs.
    pub(crate) fn copy(recorder: &Recorder) -> Self {
        // Held until the logs are copied, so that nothing is lost or met twice between them and the keeper.
        let keeper = recorder.is_bounded().then(|| lock(&recorder.keeper));
        let mut cut = Self::new(recorder, recorder.timeline, Vec::new(), ThreadLog::copy);
        if let Some(keeper) = keeper {
            let mut events = Vec::new();
            cut.entries(|thread, ticks, entry| {
                events.push(Timed {
                    thread,
                    ticks,
                    entry,
                });
            });
            cut.lost += keeper.complete(&mut events);
            cut.completed = events;
        }
        cut
    }

    /// Takes what is in the logs, after what is later than the cut before.
    pub(crate) fn take(recorder: &Recorder, before: Option<Self>) -> Self {
        // Their threads stood in a cut before this one.
        recorder.forget_ended_logs();
        let (timeline, later) = match before {
            Some(before) => (before.timeline, before.readings),
            None => (recorder.timeline, Vec::new()),
        };
        Self::new(recorder, timeline, later, ThreadLog::take)
    }

    fn new(
        recorder: &Recorder,
        mut timeline: Timeline,
        mut readings: Vec<(u64, Reading)>,
        get: impl Fn(&ThreadLog) -> Pages,
    ) -> Self {
        // Read before the logs are counted and locked: all up to here is in them, and what else is found is later.
        let at = timeline.reach_now();
        let logs: Vec<Arc<ThreadLog>> = recorder.logs();
        let mut polling = Vec::new();
        let mut lost = recorder.lost_on_ended_threads();
        readings.retain(|(_, reading)| reading.time().is_some());
        for log in &logs {
            let thread = log.thread;
            readings.push((thread, Reading::new(get(log))));
            lost += log.lost();
            // A poll that began after the cut may be one of a step that is not in it.
            if let Some((step, since)) = log.polling().filter(|(_, since)| *since <= at) {
                polling.push(InProgress {
                    step,
                    since: timeline.ns(since),
                    thread,
                });
            }
        }
        let threads = logs
            .iter()
            .map(|log| (log.thread, log.name.clone()))
            .collect();
        Self {
            timeline,
            at,
            lost,
            polling,
            threads,
            readings,
            completed: Vec::new(),
        }
    }

    /// When it was made, in ns since the start of the recording.
    pub(super) fn time(&self) -> u64 {
        self.timeline.ns(self.at)
    }

    /// Whether the logs held something later than the cut.
    pub(crate) fn has_later(&self) -> bool {
        self.readings
            .iter()
            .any(|(_, reading)| reading.time().is_some())
    }

    /// Hands out the entries, each with its thread and its time in ticks. What is later than the cut stays.
    pub(super) fn entries(&mut self, mut out: impl FnMut(u64, u64, Entry)) {
        for event in self.completed.drain(..) {
            out(event.thread, event.ticks, event.entry);
        }
        let at = self.at;
        let next = |place: usize, reading: &Reading| {
            let time = reading.time().filter(|time| *time <= at)?;
            Some(Reverse((time, place)))
        };
        let places = self.readings.iter().enumerate();
        let mut heads: BinaryHeap<_> = places
            .filter_map(|(place, (_, reading))| next(place, reading))
            .collect();
        while let Some(Reverse((_, place))) = heads.pop() {
            let (thread, reading) = &mut self.readings[place];
            if let Some((time, entry)) = reading.next() {
                out(*thread, time, entry);
            }
            heads.extend(next(place, reading));
        }
    }
}
