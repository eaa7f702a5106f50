//! [`SourceFinder`]: finds and reads the source files that a trace names.
//!
//! A trace may come from a stranger, so it decides nothing about what is read: a file must lie under one of the
//! roots after all links are followed, and must be a regular file of a sane size. Names that would
//! mean something else than a file (URLs, network shares, devices) are refused before they are looked at.

mod name;
mod remap;
mod roots;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::model::source::{SourceFile, SourceProblem};
use crate::regular::{self, Links};
use crate::text::grouped;
pub use remap::Remap;
use roots::Roots;

/// No source file that anybody reads is larger.
const LARGEST: u64 = 8 << 20;
/// Nor has it more lines.
const MOST_LINES: usize = 200_000;

/// Finds and reads source files.
#[derive(Clone, Debug, Default)]
pub struct SourceFinder {
    /// The trace, the current folder and the folders that the user named: they lead to roots too.
    trace: PathBuf,
    current: PathBuf,
    extra: Vec<PathBuf>,
    roots: Roots,
    /// The root that the trace names, as it names it.
    recorded: PathBuf,
    remaps: Vec<Remap>,
}

impl SourceFinder {
    /// A finder for one trace.
    ///
    /// `recorded` is the root that the trace names, `extra` are the folders that the user named; `current` is
    /// the current folder.
    pub fn new(trace: &Path, recorded: &str, current: &Path, extra: &[PathBuf]) -> Self {
        let mut finder = Self {
            trace: trace.to_owned(),
            current: current.to_owned(),
            extra: extra.to_vec(),
            ..Self::default()
        };
        finder.take_root(recorded);
        finder
    }

    /// Takes the root that the trace names by now: another one may have come in its place.
    pub fn take_root(&mut self, recorded: &str) {
        // To look whether there is a share or a device of that name is to ask for it.
        let is_folder = name::checked(recorded).is_ok();
        self.recorded = PathBuf::from(if is_folder { recorded } else { "" });
        self.roots = Roots::new(&self.trace, &self.recorded, &self.current, &self.extra);
        for remap in &self.remaps {
            self.roots.add(&remap.to);
        }
    }

    /// The finder, looking also where folders of the recording's machine are on this one.
    #[must_use]
    pub fn with_remaps(mut self, current: &Path, remaps: &[Remap]) -> Self {
        for remap in remaps {
            let to = current.join(&remap.to);
            self.roots.add(&to);
            let from = remap.from.clone();
            self.remaps.push(Remap { from, to });
        }
        self
    }

    /// The file of that name, which is absolute or relative to the root of the recording.
    ///
    /// # Errors
    ///
    /// Where there is none, or it is not to be read; with what the user can do.
    pub fn find(&self, file: &str) -> Result<SourceFile, SourceProblem> {
        let name = name::checked(file).map_err(SourceProblem::Refused)?;
        let mut tried = Vec::new();
        let mut outside = None;
        for candidate in self.candidates(&name) {
            match candidate.canonicalize() {
                Ok(real) if self.roots.contain(&real) => {
                    return read(&real).map_err(SourceProblem::Refused);
                }
                Ok(real) => {
                    outside.get_or_insert(real);
                }
                Err(_) => tried.push(candidate),
            }
        }
        Err(match outside {
            Some(real) => SourceProblem::Refused(self.advice(&real)),
            None => SourceProblem::Missing { tried },
        })
    }

    fn candidates(&self, name: &Path) -> Vec<PathBuf> {
        let mut candidates = Vec::new();
        let mut add = |path: PathBuf| {
            if !candidates.contains(&path) {
                candidates.push(path);
            }
        };
        // What the user says goes before what is guessed.
        let recorded = self.recorded.join(name);
        for remap in &self.remaps {
            for name in [recorded.as_path(), name] {
                if let Some(path) = remap.of(name) {
                    add(path);
                }
            }
        }
        if name.is_absolute() {
            add(name.to_owned());
        }
        // An absolute name of another machine still says where the file lies below the root.
        let below_root = match name.strip_prefix(&self.recorded) {
            Ok(rest) if name.is_absolute() => rest,
            _ => name,
        };
        if below_root.is_relative() {
            for root in self.roots.iter() {
                add(root.join(below_root));
            }
            // If this was not taken for a root, the user at least learns that there is something.
            if self.recorded.is_absolute() {
                add(self.recorded.join(below_root));
            }
        }
        candidates
    }

    /// What to do about a file that is there and may not be read.
    fn advice(&self, real: &Path) -> String {
        let folder = if self.recorded.is_absolute() && real.starts_with(&self.recorded) {
            &self.recorded
        } else {
            real.parent().unwrap_or(real)
        };
        format!(
            "{} lies outside of the source roots: allow it with --source-root {}",
            real.display(),
            folder.display()
        )
    }
}

fn read(path: &Path) -> Result<SourceFile, String> {
    let fail = |error: io::Error| format!("{}: {error}", path.display());
    let (file, metadata) = regular::open(path, Links::Refused).map_err(fail)?;
    if metadata.len() > LARGEST {
        return Err(too_large(path));
    }
    let mut bytes = Vec::new();
    // It may have grown meanwhile.
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(path));
    }
    if bytes.contains(&0) {
        return Err(format!("{} is not text", path.display()));
    }
    let text = String::from_utf8_lossy(&bytes);
    if text.lines().nth(MOST_LINES).is_some() {
        return Err(format!(
            "{} has more than {} lines",
            path.display(),
            grouped(MOST_LINES as u64)
        ));
    }
    Ok(SourceFile::new(path, &text))
}

fn too_large(path: &Path) -> String {
    format!("{} is larger than {} MiB", path.display(), LARGEST >> 20)
}

#[cfg(test)]
mod tests;
