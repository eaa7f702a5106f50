//! [`Cut`]: all that was recorded up to one moment.

use std::sync::Arc;

use super::Recorder;
use super::entry::Entry;
use super::log::ThreadLog;
use crate::{InProgress, clock};

/// Entries in their total order, each with the number of its thread.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    pub(super) entries: Vec<(u64, Entry)>,
    /// When, on the clock of the process.
    pub(super) at: u64,
    /// How many entries were left out so far.
    pub(super) lost: u64,
    /// The polls in progress; times since the start of the recording.
    pub(crate) polling: Vec<InProgress<u64>>,
    pub(super) threads: Vec<(u64, Option<String>)>,
}

/// What was recorded after a cut and before its logs were read.
#[derive(Debug, Default)]
pub(crate) struct Left(Vec<(u64, Entry)>);

impl Left {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Cut {
    /// Whether nothing was recorded since the cut before.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Copies what is in the logs.
    pub(crate) fn copy(recorder: &Recorder) -> Self {
        Self::new(recorder, Left::default(), ThreadLog::copy).0
    }

    /// Takes what is in the logs, after what the cut before left over. Gives back what is later than the cut.
    pub(crate) fn take(recorder: &Recorder, left: Left) -> (Self, Left) {
        Self::new(recorder, left, ThreadLog::take)
    }

    fn new(
        recorder: &Recorder,
        Left(mut entries): Left,
        get: impl Fn(&ThreadLog) -> Vec<Entry>,
    ) -> (Self, Left) {
        let logs: Vec<Arc<ThreadLog>> = recorder.logs();
        // Read before the logs are locked: later events that are found are left over for the next cut.
        let at = clock::now();
        let mut polling = Vec::new();
        let mut lost = 0;
        for log in &logs {
            let thread = log.thread;
            entries.extend(get(log).into_iter().map(|entry| (thread, entry)));
            lost += log.lost();
            if let Some((step, since)) = log.polling() {
                polling.push(InProgress {
                    step,
                    since: recorder.since_start(since),
                    thread,
                });
            }
        }
        entries.sort_by_key(|(_, entry)| entry.time());
        let later = entries.partition_point(|(_, entry)| entry.time() <= at);
        let later = entries.split_off(later);
        let threads = logs
            .iter()
            .map(|log| (log.thread, log.name.clone()))
            .collect();
        let cut = Self {
            entries,
            at,
            lost,
            polling,
            threads,
        };
        (cut, Left(later))
    }
}
