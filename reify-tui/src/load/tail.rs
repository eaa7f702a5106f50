//! [`Tail`]: a file that a program is still writing, read on from where it ended last.
//!
//! It is read, never mapped: a file that shrinks under a map ends the process. Whatever takes the place of what was
//! read makes a new beginning.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::bail;
use reify_lib::{Error, Trace, TraceReader};

use super::identity::Identity;
use crate::regular::{self, Links};

/// How many bytes are asked for at once.
const CHUNK: usize = 1 << 18;

/// What a look at the file told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing more.
    None,
    /// There is no such file, or none any more.
    Gone,
    /// There is more.
    Grown,
    /// Another file stands there.
    Replaced,
    /// The same file was cut off, or written anew.
    Truncated,
}

impl Change {
    /// Whether what is there now took the place of what was read.
    pub fn is_beginning(self) -> bool {
        matches!(self, Self::Replaced | Self::Truncated)
    }
}

/// A file that is read on.
#[derive(Debug)]
pub struct Tail {
    path: PathBuf,
    reader: TraceReader,
    identity: Identity,
    written: Option<SystemTime>,
    /// Whether what was read so far cannot be shown: it is not read on until it is replaced.
    refused: bool,
}

impl Tail {
    /// A file of which nothing was read; it need not be there.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            reader: TraceReader::new(),
            identity: Identity::default(),
            written: None,
            refused: false,
        }
    }

    /// Reads what was written since the last time, and nothing else but its first bytes. Shows the reader to `watch` from time
    /// to time, with the length of the file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or, once, where it is [no trace](Self::is_refused).
    pub fn read_on(&mut self, mut watch: impl FnMut(&TraceReader, u64)) -> anyhow::Result<Change> {
        let (mut file, metadata) = match regular::open(&self.path, Links::Followed) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Change::Gone),
            Err(error) => bail!("{}: {error}", self.path.display()),
        };
        let identity = Identity::of(&mut file)?;
        self.written = metadata.modified().ok();
        let had_any = self.reader.bytes() > 0;
        let beginning = if had_any && self.identity.is_another(&identity) {
            Some(Change::Replaced)
        } else if metadata.len() < self.reader.bytes() || !self.identity.goes_on(&identity) {
            Some(Change::Truncated).filter(|_| had_any)
        } else {
            None
        };
        if beginning.is_some() {
            (self.reader, self.refused) = (TraceReader::new(), false);
        }
        self.identity = identity;
        let before = self.reader.bytes();
        file.seek(SeekFrom::Start(before))?;
        self.feed(file, |reader| watch(reader, metadata.len()))?;
        let is_more = self.reader.bytes() > before;
        Ok(beginning.unwrap_or(if is_more { Change::Grown } else { Change::None }))
    }

    fn feed(&mut self, mut file: File, mut watch: impl FnMut(&TraceReader)) -> anyhow::Result<()> {
        let mut chunk = vec![0; CHUNK];
        while !self.refused {
            match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => {
                    self.take(&chunk[..length])?;
                    watch(&self.reader);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => bail!("{}: {error}", self.path.display()),
            }
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let fed = self.reader.feed(bytes);
        self.refused = fed.is_err();
        fed.map_err(|error| error.of_file(&self.path))
    }

    /// Whether what is there is no trace, or needs a later version.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    /// How many events were read.
    pub fn events(&self) -> u64 {
        self.reader.events() as u64
    }

    /// When something was last written to the file, as far as the system tells.
    pub fn written(&self) -> Option<SystemTime> {
        self.written
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
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Gone);
        fs::write(&path, [HEADER, SITE, STEP, &POLL[..9]].concat()).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Grown);
        assert_eq!(tail.trace().polls().count(), 0);
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::None);
        append(&path, &POLL[9..]);
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Grown);
        assert_eq!(tail.trace().polls().count(), 1);
    }

    #[test]
    fn it_is_shown_how_far_a_long_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        let text = [HEADER, SITE, STEP, &POLL.repeat(20_000)].concat();
        fs::write(&path, &text).unwrap();
        let mut seen = Vec::new();
        let read = Tail::new(&path).read_on(|reader, length| seen.push((reader.bytes(), length)));
        assert_eq!(read.unwrap(), Change::Grown);
        let length = text.len() as u64;
        assert!(seen.len() > 1 && seen.is_sorted(), "{seen:?}");
        assert_eq!(seen.last(), Some(&(length, length)));
        assert!(seen.iter().all(|seen| seen.1 == length), "{seen:?}");
    }

    #[test]
    fn a_file_that_was_truncated_or_written_anew_is_read_from_its_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        fs::write(&path, [HEADER, SITE, STEP, POLL].concat()).unwrap();
        let mut tail = Tail::new(&path);
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Grown);
        fs::write(&path, [HEADER, SITE].concat()).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Truncated);
        assert_eq!(tail.trace().polls().count(), 0);
        let other = SITE.replace("tick", "another_and_longer_one");
        fs::write(&path, [HEADER, &other, STEP, POLL, POLL].concat()).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Truncated);
        assert!(tail.trace().sites()[0].expr.contains("another"));
        fs::write(&path, "").unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Truncated);
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::None);
        append(&path, HEADER);
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Grown);
    }

    #[cfg(unix)]
    #[test]
    fn another_file_in_its_place_is_known_even_if_it_begins_alike_and_is_longer() {
        let folder = tempfile::tempdir().unwrap();
        let (path, beside) = (folder.path().join("trace.json"), folder.path().join("new"));
        // The first 256 bytes are the same.
        let long = SITE.replace("tick", &"t".repeat(400));
        fs::write(&path, [HEADER, &long].concat()).unwrap();
        let mut tail = Tail::new(&path);
        tail.read_on(|_, _| ()).unwrap();
        fs::write(&beside, [HEADER, &long, STEP, POLL].concat()).unwrap();
        fs::rename(&beside, &path).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Replaced);
        assert_eq!(tail.trace().polls().count(), 1);
        fs::remove_file(&path).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Gone);
        assert_eq!(tail.trace().polls().count(), 1, "what was read is kept");
    }

    #[test]
    fn what_is_no_trace_is_said_once_and_read_again_when_it_was_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.json");
        fs::write(&path, [&b"\x1f\x8b\x08"[..], &[0; 2000]].concat()).unwrap();
        let mut tail = Tail::new(&path);
        assert!(tail.read_on(|_, _| ()).is_err());
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::None);
        fs::write(&path, [HEADER, SITE, STEP, POLL].concat()).unwrap();
        assert_eq!(tail.read_on(|_, _| ()).unwrap(), Change::Truncated);
        assert_eq!(tail.trace().polls().count(), 1);
    }
}
