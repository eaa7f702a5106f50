//! [`Background`]: the thread that writes the file of a recording.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};
use std::time::Duration;

use super::trace_file::TraceFile;
use crate::home;
use crate::inside::Inside;
use crate::recorder::{Recorder, lock, unset_process_wide};

/// Events that come close together are written together.
const TOGETHER: Duration = Duration::from_millis(2);

/// The writing thread, as seen from the guard of the recording.
#[derive(Debug)]
pub(super) struct Background {
    stop: Mutex<Option<Stop>>,
    thread: Thread,
}

/// Tells the thread to end, and why; and what it then tells.
type Stop = (Sender<&'static str>, Receiver<io::Result<()>>);

impl Background {
    pub(super) fn start(recorder: Arc<Recorder>, file: Arc<Mutex<TraceFile>>) -> io::Result<Self> {
        let (stop, stopped) = channel();
        let (done, result) = channel();
        let writer = Writer {
            recorder,
            file,
            stopped,
        };
        let thread = thread::Builder::new()
            .name("reify-writer".to_owned())
            .spawn(move || {
                Inside::stay();
                // The guard may be gone already.
                let _ = done.send(writer.run());
            })?;
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

    /// Lets go of the thread, which is not there in a fork of its process, without a word to it.
    pub(super) fn leave(&self) {
        if let Some(mut stop) = home::lock(&self.stop) {
            // A channel that is dropped tells the other end, by locks that the thread may have held.
            std::mem::forget(stop.take());
        }
    }
}

struct Writer {
    recorder: Arc<Recorder>,
    file: Arc<Mutex<TraceFile>>,
    stopped: Receiver<&'static str>,
}

impl Writer {
    fn run(self) -> io::Result<()> {
        let written = self.write_until_stopped();
        // Nobody takes events any more, after an error or at the limit: none shall pile up.
        unset_process_wide(&self.recorder);
        written
    }

    fn write_until_stopped(&self) -> io::Result<()> {
        let recorder = &*self.recorder;
        // Whether there was nothing a moment ago either.
        let mut quiet = false;
        loop {
            // Asked before the events are taken, so that the end comes after all that was recorded before the stop.
            let stop = match self.stopped.try_recv() {
                Ok(reason) => Some(reason),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some("dropped"),
            };
            let mut file = lock(&self.file);
            if let Some(reason) = stop {
                return file.end(recorder, reason);
            }
            let busy = file.drain(recorder)?;
            if file.is_ended() {
                return Ok(());
            }
            if busy {
                quiet = false;
                drop(file);
                thread::park_timeout(TOGETHER);
                continue;
            }
            recorder.alarm().arm();
            let (rest, more) = (file.rest(), file.has_more(recorder));
            drop(file);
            if !more {
                thread::park_timeout(if quiet { rest.max(TOGETHER) } else { TOGETHER });
                quiet = true;
            }
        }
    }
}
