//! [`Loading`]: reads a recording, and makes it ready to be explored, on a thread of its own, so that keys are answered
//! meanwhile.
//!
//! A short one is shown with all there is to know of it. Of a long one that takes longer than to look at its first screen, so
//! it is shown before, and what it adds up to and what is wrong in it come [`Late`].

mod following;
mod identity;
mod live;
mod progress;
mod tail;
mod watch;

pub use following::Following;
pub use live::{Beginning, Live, Phase};
pub use progress::{Progress, Stage};
pub use tail::{Change, Tail};

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::anyhow;
use reify_lib::{Finding, FindingOptions, Trace, findings_with};

use crate::beside;
use crate::input::Input;
use crate::model::{Model, Totals};
use crate::nudge::Nudge;

/// A recording of more events is explored before all is known of it.
const MOST_KNOWN_FIRST: usize = 1 << 17;

/// A recording that is being read.
#[derive(Debug)]
pub struct Loading {
    result: Receiver<anyhow::Result<Model>>,
    late: Receiver<Late>,
    progress: Arc<Progress>,
}

/// What comes when a long recording is explored already; one after the other.
#[derive(Debug)]
pub enum Late {
    /// What it adds up to.
    Totals(Totals),
    /// What is wrong in it: nothing comes behind it.
    Findings(Vec<Finding>),
}

impl Loading {
    /// Begins to read, and to look for what is wrong. Gives a nudge when there is something to take.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(input: &Input, thresholds: &FindingOptions, nudge: Nudge) -> anyhow::Result<Self> {
        let (input, thresholds) = (input.clone(), thresholds.clone());
        let (sender, result) = mpsc::channel();
        let (late_sender, late) = mpsc::channel();
        let progress = Arc::new(Progress::default());
        let told = Arc::clone(&progress);
        thread::Builder::new()
            .name("load".to_owned())
            .spawn(move || {
                // The end is a nudge too.
                let nudge = nudge;
                // Nobody waits any more, in either case, if the explorer was ended meanwhile.
                let trace = match load(&input, &told) {
                    Ok(trace) => trace,
                    Err(error) => {
                        let _ = sender.send(Err(error));
                        return;
                    }
                };
                if trace.events().len() <= MOST_KNOWN_FIRST {
                    let model = checked(trace, &thresholds, |stage| told.enter(stage));
                    let _ = sender.send(Ok(model));
                    return;
                }
                told.enter(Stage::Indexing);
                let model = Model::begin(Arc::clone(&trace));
                let addends = model.addends();
                if sender.send(Ok(model)).is_err() {
                    return;
                }
                nudge.give();
                beside::come_second();
                if late_sender.send(Late::Totals(addends.add_up())).is_err() {
                    return;
                }
                nudge.give();
                told.enter(Stage::Finding);
                let found = findings_with(&trace, &thresholds);
                let _ = late_sender.send(Late::Findings(found));
            })?;
        Ok(Self {
            result,
            late,
            progress,
        })
    }

    /// The recording, or why there is none; nothing if it is not ready in time.
    pub fn wait(&self, patience: Duration) -> Option<anyhow::Result<Model>> {
        match self.result.recv_timeout(patience) {
            Ok(loaded) => Some(loaded),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(anyhow!("the reader broke down"))),
        }
    }

    /// What comes next of a recording that was shown before all was known of it.
    ///
    /// # Errors
    ///
    /// Where nothing comes in time, or nothing more will come.
    pub fn late(&self, patience: Duration) -> Result<Late, RecvTimeoutError> {
        self.late.recv_timeout(patience)
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

fn load(input: &Input, progress: &Progress) -> anyhow::Result<Arc<Trace>> {
    // What has no size is told by the reader.
    progress.expect(input.len());
    let trace = input.read(|reader| {
        progress.read(reader.bytes(), reader.events() as u64);
    })?;
    progress.read_all(trace.events().len() as u64);
    Ok(Arc::new(trace))
}

/// The model of a trace, with what was found in it.
fn checked(trace: Arc<Trace>, thresholds: &FindingOptions, enter: impl Fn(Stage)) -> Model {
    enter(Stage::Finding);
    let found = findings_with(&trace, thresholds);
    enter(Stage::Indexing);
    Model::of(trace).with_findings(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(60);

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let loading = Loading::start(
            &Input::File(folder.path().join("gone.json")),
            &FindingOptions::default(),
            Nudge::default(),
        )
        .unwrap();
        let error = loading.wait(SOON).expect("it is quick").unwrap_err();
        assert!(error.to_string().contains("gone.json"), "{error}");
    }

    #[test]
    fn a_recording_arrives_with_its_graph() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        Trace::default().save(&path).unwrap();
        let loading = Loading::start(
            &Input::File(path),
            &FindingOptions::default(),
            Nudge::default(),
        )
        .unwrap();
        let model = loading.wait(SOON).expect("it is quick").unwrap();
        assert_eq!(model.graph().nodes().len(), 0);
        let progress = loading.progress();
        assert_eq!(progress.stage(), Stage::Indexing);
        assert_eq!(progress.bytes(), progress.total());
    }

    #[test]
    fn waiting_ends_in_time_or_when_there_is_nothing_to_wait_for() {
        let (reader, result) = mpsc::channel();
        let (_, late) = mpsc::channel();
        let loading = Loading {
            result,
            late,
            progress: Arc::default(),
        };
        assert!(loading.wait(Duration::ZERO).is_none());
        drop(reader);
        assert!(loading.wait(SOON).is_some_and(|loaded| loaded.is_err()));
    }

    #[test]
    fn a_long_recording_is_shown_before_it_is_added_up_and_checked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        let head = [
            "[\n{\"reify\":{\"version\":1}},\n",
            "{\"site\":{\"id\":0,\"expr\":\"spin()\"}},\n{\"step\":[0,0,0,0]},\n",
        ];
        let polls = (1..=MOST_KNOWN_FIRST + 1)
            .map(|poll| format!("{{\"poll\":[{poll},0,{poll}0,3,1,\"pending\"]}},\n"));
        let file: String = head.map(str::to_owned).into_iter().chain(polls).collect();
        std::fs::write(&path, file).unwrap();
        let loading = Loading::start(
            &Input::File(path),
            &FindingOptions::default(),
            Nudge::default(),
        )
        .unwrap();
        let mut model = loading.wait(SOON).expect("it is quick").unwrap();
        assert!(model.findings().is_empty() && !model.has_totals());
        let Late::Totals(totals) = loading.late(SOON).unwrap() else {
            panic!("totals come before findings");
        };
        model.set_totals(totals);
        let first = model.site_summaries().next();
        assert_eq!(first.map(|summary| summary.polls), Some(model.polls()));
        let Late::Findings(found) = loading.late(SOON).unwrap() else {
            panic!("there are totals once");
        };
        model.set_findings(found);
        assert!(!model.findings().is_empty());
        assert!(loading.late(SOON).is_err());
    }
}
