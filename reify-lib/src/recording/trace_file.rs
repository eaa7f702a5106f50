//! [`TraceFile`]: takes events out of the recorder's logs and appends them to a file.

use std::fs::File;
use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::Record;
use crate::format::write;
use crate::recorder::{Cut, Numbering, Recorder};

/// Between two signs of life, at least, and at most.
const SYNC_BUSY: Duration = Duration::from_millis(100);
const SYNC_IDLE: Duration = Duration::from_secs(10);
/// How often a file that cannot be written is tried again, with pauses that grow.
const TRIES: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// The file of a recording, after its beginning.
#[derive(Debug)]
pub(super) struct TraceFile {
    file: File,
    /// How many bytes it may still grow before the recording ends.
    room: u64,
    numbering: Numbering,
    before: Option<Cut>,
    buffer: Vec<u8>,
    synced: Instant,
    /// Until the next sign of life, where nothing happens.
    pause: Duration,
    ended: bool,
}

impl TraceFile {
    pub(super) fn new(file: File, limit: u64) -> Self {
        Self {
            file,
            room: limit,
            numbering: Numbering::default(),
            before: None,
            buffer: Vec::new(),
            synced: Instant::now(),
            pause: SYNC_BUSY,
            ended: false,
        }
    }

    /// Whether the file has its end.
    pub(super) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Writes what was recorded, and a sign of life if it is time for one. Says whether there was anything.
    pub(super) fn drain(&mut self, recorder: &Recorder) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let (cut, busy) = self.cut(recorder);
        if busy {
            self.pause = SYNC_BUSY;
        }
        if self.synced.elapsed() >= self.pause {
            write::line(&Record::Sync(self.numbering.sync(&cut)), &mut self.buffer);
            self.synced = Instant::now();
            self.pause = if busy {
                SYNC_BUSY
            } else {
                (self.pause * 2).min(SYNC_IDLE)
            };
        }
        self.before = Some(cut);
        if self.buffer.len() as u64 > self.room {
            self.end(recorder, "limit")?;
        } else {
            self.flush()?;
        }
        Ok(busy)
    }

    /// Writes what was recorded, and the end. Does nothing the second time.
    pub(super) fn end(&mut self, recorder: &Recorder, reason: &str) -> io::Result<()> {
        if std::mem::replace(&mut self.ended, true) {
            return Ok(());
        }
        let (cut, _) = self.cut(recorder);
        // What came last may be what is too much.
        let full = self.buffer.len() as u64 > self.room;
        let reason = if full { "limit" } else { reason };
        write::closing(&self.numbering.end(&cut, reason), &mut self.buffer);
        self.flush()
    }

    /// Until the next sign of life.
    pub(super) fn rest(&self) -> Duration {
        self.pause.saturating_sub(self.synced.elapsed())
    }

    /// Whether there is something to take that the last cut did not hold.
    pub(super) fn has_more(&self, recorder: &Recorder) -> bool {
        self.before.as_ref().is_some_and(Cut::has_later) || recorder.has_entries()
    }

    fn cut(&mut self, recorder: &Recorder) -> (Cut, bool) {
        let mut cut = Cut::take(recorder, self.before.take());
        let buffer = &mut self.buffer;
        let mut line = |record: Record| write::line(&record, buffer);
        let busy = self.numbering.records(recorder, &mut cut, &mut line);
        (cut, busy)
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
        self.room = self.room.saturating_sub(self.buffer.len() as u64);
        self.buffer.clear();
        Ok(())
    }
}
