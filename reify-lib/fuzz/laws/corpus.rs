//! What fuzzing begins with, and all that it found.

use std::fs;
use std::path::{Path, PathBuf};

/// The inputs of a target, for the tests of a package. The last one that is named is the one at which a test fails.
pub(crate) fn inputs(fuzz: &str, target: &str) -> impl Iterator<Item = Vec<u8>> {
    let folder = Path::new(fuzz).join("corpus").join(target);
    let files = fs::read_dir(folder).expect("every target has a corpus");
    let mut files: Vec<PathBuf> = files
        .map(|file| file.expect("it can be listed").path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no corpus of {target}");
    files.into_iter().map(|file| {
        println!("{}", file.display());
        fs::read(file).expect("it can be read")
    })
}
