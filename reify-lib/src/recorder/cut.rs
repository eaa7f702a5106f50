//! [`Cut`]: all that was recorded up to one moment, in its total order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::entry::Entry;
use super::log::ThreadLog;
use super::pages::Pages;
use super::{Recorder, lock};
use crate::InProgress;
use crate::clock::Timeline;

/// An entry with its thread and its time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed {
    pub(super) thread: u64,
    pub(super) ticks: u64,
    pub(super) entry: Entry,
}

/// What was recorded up to one moment.
#[derive(Debug)]
pub(crate) struct Cut {
    /// Whether what is in it is in no log any more.
    pub(super) is_taken: bool,
    /// Up to the moment of the cut.
    pub(super) timeline: Timeline,
    /// That moment, in ticks.
    at: u64,
    /// The moment of the cut before it, if there was one.
    before: u64,
    /// How many entries were left out so far.
    pub(super) lost: u64,
    /// The polls in progress.
    pub(super) polling: Vec<InProgress<u64>>,
    pub(super) threads: Vec<(u64, Option<String>)>,
    /// Each with the number of its thread, and in the order of times. Pages of one thread stand in the order in which
    /// they were written.
    readings: Vec<(u64, Pages)>,
    /// What comes before all that is to be read.
    completed: Vec<Timed>,
}

impl Cut {
    /// Copies what is in the logs.
    pub(crate) fn copy(recorder: &Recorder) -> Self {
        // Held until the logs are copied, so that nothing is lost or met twice between them and the keeper.
        let keeper = recorder.is_bounded().then(|| lock(&recorder.keeper));
        let mut cut = Self::new(recorder, recorder.timeline, 0, Vec::new(), ThreadLog::copy);
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
        let (timeline, at, later) = match before {
            None => (recorder.timeline, 0, Vec::new()),
            Some(before) => (before.timeline, before.at, before.readings),
        };
        let cut = Self::new(recorder, timeline, at, later, ThreadLog::take);
        Self {
            is_taken: true,
            ..cut
        }
    }

    fn new(
        recorder: &Recorder,
        mut timeline: Timeline,
        before: u64,
        mut readings: Vec<(u64, Pages)>,
        get: impl Fn(&ThreadLog) -> Pages,
    ) -> Self {
        // Read before the logs are counted and looked into. Where one event follows from another and is not later than
        // this, the other one is found too: it was published before.
        let at = timeline.reach_now();
        let logs: Vec<Arc<ThreadLog>> = recorder.logs();
        let mut polling = Vec::new();
        let mut lost = recorder.lost_on_ended_threads();
        readings.retain(|(_, reading)| reading.time().is_some());
        for log in &logs {
            let thread = log.thread;
            let polled = log.polling();
            readings.push((thread, get(log)));
            lost += log.lost();
            // It is in progress in what was got if that is so before and after. One that began after the cut may be a poll
            // of a step that is not in it.
            let in_progress = polled.filter(|polled| log.polling() == Some(*polled));
            if let Some((step, since)) = in_progress.filter(|(_, since)| *since <= at) {
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
            is_taken: false,
            timeline,
            at,
            before,
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
    ///
    /// A thread that was stopped between looking at the clock and publishing what it wrote may have missed the cut before
    /// this one. What comes of it now gets the time of that cut, so that the order of times is complete.
    pub(super) fn entries(&mut self, mut out: impl FnMut(u64, u64, Entry)) {
        for event in self.completed.drain(..) {
            out(event.thread, event.ticks, event.entry);
        }
        let (at, before) = (self.at, self.before);
        let next = |place: usize, reading: &Pages| {
            let time = reading.time().filter(|time| *time <= at)?;
            Some(Reverse((time.max(before), place)))
        };
        let places = self.readings.iter().enumerate();
        let mut heads: BinaryHeap<_> = places
            .filter_map(|(place, (_, reading))| next(place, reading))
            .collect();
        while let Some(Reverse((_, place))) = heads.pop() {
            let (thread, reading) = &mut self.readings[place];
            if let Some(packed) = reading.next() {
                let late = before.saturating_sub(packed.time);
                out(
                    *thread,
                    packed.time + late,
                    packed.entry().ended_later(late),
                );
            }
            heads.extend(next(place, reading));
        }
    }
}
