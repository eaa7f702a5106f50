//! [`Loading`]: reads a recording, and makes it ready to be explored, on a thread of its own, so that keys are answered
//! meanwhile.

mod following;
mod identity;
mod live;
mod progress;
mod tail;

pub use following::Following;
pub use live::{Beginning, Live, Phase};
pub use progress::{Progress, Stage};
pub use tail::{Change, Tail};

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::anyhow;
use reify_lib::{FindingOptions, Trace, findings_with, reify_execution};

use crate::input::Input;
use crate::model::Model;

/// A recording that is being read.
#[derive(Debug)]
pub struct Loading {
    result: Receiver<anyhow::Result<Model>>,
    progress: Arc<Progress>,
}

impl Loading {
    /// Begins to read, and to look for what is wrong.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(input: &Input, thresholds: &FindingOptions) -> anyhow::Result<Self> {
        let (input, thresholds) = (input.clone(), thresholds.clone());
        let (sender, result) = mpsc::channel();
        let progress = Arc::new(Progress::default());
        let told = Arc::clone(&progress);
        thread::Builder::new()
            .name("load".to_owned())
            .spawn(move || {
                // Nobody waits any more if the explorer was ended meanwhile.
                let _ = sender.send(load(&input, &thresholds, &told));
            })?;
        Ok(Self { result, progress })
    }

    /// The recording, or why there is none; nothing if it is not ready in time.
    pub fn wait(&self, patience: Duration) -> Option<anyhow::Result<Model>> {
        match self.result.recv_timeout(patience) {
            Ok(loaded) => Some(loaded),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(anyhow!("the reader broke down"))),
        }
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

fn load(input: &Input, thresholds: &FindingOptions, progress: &Progress) -> anyhow::Result<Model> {
    // What has no size is told by the reader.
    progress.expect(input.len());
    let trace = input.read(|reader| {
        progress.read(reader.bytes(), reader.events() as u64);
    })?;
    progress.read_all(trace.events().len() as u64);
    Ok(model(trace, thresholds, |stage| progress.enter(stage)))
}

fn model(trace: Trace, thresholds: &FindingOptions, enter: impl Fn(Stage)) -> Model {
    enter(Stage::Grouping);
    let graph = reify_execution(&trace);
    enter(Stage::Finding);
    let found = findings_with(&trace, thresholds);
    enter(Stage::Indexing);
    Model::new(Arc::new(trace), graph).with_findings(found)
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
        let loading = Loading::start(&Input::File(path), &FindingOptions::default()).unwrap();
        let model = loading.wait(SOON).expect("it is quick").unwrap();
        assert_eq!(model.graph().nodes().len(), 0);
        let progress = loading.progress();
        assert_eq!(progress.stage(), Stage::Indexing);
        assert_eq!(progress.bytes(), progress.total());
    }

    #[test]
    fn waiting_ends_in_time_or_when_there_is_nothing_to_wait_for() {
        let (reader, result) = mpsc::channel();
        let progress = Arc::default();
        let loading = Loading { result, progress };
        assert!(loading.wait(Duration::ZERO).is_none());
        drop(reader);
        assert!(loading.wait(SOON).is_some_and(|loaded| loaded.is_err()));
    }
}
