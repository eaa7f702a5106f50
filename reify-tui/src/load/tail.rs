//! [`Tail`]: a file that a program is still writing, read on from where it ended last.
//!
//! It is read, never mapped: a file that shrinks under a map ends the process. Whatever takes the place of what was
//! read makes a new beginning.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use reify_lib::{Error, Trace, TraceReader};

/// How many bytes are asked for at once.
const CHUNK: usize = 1 << 18;

/// So much of the beginning tells one recording from another: its header has the time at which it began.
const HEAD: usize = 256;

/// What a look at the file told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing is there yet, or nothing more.
    None,
    /// There is more.
    Grown,
    /// Another file stands there, or the same was written anew.
    Replaced,
}

/// A file that is read on.
#[derive(Debug)]
pub struct Tail {
    path: PathBuf,
    reader: TraceReader,
    head: Vec<u8>,
    /// Whether what was read so far is no trace: it is not read on until it is replaced.
    refused: bool,
}

impl Tail {
    /// A file of which nothing was read; it need not be there.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            reader: TraceReader::new(),
            head: Vec::new(),
            refused: false,
        }
    }

    /// Reads what was written since the last time.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or, once, where it is no trace.
    pub fn read_on(&mut self) -> anyhow::Result<Change> {
        let mut file = match self.path.metadata() {
            Ok(metadata) if metadata.is_file() => File::open(&self.path)?,
            Ok(_) => anyhow::bail!("{}: it is not a regular file", self.path.display()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Change::None),
            Err(error) => return Err(error.into()),
        };
        let mut head = Vec::new();
        (&mut file).take(HEAD as u64).read_to_end(&mut head)?;
        let length = file.metadata()?.len();
        let is_other = length < self.reader.bytes() || !head.starts_with(&self.head);
        let had_any = self.reader.bytes() > 0;
        if is_other {
            (self.reader, self.refused) = (TraceReader::new(), false);
        }
        self.head = head;
        let before = self.reader.bytes();
        file.seek(SeekFrom::Start(before))?;
        self.feed(file)?;
        Ok(match (is_other && had_any, self.reader.bytes() > before) {
            (true, _) => Change::Replaced,
            (false, true) => Change::Grown,
            (false, false) => Change::None,
        })
    }

    fn feed(&mut self, mut file: File) -> anyhow::Result<()> {
        let mut chunk = vec![0; CHUNK];
        while !self.refused {
            match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => self.take(&chunk[..length])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let fed = self.reader.feed(bytes);
        self.refused = fed.is_err();
        fed
    }

    /// The trace as far as it was read.
    pub fn trace(&self) -> Trace {
        self.reader.snapshot()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, OpenOptions};
    use std::io::Write as _;

    use super::*;

    const HEADER: &str = "[\n{\"reify\":{\"version\":1}},\n";
    const SITE: &str = "{\"site\":{\"id\":0,\"expr\":\"tick()\"}},\n";
    const STEP: &str = "{\"step\":[0,0,0,5]},\n";
    const POLL: &str = "{\"poll\":[1,0,6,2,1,\"ready\"]},\n";

    fn append(path: &Path, text: &str) {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn a_file_is_waited_for_and_read_on_as_it_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        let mut tail = Tail::new(&path);
        assert_eq!(tail.read_on().unwrap(), Change::None);
        fs::write(&path, [HEADER, SITE, STEP, &POLL[..9]].concat()).unwrap();
        assert_eq!(tail.read_on().unwrap(), Change::Grown);
        assert_eq!(tail.trace().polls().count(), 0);
        assert_eq!(tail.read_on().unwrap(), Change::None);
        append(&path, &POLL[9..]);
        assert_eq!(tail.read_on().unwrap(), Change::Grown);
        assert_eq!(tail.trace().polls().count(), 1);
    }

    #[test]
    fn a_file_that_was_truncated_or_replaced_is_read_from_its_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        fs::write(&path, [HEADER, SITE, STEP, POLL].concat()).unwrap();
        let mut tail = Tail::new(&path);
        tail.read_on().unwrap();
        fs::write(&path, [HEADER, SITE].concat()).unwrap();
        assert_eq!(tail.read_on().unwrap(), Change::Replaced);
        assert_eq!(tail.trace().polls().count(), 0);
        let other = SITE.replace("tick", "another_and_longer_one");
        fs::write(&path, [HEADER, &other, STEP, POLL, POLL].concat()).unwrap();
        assert_eq!(tail.read_on().unwrap(), Change::Replaced);
        assert!(tail.trace().sites()[0].expr.contains("another"));
    }

    #[test]
    fn what_is_no_trace_is_said_once_and_read_again_when_it_was_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        fs::write(&path, [&b"\x1f\x8b\x08"[..], &[0; 2000]].concat()).unwrap();
        let mut tail = Tail::new(&path);
        assert!(tail.read_on().is_err());
        assert_eq!(tail.read_on().unwrap(), Change::None);
        fs::write(&path, [HEADER, SITE, STEP, POLL].concat()).unwrap();
        assert_eq!(tail.read_on().unwrap(), Change::Replaced);
        assert_eq!(tail.trace().polls().count(), 1);
    }
}
