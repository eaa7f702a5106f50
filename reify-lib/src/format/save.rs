//! Writing a whole [`Trace`].

use std::io::{self, Write};
use std::path::Path;

use super::new_file::create_beside;
use super::write;
use crate::{Error, Record, Trace};

/// How many bytes are handed on at once.
const CHUNK: usize = 64 * 1024;

impl Trace {
    /// Writes the trace to a file, which [`load`](Self::load) and the explorer read.
    ///
    /// The file is written under another name beside its place and renamed when it is whole: at no moment there is
    /// half a trace at `path`, and what stood there stays if anything goes wrong. On Unix only the owner may read
    /// the new file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made, written or renamed.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let failed = |error| Error::io("write", Some(path), error);
        let (file, temporary) = create_beside(path).map_err(failed)?;
        let saved = self
            .write_records(file)
            .and_then(|()| std::fs::rename(&temporary, path));
        saved.map_err(|error| {
            // Best effort: the first error is the one to tell.
            let _ = std::fs::remove_file(&temporary);
            failed(error)
        })
    }

    /// Writes the trace as [`save`](Self::save) does, to anywhere.
    ///
    /// # Errors
    ///
    /// Where writing fails.
    pub fn write_to(&self, out: impl Write) -> Result<(), Error> {
        self.write_records(out)
            .map_err(|error| Error::io("write", None, error))
    }

    fn write_records(&self, mut out: impl Write) -> io::Result<()> {
        let mut buffer = Vec::with_capacity(CHUNK + 1024);
        let mut records = self.records().peekable();
        while let Some(record) = records.next() {
            if let Record::Header(_) = record {
                buffer.extend_from_slice(write::OPENING);
            }
            match records.peek() {
                Some(_) => write::line(&record, &mut buffer),
                None => write::last(&record, &mut buffer),
            }
            if buffer.len() >= CHUNK {
                out.write_all(&buffer)?;
                buffer.clear();
            }
        }
        out.write_all(&buffer)?;
        out.flush()
    }
}
