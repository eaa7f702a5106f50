//! [`Recording`]: the whole process, written to a file as it runs.

mod background;
mod create;
mod init;
mod trace_file;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub use self::init::init;

use self::background::Background;
use self::create::create;
use self::trace_file::TraceFile;
use crate::format::write;
use crate::recorder::{Recorder, Settings, lock, set_process_wide, unset_process_wide};
use crate::{Error, Record, SharedTrace, Sync};

/// How many events a thread may have waiting for the file. Far more than a disk that stalls for a second makes of it.
const BACKLOG: usize = 1 << 18;
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

/// What to record, and how; for [`record_to`] with other than its defaults.
///
/// ```no_run
/// let recording = reify_lib::RecordOptions::new().wakes(false).record_to("trace.json")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecordOptions {
    settings: Settings,
    limit: u64,
}

impl Default for RecordOptions {
    fn default() -> Self {
        Self {
            settings: Settings {
                backlog: BACKLOG,
                ..Settings::default()
            },
            limit: u64::MAX,
        }
    }
}

impl RecordOptions {
    /// All that can be recorded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether to record who woke whom. On by default; off, a poll costs less.
    #[must_use]
    pub fn wakes(mut self, wakes: bool) -> Self {
        self.settings.wakes = wakes;
        self
    }

    /// The folder that source files are relative to, as the file shall name it. A relative one is meant relative to the
    /// file. By default the workspace of the program is looked for.
    #[must_use]
    pub fn root(mut self, root: impl Into<String>) -> Self {
        self.settings.root = Some(root.into());
        self
    }

    /// Whether to write each event on the spot, on the thread that it happens on. Off by default.
    ///
    /// For programs that abort: without it, what happened in the last few milliseconds is with the writing thread when
    /// the process ends of a sudden. With it, a poll waits for the file. Recordings in memory take no notice of it.
    #[must_use]
    pub fn every_event(mut self, every_event: bool) -> Self {
        self.settings.through = every_event;
        self
    }

    /// How many bytes the file may have. The recording ends before it would have more, and its end says `limit`.
    /// Unlimited by default.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// How many events a recording in memory keeps: the newest ones, as a flight recorder does. All by default.
    ///
    /// What is left out is left out by whole steps, and counted. A step that is not finished keeps its beginning however
    /// old it is, so that what hangs stays in sight; of its polls the newest are kept. Recordings into a file take no
    /// notice of it; for them there is [`limit`](Self::limit).
    ///
    /// ```
    /// use reify_lib::{LabeledFuture, RecordOptions};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let trace = RecordOptions::new().keep(1_000).in_memory();
    /// for _ in 0..100_000 {
    ///     LabeledFuture::new(async {}, "work", &trace).await;
    /// }
    /// let trace = trace.snapshot();
    /// assert!(trace.events().len() <= 1_000);
    /// // An event, and the making of its step, for each time.
    /// assert_eq!(trace.end().unwrap().recorded, 200_000);
    /// # });
    /// ```
    #[must_use]
    pub fn keep(mut self, events: usize) -> Self {
        self.settings.keep = events;
        self
    }

    /// Begins a recording in memory, as [`Trace::shared`](crate::Trace::shared) does.
    pub fn in_memory(mut self) -> SharedTrace {
        // Nobody takes anything from a recording in memory before its end.
        self.settings.backlog = usize::MAX;
        self.settings.through = false;
        SharedTrace::new(self.settings)
    }

    /// Records the whole process into a file; see [`record_to`].
    ///
    /// # Errors
    ///
    /// Where the file cannot be made, or where the process is being recorded already.
    pub fn record_to(self, path: impl AsRef<Path>) -> Result<Recording, Error> {
        let path = path.as_ref();
        let recorder = Recorder::new(Settings {
            keep: usize::MAX,
            ..self.settings
        });
        if !set_process_wide(&recorder) {
            let error = io::Error::new(
                io::ErrorKind::AlreadyExists,
                "the process is being recorded already",
            );
            return Err(Error::io("record to", Some(path), error));
        }
        let started = create(path, &beginning(&recorder)).and_then(|file| {
            let file = Arc::new(Mutex::new(TraceFile::new(file, self.limit)));
            let through = Arc::clone(&file);
            // An error is met again by the background, which has the time for it.
            recorder.write_through(move |recorder| {
                let _ = lock(&through).drain(recorder);
            });
            Background::start(Arc::clone(&recorder), file)
                .map_err(|error| Error::io("record to", Some(path), error))
        });
        match started {
            Ok(background) => Ok(Recording {
                recorder,
                background,
                path: path.to_owned(),
            }),
            Err(error) => {
                unset_process_wide(&recorder);
                Err(error)
            }
        }
    }
}

/// The header and a first sign of life.
fn beginning(recorder: &Recorder) -> Vec<u8> {
    let mut beginning = Vec::new();
    write::opening(&recorder.header(), &mut beginning);
    write::line(&Record::Sync(Sync::default()), &mut beginning);
    beginning
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
