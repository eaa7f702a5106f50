//! [`RecordOptions`]: what is recorded, and how; and the beginning of a recording.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::Recording;
use super::background::Background;
use super::create::create;
use super::trace_file::TraceFile;
use crate::format::write;
use crate::recorder::{Recorder, Settings, entries_in, lock, set_process_wide, unset_process_wide};
use crate::{Error, Record, SharedTrace, Sync};

/// How many events a thread may have waiting for the file. Far more than a disk that stalls for a second makes of it.
const BACKLOG: usize = 1 << 18;

/// What to record, and how; for [`record_to`](crate::record_to) with other than its defaults.
///
/// ```no_run
/// let recording = reify_lib::RecordOptions::new().wakes(false).record_to("trace.json")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecordOptions {
    settings: Settings,
    limit: u64,
    /// In entries.
    memory: Option<usize>,
}

impl Default for RecordOptions {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            limit: u64::MAX,
            memory: None,
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

    /// How many bytes of memory the events may take, at most 24 bytes each.
    ///
    /// A recording in memory [keeps](Self::keep) as many as that, the newest ones; all by default. One into a file has
    /// them only until they are written: so many bytes a thread that records, 6 MB by default. If the file cannot keep
    /// up, what comes on top is left out, and the file says how much that was.
    ///
    /// ```
    /// use reify_lib::{LabeledFuture, RecordOptions};
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let trace = RecordOptions::new().memory(64 << 10).in_memory();
    /// for _ in 0..10_000 {
    ///     LabeledFuture::new(async {}, "work", &trace).await;
    /// }
    /// let trace = trace.snapshot();
    /// assert!(trace.events().len() + trace.steps().len() <= (64 << 10) / 24);
    /// # });
    /// ```
    #[must_use]
    pub fn memory(mut self, bytes: u64) -> Self {
        self.memory = Some(entries_in(bytes));
        self
    }

    /// How many bytes the file may have. The recording ends with the write that goes beyond, a few milliseconds of events,
    /// and its end says `limit`. Unlimited by default.
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
        self.settings.keep = self.settings.keep.min(self.memory.unwrap_or(usize::MAX));
        SharedTrace::new(self.settings)
    }

    /// Records the whole process into a file; see [`record_to`](crate::record_to).
    ///
    /// # Errors
    ///
    /// Where the file cannot be made, or where the process is being recorded already.
    pub fn record_to(self, path: impl AsRef<Path>) -> Result<Recording, Error> {
        let path = path.as_ref();
        let recorder = Recorder::new(Settings {
            keep: usize::MAX,
            backlog: self.memory.unwrap_or(BACKLOG),
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
