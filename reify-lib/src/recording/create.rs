//! Makes the file of a recording.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::Error;
use crate::format::new_file::create_beside;

/// How the file of a recording begins.
const BEGINNING: &[u8] = b"[\n{\"reify\"";

/// Makes the file anew, with a beginning that is there from the first moment on. Only its owner may read it.
///
/// A trace that is there is replaced, by renaming: what a symbolic link points to is never written.
pub(super) fn create(path: &Path, beginning: &[u8]) -> Result<File, Error> {
    let create = || {
        refuse_other_files(path)?;
        let (mut file, temporary) = create_beside(path)?;
        let written = file
            .write_all(beginning)
            .and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written.map(|()| file)
    };
    create().map_err(|error| Error::io("record to", Some(path), error))
}

fn refuse_other_files(path: &Path) -> io::Result<()> {
    let metadata = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        metadata => metadata?,
    };
    if metadata.is_symlink() {
        return Ok(());
    }
    let mut beginning = Vec::new();
    if metadata.is_file() {
        File::open(path)?
            .take(BEGINNING.len() as u64)
            .read_to_end(&mut beginning)?;
    }
    if metadata.is_file() && (beginning.is_empty() || beginning == BEGINNING) {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::AlreadyExists,
        "what is there already is not a trace, and is left as it is",
    ))
}
