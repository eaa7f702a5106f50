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
