//! Reading a whole [`Trace`].

mod at_once;
mod threads;

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

use self::threads::{next, read_on_two_threads};
use crate::regular::{checked, open_regular};
use crate::{Error, Trace, TraceReader};

/// How many bytes are asked for at once.
const CHUNK: usize = 1 << 19;

/// Of so few bytes no thread is begun.
const FEW: u64 = 1 << 21;

impl Trace {
    /// Reads a trace file: one that [`save`](Self::save) wrote, one that a program is still writing or was killed
    /// over, one of `async-reify` 0.1, or a recording of tokio-console.
    ///
    /// What is missing or wrong in it stands in the [`notices`](Self::notices).
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, is no trace, or needs a later version of this library.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::load_watched(path, |_| ())
    }

    /// Reads a trace file as [`load`](Self::load) does, and shows the reader to `watch` from time to time: it tells how
    /// far it is.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_watched(
        path: impl AsRef<Path>,
        watch: impl FnMut(&TraceReader) + Send,
    ) -> Result<Self, Error> {
        let path = path.as_ref();
        let opened = open_regular(path, at_once::open);
        let (file, metadata) = opened.map_err(|error| Error::io("open", Some(path), error))?;
        read_file(file, &metadata, watch).map_err(|error| error.of_file(path))
    }

    /// Reads a trace file that is open, from its beginning, as [`load_watched`](Self::load_watched) does; errors call it by
    /// `path`.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn load_opened(
        file: File,
        path: impl AsRef<Path>,
        watch: impl FnMut(&TraceReader) + Send,
    ) -> Result<Self, Error> {
        let path = path.as_ref();
        let metadata = file.metadata().and_then(checked);
        let metadata = metadata.map_err(|error| Error::io("open", Some(path), error))?;
        read_file(file, &metadata, watch).map_err(|error| error.of_file(path))
    }

    /// Reads a trace from anywhere, as [`load`](Self::load) does.
    ///
    /// # Errors
    ///
    /// Where reading fails, what is read is no trace, or needs a later version of this library.
    pub fn read(source: impl Read) -> Result<Self, Error> {
        Self::read_watched(source, |_| ())
    }

    /// Reads a trace from anywhere, and shows the reader to `watch` from time to time, as
    /// [`load_watched`](Self::load_watched) does.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_watched(
        source: impl Read,
        watch: impl FnMut(&TraceReader) + Send,
    ) -> Result<Self, Error> {
        read(source, None::<File>, 0, watch)
    }

    /// Reads a trace that stands in memory as a file would.
    ///
    /// # Errors
    ///
    /// Where it is no trace, or needs a later version of this library.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = TraceReader::new();
        reader.feed(bytes)?;
        reader.finish()
    }
}

fn read_file(
    file: File,
    metadata: &Metadata,
    watch: impl FnMut(&TraceReader) + Send,
) -> Result<Trace, Error> {
    // Without it, one thread reads.
    let same = file.try_clone().ok();
    read(file, same, metadata.len(), watch)
}

/// `same` is another end of the same input, if that never waits for bytes; `length` is how many bytes there are, 0 if that is
/// not known.
fn read(
    mut source: impl Read,
    same: Option<impl Read + Send>,
    length: u64,
    mut watch: impl FnMut(&TraceReader) + Send,
) -> Result<Trace, Error> {
    let mut reader = TraceReader::new();
    let mut chunk = Vec::new();
    while reader.bytes() < FEW {
        if !next(&mut source, CHUNK, &mut chunk)? {
            return reader.finish();
        }
        reader.feed(&chunk)?;
        watch(&reader);
    }
    reader.expect(length);
    read_on_two_threads(source, same, CHUNK, reader, watch)
}
