//! The trace file: one writer, used by the recorder and by [`Trace::save`](crate::Trace::save), and one reader.
//!
//! A file is a JSON array with one record a line, laid out so that it can be written by appending alone, and read
//! wherever it was cut off. `docs/trace-format.md` beside this crate is its specification.

#[cfg(all(test, feature = "read"))]
mod agreement;
#[cfg(feature = "read")]
mod async_reify;
#[cfg(feature = "read")]
mod console;
pub(crate) mod escape;
mod kind;
mod layout;
#[cfg(feature = "read")]
mod load;
pub(crate) mod new_file;
#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "read")]
pub(crate) mod reader;
mod records;
mod save;
#[cfg(feature = "read")]
mod serialize;
#[cfg(all(any(test, fuzzing), feature = "read"))]
pub(crate) mod ways;
pub(crate) mod write;

pub use escape::is_hidden;

/// What to say about a trace that this reader would misunderstand.
#[cfg(feature = "read")]
fn too_new(header: &crate::Header) -> String {
    format!(
        "written by {} in version {} of the format, for readers of version {} and later; this one reads up to \
         version {}: update it",
        escape::shown(&header.writer),
        header.version,
        header.min_reader,
        crate::VERSION
    )
}
