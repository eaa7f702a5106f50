//! [`Recording`]: the whole process, written to a file as it runs.

mod background;
mod create;
mod init;
mod options;
mod trace_file;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use self::init::init;
pub use self::options::RecordOptions;

use self::background::Background;
use crate::Error;
use crate::recorder::{Recorder, unset_process_wide};

/// How long the end of a recording waits for the file: where it is asked for, and where it comes with the guard's.
const PATIENCE: Duration = Duration::from_secs(30);
const PATIENCE_IN_DROP: Duration = Duration::from_secs(2);

/// Records the whole process into a file, from now until the guard that it gives back is dropped.
///
/// Everything that carries `#[trace_async]` is recorded, in whatever task and on whatever thread it runs, unless it
/// belongs to a trace of its own. A thread of its own writes the file; the threads that poll never wait for it. The
/// file can be read while the program runs, when it hangs, and after it was killed.
///
/// A trace that is there already is replaced; anything else that is there is left alone, and an error.
///
/// A child that the process forks goes on unrecorded: the file is its parent's, and the guard does nothing there. It may
/// call `record_to` with a path of its own.
///
/// ```
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("trace.json");
/// let recording = reify_lib::record_to(&path)?;
/// // .. the program ..
/// recording.finish()?;
/// # assert!(std::fs::read_to_string(&path)?.ends_with("]\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Where the file cannot be made, or where the process is being recorded already.
pub fn record_to(path: impl AsRef<Path>) -> Result<Recording, Error> {
    RecordOptions::new().record_to(path)
}

/// The guard of a recording of the whole process: the recording ends with it.
#[derive(Debug)]
#[must_use = "the recording ends when this is dropped"]
pub struct Recording {
    recorder: Arc<Recorder>,
    background: Background,
    path: PathBuf,
}

impl Recording {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends the recording and the file, and waits for that.
    ///
    /// Dropping the guard ends them too, but waits no longer than two seconds for what is still to be written.
    ///
    /// # Errors
    ///
    /// Where the file could not be written to its end, or not within half a minute.
    pub fn finish(self) -> Result<(), Error> {
        self.end("finished", PATIENCE)
    }

    fn end(&self, reason: &'static str, patience: Duration) -> Result<(), Error> {
        unset_process_wide(&self.recorder);
        if !self.recorder.is_at_home() {
            // The file is the parent's, and goes on there.
            self.background.leave();
            return Ok(());
        }
        self.background
            .finish(reason, patience)
            .map_err(|error| Error::io("write", Some(&self.path), error))
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let reason = if std::thread::panicking() {
            "panicked"
        } else {
            "finished"
        };
        // Nobody is left to be told of an error.
        let _ = self.end(reason, PATIENCE_IN_DROP);
    }
}
