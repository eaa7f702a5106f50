//! [`Loading`]: reads a recording on a thread of its own, so that keys are answered meanwhile.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::anyhow;
use reify_lib::{AsyncStepGraph, Trace, reify_execution};

/// A recording that is ready to be explored.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The recording.
    pub trace: Arc<Trace>,
    /// Its steps, grouped.
    pub graph: AsyncStepGraph,
}

/// A recording that is being read.
#[derive(Debug)]
pub struct Loading(Receiver<anyhow::Result<Loaded>>);

impl Loading {
    /// Begins to read.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(path: &Path) -> anyhow::Result<Self> {
        let path = path.to_owned();
        let (result, receiver) = mpsc::channel();
        thread::Builder::new()
            .name("load".to_owned())
            .spawn(move || {
                let loaded = Trace::load(&path).map(|trace| Loaded {
                    graph: reify_execution(&trace),
                    trace: Arc::new(trace),
                });
                // Nobody waits any more if the explorer was ended meanwhile.
                let _ = result.send(loaded.map_err(Into::into));
            })?;
        Ok(Self(receiver))
    }

    /// The recording, or why there is none; nothing if it is not ready in time.
    pub fn wait(&self, patience: Duration) -> Option<anyhow::Result<Loaded>> {
        match self.0.recv_timeout(patience) {
            Ok(loaded) => Some(loaded),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(anyhow!("the reader broke down"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(60);

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let loading = Loading::start(&folder.path().join("gone.json")).unwrap();
        let error = loading.wait(SOON).expect("it is quick").unwrap_err();
        assert!(error.to_string().contains("gone.json"), "{error}");
    }

    #[test]
    fn a_recording_arrives_with_its_graph() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        Trace::default().save(&path).unwrap();
        let loading = Loading::start(&path).unwrap();
        let loaded = loading.wait(SOON).expect("it is quick").unwrap();
        assert!(loaded.graph.nodes().is_empty());
    }

    #[test]
    fn waiting_ends_in_time_or_when_there_is_nothing_to_wait_for() {
        let (reader, receiver) = mpsc::channel();
        let loading = Loading(receiver);
        assert!(loading.wait(Duration::ZERO).is_none());
        drop(reader);
        assert!(loading.wait(SOON).is_some_and(|loaded| loaded.is_err()));
    }
}
