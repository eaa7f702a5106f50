//! [`Recording`]: a long recording that is still being written.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use reify_lib::Trace;

use crate::generate_trace::simulation::Simulation;

/// So much of it is written at once.
const CHUNK: usize = 1 << 16;

/// So many bytes a second a busy program writes: some hundred thousand events.
const SPEED: f64 = 10e6;

/// What is written by and by, and where.
pub(crate) struct Recording {
    file: File,
    /// What the next event is numbered.
    seq: u64,
    at: u64,
    /// The step that it is about.
    step: usize,
}

impl Recording {
    /// One of so many events, without its end: more may come.
    pub(crate) fn of(path: &Path, events: usize) -> Self {
        let (trace, text) = simulated(path, events);
        fs::write(path, text).expect("the disk has room");
        let file = File::options().append(true).open(path);
        let mut recording = Self {
            file: file.expect("it was written"),
            seq: trace.end().map_or(0, |end| end.recorded),
            at: trace.duration(),
            step: trace.steps().len(),
        };
        let site = trace.sites().len();
        recording.append(&format!(
            "{{\"site\":{{\"id\":{site},\"expr\":\"tick()\"}}}},\n{{\"step\":[{},{},{site},{}]}},\n",
            recording.seq, recording.step, recording.at
        ));
        recording.seq += 1;
        recording
    }

    /// One more event.
    pub(crate) fn poll(&mut self) {
        self.append(&format!(
            "{{\"poll\":[{},{},{},10,1,\"pending\"]}},\n",
            self.seq, self.step, self.at
        ));
        (self.seq, self.at) = (self.seq + 1, self.at + 1_000);
    }

    fn append(&mut self, text: &str) {
        let written = self.file.write_all(text.as_bytes());
        written.expect("the disk has room");
    }
}

/// Writes a recording of so many events as a busy program does.
pub(crate) fn grow(path: &Path, text: &[u8]) {
    let file = File::options().append(true).open(path);
    let mut file = file.expect("it is there");
    let (began, mut written) = (Instant::now(), 0);
    for chunk in text.chunks(CHUNK) {
        file.write_all(chunk).expect("the disk has room");
        written += chunk.len();
        let due = Duration::from_secs_f64(written as f64 / SPEED);
        thread::sleep(due.saturating_sub(began.elapsed()));
    }
}

/// A recording of so many events, and its text without its end.
pub(crate) fn simulated(path: &Path, events: usize) -> (Trace, Vec<u8>) {
    let trace = Simulation::new().run(events);
    trace.save(path).expect("the disk has room");
    let mut text = fs::read(path).expect("it was written");
    let end = b"{\"end\":";
    let at = text.windows(end.len()).rposition(|window| window == end);
    text.truncate(at.expect("it has an end"));
    (trace, text)
}
