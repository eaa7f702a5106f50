//! The trace file: one writer, used by the recorder and by [`Trace::save`](crate::Trace::save), and one reader.
//!
//! A file is a JSON array with one record a line, laid out so that it can be written by appending alone, and read
//! wherever it was cut off. `docs/trace-format.md` beside this crate is its specification.

pub(crate) mod escape;
mod kind;
mod layout;
pub(crate) mod new_file;
mod records;
mod save;
pub(crate) mod write;

pub(crate) use escape::is_hidden;
