//! [`Background`]: the thread that takes events out of the recorder's logs and writes them to the file.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::create::create;
use crate::format::write;
use crate::inside::Inside;
use crate::recorder::{Cut, Numbering, Recorder, lock, unset_process_wide};
use crate::{Error, Record, Sync};

/// Events that come close together are written together.
const TOGETHER: Duration = Duration::from_millis(2);
/// Between two signs of life, at least, and at most.
const SYNC_BUSY: Duration = Duration::from_millis(100);
const SYNC_IDLE: Duration = Duration::from_secs(10);
/// How often a file that cannot be written is tried again, with pauses that grow.
const TRIES: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// The writing thread, as seen from the guard of the recording.
#[derive(Debug)]
pub(super) struct Background {
    stop: Mutex<Option<Stop>>,
    thread: Thread,
}

/// Tells the thread to end, and why; and what it then tells.
type Stop = (Sender<&'static str>, Receiver<io::Result<()>>);

impl Background {
    pub(super) fn start(recorder: Arc<Recorder>, path: &Path) -> Result<Self, Error> {
        let mut beginning = Vec::new();
        write::opening(&recorder.header(), &mut beginning);
        write::line(&Record::Sync(Sync::default()), &mut beginning);
        let file = create(path, &beginning)?;
        let (stop, stopped) = channel();
        let (done, result) = channel();
        let writer = Writer {
            recorder,
            file,
            numbering: Numbering::default(),
            buffer: Vec::new(),
            synced: Instant::now(),
            pause: SYNC_BUSY,
            stopped,
        };
        let thread = thread::Builder::new()
            .name("reify-writer".to_owned())
            .spawn(move || {
                Inside::stay();
                // The guard may be gone already.
                let _ = done.send(writer.run());
            })
            .map_err(|error| Error::io("record to", Some(path), error))?;
        Ok(Self {
            stop: Mutex::new(Some((stop, result))),
            thread: thread.thread().clone(),
        })
    }

    /// Ends the file, and waits for that as long as told. Does nothing the second time.
    pub(super) fn finish(&self, reason: &'static str, patience: Duration) -> io::Result<()> {
        let Some((stop, result)) = lock(&self.stop).take() else {
            return Ok(());
        };
        // It may have ended before, by an error that it then left behind.
        let _ = stop.send(reason);
        self.thread.unpark();
        result.recv_timeout(patience).unwrap_or_else(|_| {
            Err(io::Error::new(
                io::ErrorKind::TimedOut,
                "the trace file could not be ended in time",
            ))
        })
    }
}

struct Writer {
    recorder: Arc<Recorder>,
    file: File,
    numbering: Numbering,
    buffer: Vec<u8>,
    synced: Instant,
    /// Until the next sign of life, where nothing happens.
    pause: Duration,
    stopped: Receiver<&'static str>,
}

impl Writer {
    fn run(mut self) -> io::Result<()> {
        let written = self.write_until_stopped();
        if written.is_err() {
            // Nobody takes events any more: none shall pile up.
            unset_process_wide(&self.recorder);
        }
        written
    }

    fn write_until_stopped(&mut self) -> io::Result<()> {
        let mut before = None;
        loop {
            // Asked before the cut, so that the last cut holds all from before the stop.
            let stop = match self.stopped.try_recv() {
                Ok(reason) => Some(reason),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some("dropped"),
            };
            let mut cut = Cut::take(&self.recorder, before);
            let buffer = &mut self.buffer;
            let mut line = |record: Record| write::line(&record, buffer);
            let busy = self.numbering.records(&self.recorder, &mut cut, &mut line);
            if let Some(reason) = stop {
                let end = self.numbering.end(&cut, reason);
                write::closing(&end, &mut self.buffer);
                return self.flush();
            }
            self.sync(&cut, busy);
            self.flush()?;
            if busy {
                thread::park_timeout(TOGETHER);
            } else {
                self.sleep(&cut);
            }
            before = Some(cut);
        }
    }

    /// Writes a sign of life if it is time for one.
    fn sync(&mut self, cut: &Cut, busy: bool) {
        if busy {
            self.pause = SYNC_BUSY;
        }
        if self.synced.elapsed() < self.pause {
            return;
        }
        let sync = self.numbering.sync(cut);
        write::line(&Record::Sync(sync), &mut self.buffer);
        self.synced = Instant::now();
        self.pause = if busy {
            SYNC_BUSY
        } else {
            (self.pause * 2).min(SYNC_IDLE)
        };
    }

    /// Sleeps until something is recorded or a sign of life is due.
    fn sleep(&self, cut: &Cut) {
        self.recorder.alarm().arm();
        if !cut.has_later() && !self.recorder.has_entries() {
            let rest = self.pause.saturating_sub(self.synced.elapsed());
            thread::park_timeout(rest.max(TOGETHER));
        }
    }

    /// Writes the buffer. What a full disk leaves of it is tried again from the byte where it stopped, so that no line
    /// is written twice or in part.
    fn flush(&mut self) -> io::Result<()> {
        let mut rest = self.buffer.as_slice();
        let mut tries = 0;
        while !rest.is_empty() {
            match self.file.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    rest = &rest[written..];
                    tries = 0;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if tries >= TRIES => return Err(error),
                Err(_) => {
                    thread::sleep(FIRST_PAUSE * 2_u32.pow(tries));
                    tries += 1;
                }
            }
        }
        self.buffer.clear();
        Ok(())
    }
}
